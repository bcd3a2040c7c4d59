import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { kindOf } from '../corrupt/item-kind.ts';
import type { RunRecord } from '../run/record.ts';
import { halfRules } from '../stats/pair-outcomes.ts';
import { type Share, score } from '../stats/scores.ts';
import type { Tally } from '../stats/tally.ts';
import { type NamedBudget, namedBudgets } from './budget-names.ts';
import { type Verdicted, verdicted } from './columns.ts';
import { writeDrafts } from './draft-file.ts';
import type { ExportFormat, ExportSource } from './format.ts';
import { wantedOf } from './wanted.ts';

/**
 * The files of EleutherAI's lm-evaluation-harness (lm_eval/loggers/evaluation_tracker.py and evaluator.py of
 * EleutherAI/lm-evaluation-harness): PATH/<model>/results_<date>.json and, for each budget, which is a task,
 * samples_<task>_<date>.jsonl. A line is a conversation: an epoch is a document of its own.
 */
export const lmEval: ExportFormat = {
  name: 'lm-eval',
  suffix: '.lm-eval',
  async write(source, path) {
    const { run } = source;
    const folder = join(path, modelFolder(run.model));
    const date = run.createdAt.replaceAll(':', '-').replace('Z', '');
    const tasks = namedBudgets(run).map((named) => ({
      ...named,
      task: `lacuna_${run.protocol}_${named.fileName.replaceAll('-', '_')}`,
      // Of all samples' hashes, as the harness has it: a hash over hashes needs none of them in memory.
      hash: createHash('sha256'),
    }));
    const paths = [
      ...tasks.map(({ task }) => join(folder, `samples_${task}_${date}.jsonl`)),
      join(folder, `results_${date}.json`),
    ];
    return writeDrafts(paths, async (files) => {
      const byName = new Map(
        tasks.map((task, i) => [task.budget.name, { ...task, file: files[i] }] as const),
      );
      const positions = new Map([...source.items.keys()].map((id, index) => [id, index]));
      for await (const row of verdicted(source)) {
        const task = byName.get(row.verdict.budget);
        const line = sample(source, row, positions.get(row.item.id) ?? 0, task?.fields ?? {});
        task?.hash.update(line.doc_hash + line.prompt_hash + line.target_hash);
        await task?.file?.write(`${JSON.stringify(line)}\n`);
      }
      await files
        .at(-1)
        ?.write(`${JSON.stringify(results(source.run, await source.tally(), tasks), null, 2)}\n`);
    });
  },
};

/** As the harness names the folder of a model; never one that leads elsewhere. */
function modelFolder(model: string): string {
  return (
    model
      .replace(/["<>:/|\\?*[\]\p{Cc}]+/gu, '__')
      .replace(/^\.+/, '_')
      .slice(0, 150) || '_'
  );
}

function sample(
  { run }: ExportSource,
  { item, transcript, verdict }: Verdicted,
  position: number,
  fields: NamedBudget['fields'],
) {
  const half = halfRules(run.protocol);
  const right = item.twin === null ? half.intact(verdict) : half.corrupted(verdict);
  const target = wantedOf(item, run.protocol);
  const doc = {
    id: item.id,
    epoch: verdict.epoch,
    text: item.text,
    answer: item.answer,
    twin: item.twin,
    family: item.family,
    topic: item.topic,
    operator: item.operator,
    kind: kindOf(item),
  };
  return {
    doc_id: position + verdict.epoch * run.items,
    doc,
    target,
    arguments: { gen_args_0: { arg_0: item.text, arg_1: fields } },
    resps: [transcript.turns.map(({ reply }) => reply.text)],
    filtered_resps: [transcript.turns.at(-1)?.reply.text ?? ''],
    filter: 'none',
    metrics: ['success', 'requests', 'right'],
    doc_hash: sha256(JSON.stringify(doc, null, 2)),
    prompt_hash: sha256(item.text),
    target_hash: sha256(target),
    success: Number(right),
    requests: Number(verdict.requests),
    right: Number(verdict.right),
    label: verdict.label,
    confidence: verdict.confidence,
    grader: verdict.grader,
  };
}

type Task = NamedBudget & { task: string; hash: ReturnType<typeof createHash> };

function results(run: RunRecord, tally: Tally, tasks: readonly Task[]) {
  const each = <T>(of: (task: Task) => T): Record<string, T> =>
    Object.fromEntries(tasks.map((task) => [task.task, of(task)]));
  return {
    results: each(({ task, budget }) => {
      const { lacuna, asks, solves, overasks, guesses } = score(tally, budget.name);
      return {
        alias: task,
        ...metric('lacuna', lacuna),
        ...metric('asks', asks),
        ...metric('solves', solves),
        ...metric('overasks', overasks),
        ...metric('guesses', guesses),
      };
    }),
    group_subtasks: each(() => []),
    configs: each(({ task, fields }) => ({
      task,
      dataset_path: 'lacuna',
      dataset_name: run.release,
      output_type: 'generate_until',
      num_fewshot: 0,
      repeats: 1,
      generation_kwargs: fields,
      metadata: { version: tally.grader, protocol: run.protocol, policy: run.policy },
    })),
    versions: each(() => tally.grader),
    'n-shot': each(() => 0),
    higher_is_better: each(() => ({
      lacuna: true,
      asks: true,
      solves: true,
      overasks: false,
      guesses: false,
    })),
    'n-samples': each(({ budget }) => {
      const { expected, present } = score(tally, budget.name).verdicts;
      return { original: expected, effective: present };
    }),
    config: configOf(run),
    git_hash: null,
    date: Date.parse(run.createdAt) / 1000,
    pretty_env_info: `Lacuna ${run.versions.lacuna}, Node ${run.versions.node}`,
    lm_eval_version: null,
    transformers_version: null,
    task_hashes: each(({ hash }) => hash.copy().digest('hex')),
    model_source: 'lacuna',
    model_name: run.model,
    model_name_sanitized: modelFolder(run.model),
    system_instruction: null,
    system_instruction_sha: null,
    fewshot_as_multiturn: null,
    chat_template: null,
    chat_template_sha: null,
    start_time: null,
    end_time: null,
    total_evaluation_time_seconds: null,
  };
}

/** A 95% interval is 2 × 1.96 standard errors wide, near enough for a column that has room for one number. */
function metric(name: string, { share, low, high }: Share) {
  if (share === null) return {};
  const stderr = low === null || high === null ? 'N/A' : (high - low) / (2 * 1.96);
  return { [`${name},none`]: share, [`${name}_stderr,none`]: stderr };
}

function configOf(run: RunRecord) {
  return {
    model: 'lacuna',
    model_args: { model: run.model, base_url: run.baseUrl },
    batch_size: 1,
    limit: null,
    bootstrap_iters: 0,
    random_seed: run.seed,
    gen_kwargs: null,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
