import { z } from 'zod';

/**
 * What lm-evaluation-harness writes and its own tools read back: the results of simple_evaluate and
 * GeneralConfigTracker (lm_eval/evaluator.py, lm_eval/loggers/evaluation_tracker.py), and a line of samples.
 */
const PerTask = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const LmEvalResults = z.strictObject({
  /** "metric,filter" and "metric_stderr,filter". */
  results: PerTask(
    z.record(
      z.string().regex(/^(?:alias|[a-z]+(?:_stderr)?,none)$/),
      z.union([z.string(), z.number()]),
    ),
  ),
  group_subtasks: PerTask(z.array(z.string())),
  configs: PerTask(z.looseObject({ task: z.string(), output_type: z.string() })),
  versions: PerTask(z.union([z.string(), z.number()])),
  'n-shot': PerTask(z.int()),
  higher_is_better: PerTask(z.record(z.string(), z.boolean())),
  'n-samples': PerTask(z.strictObject({ original: z.int(), effective: z.int() })),
  config: z.looseObject({ model: z.string(), model_args: z.record(z.string(), z.unknown()) }),
  git_hash: z.string().nullable(),
  date: z.number(),
  pretty_env_info: z.string(),
  lm_eval_version: z.string().nullable(),
  transformers_version: z.string().nullable(),
  task_hashes: PerTask(Sha256),
  model_source: z.string(),
  model_name: z.string(),
  model_name_sanitized: z.string(),
  system_instruction: z.string().nullable(),
  system_instruction_sha: z.string().nullable(),
  fewshot_as_multiturn: z.boolean().nullable(),
  chat_template: z.string().nullable(),
  chat_template_sha: z.string().nullable(),
  start_time: z.number().nullable(),
  end_time: z.number().nullable(),
  total_evaluation_time_seconds: z.string().nullable(),
});

export const LmEvalSample = z.looseObject({
  doc_id: z.int(),
  doc: z.looseObject({ id: z.string(), epoch: z.int() }),
  target: z.string(),
  arguments: z.strictObject({
    gen_args_0: z.strictObject({ arg_0: z.string(), arg_1: z.record(z.string(), z.unknown()) }),
  }),
  resps: z.array(z.array(z.string())),
  filtered_resps: z.array(z.string()),
  filter: z.literal('none'),
  metrics: z.array(z.string()),
  doc_hash: Sha256,
  prompt_hash: Sha256,
  target_hash: Sha256,
  success: z.union([z.literal(0), z.literal(1)]),
});
