import { z } from 'zod';

/**
 * What Inspect AI's own reader holds a log to, written from its models: EvalLog, EvalSpec, EvalSample, Score
 * (src/inspect_ai/log/_log.py, scorer/_metric.py), ModelOutput, ChatMessage and Content (src/inspect_ai/model).
 * Strict where those list all fields, so that a misspelt one is found.
 */
const Dict = z.record(z.string(), z.unknown());
const Time = z.iso.datetime({ offset: true });

const Content = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('reasoning'), reasoning: z.string(), redacted: z.boolean() }),
]);

const Assistant = z.strictObject({
  id: z.string(),
  role: z.literal('assistant'),
  source: z.literal('generate'),
  model: z.string(),
  content: z.array(Content),
});

const Message = z.discriminatedUnion('role', [
  z.strictObject({
    id: z.string(),
    role: z.literal('user'),
    source: z.enum(['input', 'generate']).nullable(),
    content: z.string(),
  }),
  Assistant,
]);

const Usage = z.strictObject({
  input_tokens: z.int(),
  output_tokens: z.int(),
  total_tokens: z.int(),
  reasoning_tokens: z.int().nullable(),
});

const Score = z.strictObject({
  value: z.enum(['C', 'I', 'N']),
  answer: z.string().nullable(),
  explanation: z.string().nullable(),
  metadata: Dict.nullable(),
});

const Sample = z.strictObject({
  id: z.string(),
  epoch: z.int().positive(),
  input: z.string(),
  target: z.string(),
  messages: z.array(Message),
  output: z.strictObject({
    model: z.string(),
    choices: z.array(
      z.strictObject({
        message: Assistant,
        stop_reason: z.enum([
          'stop',
          'max_tokens',
          'model_length',
          'tool_calls',
          'content_filter',
          'unknown',
        ]),
      }),
    ),
    completion: z.string(),
    usage: Usage.nullable(),
  }),
  scores: z.record(z.string(), Score).nullable(),
  metadata: Dict,
  store: Dict,
  events: z.array(z.never()),
  model_usage: z.record(z.string(), Usage),
  uuid: z.string(),
  attachments: z.record(z.string(), z.string()),
});

const GenerateConfig = z.strictObject({
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high']).optional(),
  reasoning_tokens: z.int().optional(),
  max_tokens: z.int().optional(),
  extra_body: Dict,
});

const Metric = z.strictObject({
  name: z.string(),
  value: z.number(),
  params: Dict,
  metadata: Dict.nullable(),
});

export const InspectEvalLog = z.strictObject({
  version: z.literal(2),
  status: z.enum(['started', 'success', 'cancelled', 'error']),
  eval: z.strictObject({
    eval_id: z.string(),
    run_id: z.string(),
    created: Time,
    task: z.string(),
    task_id: z.string(),
    task_version: z.union([z.int(), z.string()]),
    task_attribs: Dict,
    task_args: Dict,
    task_args_passed: Dict,
    dataset: z.strictObject({
      name: z.string().nullable(),
      samples: z.int(),
      sample_ids: z.array(z.string()),
      shuffled: z.boolean(),
    }),
    model: z.string(),
    model_generate_config: GenerateConfig,
    model_base_url: z.string().nullable(),
    model_args: Dict,
    config: z.strictObject({ epochs: z.int(), epochs_reducer: z.array(z.string()) }),
    packages: z.record(z.string(), z.string()),
    metadata: Dict,
    scorers: z.array(
      z.strictObject({
        name: z.string(),
        options: Dict,
        metrics: z.array(z.strictObject({ name: z.string() })),
      }),
    ),
  }),
  plan: z.strictObject({
    name: z.string(),
    steps: z.array(z.strictObject({ solver: z.string(), params: Dict, params_passed: Dict })),
    finish: z.null(),
    config: GenerateConfig,
  }),
  results: z.strictObject({
    total_samples: z.int(),
    completed_samples: z.int(),
    scores: z.array(
      z.strictObject({
        name: z.string(),
        scorer: z.string(),
        reducer: z.string(),
        scored_samples: z.int(),
        unscored_samples: z.int(),
        params: Dict,
        metrics: z.record(z.string(), Metric),
        metadata: Dict,
      }),
    ),
  }),
  stats: z.strictObject({
    started_at: Time,
    completed_at: z.union([Time, z.literal('')]),
    model_usage: z.record(z.string(), Usage),
    role_usage: z.record(z.string(), Usage),
  }),
  error: z.null(),
  invalidated: z.boolean(),
  log_updates: z.null(),
  tags: z.array(z.string()),
  metadata: Dict,
  samples: z.array(Sample),
});
