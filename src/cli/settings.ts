import { access, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { MOST_REQUESTS } from '../model/batch/batches.ts';
import { CONDITIONS } from '../protocol/explore/condition.ts';
import { VARIANTS } from '../protocol/reveal/variant.ts';
import { ANSWERS } from '../protocol/user.ts';
import { Prices } from '../run/record.ts';
import { StoreAddress } from '../store/address.ts';
import { fieldOf, optionFault } from './option-faults.ts';
import { flagName } from './options.ts';

/** For numbers that may come as text. */
export const Whole = (what: string) => z.coerce.number({ error: what }).int(what).positive(what);
const List = z.union([z.string().transform((text) => text.split(',')), z.array(z.string())]);

export const JsonObject = z.union(
  [
    z.record(z.string(), z.unknown()),
    z.string().transform((text, context) => {
      try {
        return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
      } catch {
        context.addIssue('no JSON object');
        return z.NEVER;
      }
    }),
  ],
  'expected a JSON object',
);

export const Headers = z.union(
  [
    z.record(z.string(), z.string()),
    z.array(z.string().regex(/^[\w-]+\s*:/, 'expected "name: value"')).transform((lines) =>
      Object.fromEntries(
        lines.map((line) => {
          const colon = line.indexOf(':');
          return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
        }),
      ),
    ),
  ],
  'expected "name: value"',
);

export const Price = z.union(
  [
    Prices,
    z
      .string()
      .regex(/^\d+(\.\d+)?,\d+(\.\d+)?$/, 'expected two prices such as 2.5,10')
      .transform((text) => {
        const [input = 0, output = 0] = text.split(',').map(Number);
        return { input, output };
      }),
  ],
  'expected two prices such as 2.5,10',
);

export const BaseUrl = z
  .url({ protocol: /^https?$/, error: 'expected an http(s) address', abort: true })
  .refine(
    (text) => {
      const { username, password } = new URL(text);
      return username === '' && password === '';
    },
    // No call could be made: fetch refuses such addresses.
    'expected an address without user and password: they belong in a request header, such as --header "Authorization: Basic …", or the key in its environment variable',
  );

const DISCOUNT = 'expected a share from 0 to 1, such as 0.5';

/** What a run can be told, by flags or by a configuration file: the same names, the same meaning. */
export const RunSettings = z.strictObject({
  model: z.string().min(1).optional(),
  baseUrl: BaseUrl.optional(),
  apiKeyEnv: z.string().min(1).default('OPENAI_API_KEY'),
  api: z.enum(['chat', 'responses']).default('chat'),
  dialect: z.string().optional(),
  header: Headers.default({}),
  body: JsonObject.default({}),
  budgets: List.optional(),
  items: z.string().optional(),
  limit: Whole('expected a whole number of pairs').optional(),
  epochs: Whole('expected a whole number from 1').default(1),
  protocol: z.string().default('ask'),
  policy: List.default(['plain']),
  reveal: List.pipe(
    z.array(z.enum(VARIANTS, { error: `expected some of ${VARIANTS.join(', ')}` })).min(1),
  ).optional(),
  explore: List.pipe(
    z.array(z.enum(CONDITIONS, { error: `expected some of ${CONDITIONS.join(', ')}` })).min(1),
  ).optional(),
  rounds: Whole('expected a whole number of rounds').optional(),
  maxTurns: Whole('expected a whole number of turns').optional(),
  answers: z.enum(ANSWERS, { error: `expected ${ANSWERS.join(' or ')}` }).default('all'),
  userModel: z.string().min(1).optional(),
  userBaseUrl: BaseUrl.optional(),
  userApiKeyEnv: z.string().min(1).optional(),
  userPrice: Price.optional(),
  concurrency: Whole('expected a whole number from 1').default(16),
  rpm: Whole('expected requests a minute').optional(),
  tpm: Whole('expected tokens a minute').optional(),
  attempts: Whole('expected a whole number from 1').default(8),
  timeout: z.coerce.number().positive('expected seconds').default(600),
  stream: z.boolean().default(false),
  price: Price.optional(),
  batch: z.boolean().default(false),
  batchDiscount: z.coerce.number(DISCOUNT).min(0, DISCOUNT).max(1, DISCOUNT).optional(),
  batchPoll: z.coerce.number('expected seconds').positive('expected seconds').optional(),
  batchSize: Whole('expected a whole number of requests')
    .max(MOST_REQUESTS, `expected at most ${MOST_REQUESTS} requests`)
    .optional(),
  seed: z.coerce.number().int('expected a whole number').default(1),
  out: z.string().min(1).optional(),
  register: z.string().min(1).optional(),
  /** true: those that show the scale. */
  respondents: z.union([z.literal(true), List]).optional(),
  suite: z.enum(['initiative'], { error: 'expected initiative' }).optional(),
  maxCalls: Whole('expected a whole number of calls').optional(),
  store: StoreAddress.optional(),
  dryRun: z.boolean().default(false),
  quiet: z.boolean().default(false),
});
export type RunSettings = z.infer<typeof RunSettings>;

const FOUND_BY_ITSELF = ['lacuna.config.json', 'lacuna.config.yaml', 'lacuna.config.yml'];

/** Flags win over the configuration file. Throws InputError that names the flag or the field. */
export async function readSettings(flags: unknown): Promise<RunSettings> {
  const { config, ...given } = z.looseObject({ config: z.string().optional() }).parse(flags);
  const path = config ?? (await firstPresent(FOUND_BY_ITSELF));
  if (!path) await refuseUnnamedProgram();
  const fromFile = path ? check(await readConfig(path), (field) => `${path}: ${field}`) : {};
  check(given, flagName);
  const merged = RunSettings.safeParse({ ...fromFile, ...given });
  if (!merged.success) {
    throw new InputError(merged.error.issues.map((issue) => issue.message).join('; '));
  }
  refuseIdleUser(merged.data);
  refuseIdleBatch(merged.data);
  refuseStream(merged.data);
  refuseFolderOfStore(merged.data);
  return merged.data;
}

/** Under other protocols nobody reads for a user: naming a model for it is a mistake in the command. */
function refuseIdleUser(settings: RunSettings): void {
  const { userModel, userBaseUrl, userApiKeyEnv, userPrice, protocol } = settings;
  const given = Object.entries({ userModel, userBaseUrl, userApiKeyEnv, userPrice })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => flagName(name));
  if (given.length === 0) return;
  if (protocol !== 'resolve') throw new InputError(`${given[0]} is for --protocol resolve`);
  if (!userModel) throw new InputError(`${given[0]}: of which model? Give --user-model NAME.`);
}

/** A setting of batches where none are made is a mistake in the command, and may cost twice as much. */
function refuseIdleBatch(settings: RunSettings): void {
  const { batch, batchDiscount, batchPoll, batchSize } = settings;
  const [given] = Object.entries({ batchDiscount, batchPoll, batchSize }).filter(
    ([, value]) => value !== undefined,
  );
  if (given && !batch) throw new InputError(`${flagName(given[0])} is for --batch`);
}

/** Whether replies are streamed is said in one place, and is no part of what is asked of a model. */
export function refuseStream({
  stream,
  body,
  batch = false,
}: Pick<RunSettings, 'stream' | 'body'> & { batch?: boolean }): void {
  if (batch && (stream || body.stream === true)) {
    throw new InputError(`${stream ? '--stream' : '--body'}: there is no stream in batches`);
  }
  if (body.stream === true || (stream && body.stream !== undefined)) {
    throw new InputError('--body: leave "stream" out; --stream asks for streamed replies');
  }
}

/** A run of a store has no folder here. */
function refuseFolderOfStore({ store, out, register, batch }: RunSettings): void {
  if (store === undefined) return;
  if (out !== undefined) {
    throw new InputError('--out: a run of a store has no folder; `lacuna pull` makes one');
  }
  if (register !== undefined) throw new InputError('--register is for runs that are held here');
  if (batch) throw new InputError('--batch is for runs that are held here: a store has workers');
}

/** Checks each field by itself, so that the message can say where a wrong one stands. */
function check(given: unknown, where: (field: string) => string): Record<string, unknown> {
  const parsed = RunSettings.partial().safeParse(given, { error: optionFault });
  if (parsed.success) return z.record(z.string(), z.unknown()).parse(given);
  const lines = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `${where(issue.keys.join(', '))}: no such setting (known: ${Object.keys(RunSettings.shape).join(', ')})`
      : `${where(fieldOf(issue) || 'file')}: ${issue.message}`,
  );
  throw new InputError(lines.join('\n'));
}

async function readConfig(path: string): Promise<unknown> {
  if (/\.[cm]?ts$/.test(path)) return readProgram(path);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError(`${path}: no such file, or it cannot be read`);
  });
  try {
    return path.endsWith('.json') ? JSON.parse(text) : (await import('yaml')).parse(text);
  } catch (error) {
    throw new InputError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readProgram(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  try {
    const loaded: unknown = await createJiti(import.meta.url).import(resolve(path), {
      default: true,
    });
    return loaded;
  } catch (error) {
    throw new InputError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A .ts file is a program: it runs only when the user names it. */
async function refuseUnnamedProgram(): Promise<void> {
  if (await firstPresent(['lacuna.config.ts'])) {
    throw new InputError(
      'lacuna.config.ts is a program, so it runs only when you name it: --config lacuna.config.ts',
    );
  }
}

async function firstPresent(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
