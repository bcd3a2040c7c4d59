import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Verdict } from '../../graders/verdict.ts';
import { isCertified } from '../corrupt/item.ts';
import { kindOf } from '../corrupt/item-kind.ts';
import { display } from '../math/fraction.ts';
import type { Completion } from '../model/completion.ts';
import type { Spent } from '../protocol/transcript.ts';
import type { RunRecord } from '../run/record.ts';
import { halfRules } from '../stats/pair-outcomes.ts';
import { score } from '../stats/scores.ts';
import type { Tally } from '../stats/tally.ts';
import { type NamedBudget, namedBudgets } from './budget-names.ts';
import { writeDrafts } from './draft-file.ts';
import type { ExportFormat, ExportSource, GradedReply } from './format.ts';
import { wantedOf } from './wanted.ts';

/**
 * Eval logs of Inspect AI (EvalLog version 2, as JSON), one a budget: src/inspect_ai/log/_log.py of
 * UKGovernmentBEIS/inspect_ai. A sample is a conversation; its score "lacuna" is C where the reply did what
 * its item calls for, else I, and N where there was nothing to grade.
 */
export const inspect: ExportFormat = {
  name: 'inspect',
  suffix: '.inspect',
  async write(source, path) {
    const budgets = namedBudgets(source.run);
    const paths = budgets.map(({ fileName }) => join(path, `${fileName}.json`));
    return writeDrafts(paths, async (files) => {
      const logs = budgets.map((named, i) => ({ named, file: files[i], first: true }));
      const tally = await source.tally();
      for (const { named, file } of logs) await file?.write(head(source, tally, named));
      const byName = new Map(logs.map((log) => [log.named.budget.name, log]));
      for await (const reply of source.replies()) {
        const log = byName.get(reply.transcript.budget);
        if (!log) continue;
        await log.file?.write(`${log.first ? '' : ','}\n${JSON.stringify(sample(source, reply))}`);
        log.first = false;
      }
      for (const { file } of logs) await file?.write('\n]}\n');
    });
  },
};

/** All of a log up to its first sample: Inspect has results before samples, in this order. */
function head({ run, items }: ExportSource, tally: Tally, named: NamedBudget): string {
  const { present, missing } = score(tally, named.budget.name).verdicts;
  const log = {
    version: 2,
    status: missing === 0 ? 'success' : 'cancelled',
    eval: spec(run, [...items.keys()], tally, named),
    plan: {
      name: 'plan',
      steps: [step(run)],
      finish: null,
      config: generateConfig(named),
    },
    results: results(tally, named, present, missing),
    stats: { started_at: run.createdAt, completed_at: '', model_usage: {}, role_usage: {} },
    error: null,
    invalidated: false,
    log_updates: null,
    tags: [],
    metadata: {},
  };
  return `${JSON.stringify(log).slice(0, -1)},"samples":[`;
}

function spec(run: RunRecord, items: readonly string[], tally: Tally, named: NamedBudget) {
  const { budget, fields } = named;
  const args = {
    protocol: run.protocol,
    max_turns: run.maxTurns,
    answers: run.answers,
    user: run.user?.model ?? 'rules',
  };
  return {
    eval_id: hash(run, budget.name, 'eval'),
    run_id: hash(run, 'run'),
    created: run.createdAt,
    task: `lacuna_${run.protocol}`,
    task_id: hash(run.release, run.protocol, 'task'),
    // Verdicts of another version of the grader are another task's: they are not to be compared.
    task_version: tally.grader ?? 0,
    task_attribs: {},
    task_args: args,
    task_args_passed: args,
    dataset: {
      name: `lacuna ${run.release.slice(0, 12)}`,
      samples: run.items,
      sample_ids: items,
      shuffled: false,
    },
    model: run.model,
    model_generate_config: generateConfig(named),
    model_base_url: run.baseUrl,
    model_args: {},
    config: { epochs: run.epochs, epochs_reducer: ['mean'] },
    packages: { lacuna: run.versions.lacuna },
    metadata: {
      budget: budget.name,
      request_fields: fields,
      policy: run.policy,
      release: run.release,
      seed: run.seed,
    },
    scorers: [{ name: 'lacuna', options: {}, metrics: [{ name: 'accuracy' }] }],
  };
}

function step(run: RunRecord) {
  const params = { policy: run.policy, max_turns: run.maxTurns, answers: run.answers };
  return { solver: `lacuna_${run.protocol}`, params, params_passed: params };
}

/** Efforts that every version of Inspect with reasoning efforts knows. */
const EFFORTS: ReadonlySet<unknown> = new Set(['none', 'minimal', 'low', 'medium', 'high']);

function generateConfig({ budget, fields }: NamedBudget) {
  return {
    ...(budget.kind === 'effort' && EFFORTS.has(budget.value)
      ? { reasoning_effort: budget.value }
      : {}),
    ...(budget.kind === 'thinking-tokens' ? { reasoning_tokens: budget.value } : {}),
    ...(budget.kind === 'cap' ? { max_tokens: budget.value } : {}),
    extra_body: fields,
  };
}

function results(tally: Tally, named: NamedBudget, present: number, missing: number) {
  const { lacuna, asks, solves, overasks, guesses } = score(tally, named.budget.name);
  const metric = (name: string, share: typeof lacuna) =>
    share.share === null
      ? []
      : [
          [
            name,
            {
              name,
              value: share.share,
              params: {},
              metadata: { low: share.low, high: share.high, units: share.units },
            },
          ] as const,
        ];
  return {
    total_samples: present + missing,
    completed_samples: present,
    scores: [
      {
        name: 'lacuna',
        scorer: 'lacuna',
        reducer: 'mean',
        scored_samples: present,
        unscored_samples: missing,
        params: {},
        metrics: Object.fromEntries([
          ...metric('lacuna', lacuna),
          ...metric('asks', asks),
          ...metric('solves', solves),
          ...metric('overasks', overasks),
          ...metric('guesses', guesses),
        ]),
        metadata: { grader: tally.grader, protocol: tally.run.protocol },
      },
    ],
  };
}

function sample({ run }: ExportSource, { item, transcript, verdict }: GradedReply) {
  const { turns, spent, epoch, budget } = transcript;
  const id = hash(run, item.id, budget, epoch);
  const last = turns.at(-1)?.reply;
  const usage = usageOf(spent);
  return {
    id: item.id,
    epoch: epoch + 1,
    input: item.text,
    target: wantedOf(item, run.protocol),
    messages: turns.flatMap(({ user, reply }, turn) => [
      // Inspect takes two messages of one id for the same one, and of none too.
      {
        id: `${id}-${turn}-user`,
        role: 'user',
        source: turn === 0 ? 'input' : null,
        content: user,
      },
      { id: `${id}-${turn}-model`, ...assistant(reply, run.model) },
    ]),
    output: last
      ? {
          model: last.model ?? run.model,
          choices: [
            {
              message: { id: `${id}-${turns.length - 1}-model`, ...assistant(last, run.model) },
              stop_reason: STOP[last.finish],
            },
          ],
          completion: last.text,
          usage,
        }
      : { model: run.model, choices: [] },
    scores: verdict && { lacuna: scoreOf(verdict, run.protocol, item.twin === null) },
    metadata: {
      budget,
      family: item.family,
      topic: item.topic,
      operator: item.operator,
      kind: kindOf(item),
      twin: item.twin,
      difficulty: item.difficulty?.stratum ?? null,
      certified: isCertified(item),
      calls: spent.calls,
    },
    store: {},
    events: [],
    model_usage: usage ? { [run.model]: usage } : {},
    uuid: id,
    attachments: {},
  };
}

function assistant({ text, reasoning, model }: Completion, asked: string) {
  return {
    role: 'assistant',
    source: 'generate',
    model: model ?? asked,
    // Always a list: in a plain string Inspect would take a literal "<think>" for thinking.
    content: [
      ...(reasoning === null ? [] : [{ type: 'reasoning', reasoning, redacted: false }]),
      { type: 'text', text },
    ],
  };
}

const STOP = {
  stop: 'stop',
  length: 'max_tokens',
  filter: 'content_filter',
  other: 'unknown',
} as const;

function scoreOf(verdict: Verdict, protocol: string, intact: boolean) {
  const half = halfRules(protocol);
  const right = intact ? half.intact(verdict) : half.corrupted(verdict);
  const { item: _item, budget: _budget, epoch: _epoch, ...metadata } = verdict;
  const { label, none, final } = metadata;
  return {
    value: label === 'none' ? 'N' : right ? 'C' : 'I',
    answer: final === null ? null : display(final),
    explanation: none === null ? label : `${label}: ${none}`,
    metadata,
  };
}

/** Tokens over all calls of a conversation; null where the endpoint did not say all. */
function usageOf({ input, output, reasoning }: Spent) {
  if (input === null || output === null) return null;
  return {
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    reasoning_tokens: reasoning,
  };
}

/** The same for the same run, wherever it is exported. */
function hash(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 22);
}
