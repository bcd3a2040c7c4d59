import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { InputError } from '../input-error.ts';

/** Bytes. What is larger would not fit into one string. */
const LARGEST_LOG = 400 * 1024 * 1024;

const Id = z.union([z.string(), z.number()]).transform(String);

/**
 * What we take of Inspect AI's log (EvalLog, version 2, as `inspect log convert --to json` writes it):
 * https://inspect.aisi.org.uk/eval-logs.html. All else in it is passed over.
 */
const Log = z.object({
  version: z.literal(2, 'only version 2 is read'),
  status: z.string(),
  eval: z.object({
    task: z.string(),
    task_version: z.union([z.string(), z.number()]).default(0),
    model: z.string(),
    dataset: z.object({ name: z.string().nullish() }).nullish(),
  }),
  results: z.object({ total_samples: z.int().nonnegative().default(0) }).nullish(),
  samples: z
    .array(
      z.object({
        id: Id,
        epoch: z.int().positive(),
        scores: z.record(z.string(), z.object({ value: z.unknown() })).nullish(),
        metadata: z.record(z.string(), z.unknown()).nullish(),
      }),
      'it has no samples: it was written without them, or is a header',
    )
    .min(1, 'it has no samples'),
});

/** One score of one sample in one epoch. */
export interface InspectScore {
  readonly scorer: string;
  readonly sample: string;
  /** From 1. */
  readonly epoch: number;
  readonly value: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface InspectLog {
  /** "success", or how it ended instead. */
  readonly status: string;
  readonly model: string;
  readonly task: string;
  readonly taskVersion: string;
  readonly dataset: string;
  readonly scores: readonly InspectScore[];
  readonly scorers: readonly string[];
  /** Samples, each epoch counted, that should be there. */
  readonly expected: number;
  /** Those that have a score. */
  readonly scored: number;
  /** Scores that are no number: NaN, which says "unscored", lists, and words without a value. */
  readonly unscored: number;
}

/** Throws InputError where the file is no log of Inspect's in JSON. */
export async function readInspectLog(path: string): Promise<InspectLog> {
  if (path.endsWith('.eval')) {
    throw new InputError(
      `${path}: logs are read as JSON. \`inspect log convert ${path} --to json --output-dir json\` makes one.`,
    );
  }
  const parsed = Log.safeParse(await readLenientJson(path));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `${path}: no log of Inspect AI in JSON: ${issue?.path.join('.') || 'file'}: ${issue?.message}`,
    );
  }
  const { status, eval: spec, results, samples } = parsed.data;
  const scores: InspectScore[] = [];
  const scored = new Set<string>();
  let unscored = 0;
  for (const { id, epoch, scores: given, metadata } of samples) {
    for (const [scorer, { value }] of Object.entries(given ?? {})) {
      for (const [name, number] of numbersOf(scorer, value)) {
        if (number === null) unscored += 1;
        else
          scores.push({ scorer: name, sample: id, epoch, value: number, metadata: metadata ?? {} });
        scored.add(JSON.stringify([id, epoch]));
      }
    }
  }
  return {
    status,
    model: spec.model,
    task: spec.task,
    taskVersion: String(spec.task_version),
    dataset: spec.dataset?.name ?? '',
    scores,
    scorers: [...new Set(scores.map(({ scorer }) => scorer))],
    expected: Math.max(results?.total_samples ?? 0, samples.length),
    scored: scored.size,
    unscored,
  };
}

/** A score as numbers; that of a scorer with several parts is several. null where it is none. */
function numbersOf(scorer: string, value: unknown): Array<[string, number | null]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [[scorer, numberOf(value)]];
  }
  return Object.entries(value).map(([part, each]) => [`${scorer}/${part}`, numberOf(each)]);
}

/** The values of Inspect's words are those of its own `value_to_float`. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ...(['c', 'yes', 'true'] as const).map((word) => [word, 1] as const),
  ...(['i', 'n', 'no', 'false'] as const).map((word) => [word, 0] as const),
  ['p', 0.5],
]);

function numberOf(value: unknown): number | null {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const word = WORDS.get(value.toLowerCase());
  if (word !== undefined) return word;
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : null;
}

async function readLenientJson(path: string): Promise<unknown> {
  const { size } = await stat(path).catch(() => {
    throw new InputError(`${path}: no such file, or it cannot be read`);
  });
  if (size > LARGEST_LOG) {
    throw new InputError(`${path}: a log of over ${LARGEST_LOG} bytes cannot be read`);
  }
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    return parseWithNaN(path, text);
  }
}

/** Python writes NaN and Infinity, which JSON does not have: outside of strings they become null. */
function parseWithNaN(path: string, text: string): unknown {
  const tokens = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/gs;
  try {
    return JSON.parse(text.replace(tokens, (token) => (token.startsWith('"') ? token : 'null')));
  } catch {
    throw new InputError(`${path}: not JSON`);
  }
}
