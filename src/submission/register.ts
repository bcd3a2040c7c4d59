import { open, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { canonicalJson, sha256 } from '../corrupt/digest.ts';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';
import { readJsonLines } from '../jsonl.ts';
import { planHash } from '../run/identity.ts';
import { Journal } from '../run/journal.ts';
import type { RunRecord } from '../run/record.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A run that was about to begin. One line of a vendor's register. */
export const RegisterLine = z.strictObject({
  format: z.literal('lacuna-register/1'),
  at: z.iso.datetime(),
  model: z.string(),
  /** SHA-256 over the digests of its items. */
  release: z.string(),
  items: z.int().nonnegative(),
  settings: z.strictObject({
    protocol: z.string(),
    policy: z.string(),
    budgets: z.array(z.string()),
    epochs: z.int().positive(),
  }),
  /** `planHash`: all that was asked for. */
  plan: Digest,
  /** `runHash`: this run among those of the plan. */
  run: Digest,
  /** The hash of the line before; zeros on the first. */
  previous: Digest,
  /** SHA-256 of the line's canonical JSON without this field. */
  hash: Digest,
});
export type RegisterLine = z.infer<typeof RegisterLine>;

const FIRST = '0'.repeat(64);

/** Bytes; far above any line of a register. */
const LONGEST_LINE = 100_000;

/**
 * All lines of a register, in order, and where its chain breaks: a line that was changed, taken out or
 * put in shows in the hash of the line itself or of the next one. Throws InputError for a line that is none.
 */
export async function readRegister(
  path: string,
): Promise<{ lines: RegisterLine[]; broken: string | null }> {
  const lines: RegisterLine[] = [];
  let broken: string | null = null;
  let previous = FIRST;
  for await (const { line, value } of readJsonLines(path, RegisterLine, LONGEST_LINE)) {
    if (value.hash !== hashOf(value)) broken ??= `line ${line} was changed: its hash is another`;
    if (value.previous !== previous) {
      broken ??= `line ${line} does not follow the one before it: a line was changed, taken out or put in`;
    }
    previous = value.hash;
    lines.push(value);
  }
  return { lines, broken };
}

/** A run, and its hash: `runHash`. */
export interface RegisteredRun {
  readonly record: RunRecord;
  readonly hash: string;
}

export interface Registering {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the run has replies already: then it is too late. */
  readonly begun: boolean;
}

/**
 * Writes a run into a register, on disk before it counts; one that stands there stays as it is. Gives
 * whether a line was written. Throws InputError where the chain is broken, the run has begun without
 * standing there, or another process holds the register.
 */
export async function registerRun(
  path: string,
  { record, hash }: RegisteredRun,
  { now, begun }: Registering,
): Promise<boolean> {
  const unlock = await lock(path);
  try {
    const journal = await Journal.open(path, RegisterLine);
    try {
      const { lines, broken } = await readRegister(path);
      if (broken)
        throw new InputError(`${path}: ${broken}. Nothing is added to a broken register.`);
      if (lines.some(({ run }) => run === hash)) return false;
      if (begun) {
        throw new InputError(
          `${path}: this run has replies and does not stand in the register: a run is registered before it begins`,
        );
      }
      const previous = lines.at(-1)?.hash ?? FIRST;
      await journal.append(lineOf({ record, hash }, now, previous));
      return true;
    } finally {
      await journal.close();
    }
  } finally {
    await unlock();
  }
}

function lineOf({ record, hash: run }: RegisteredRun, now: number, previous: string): RegisterLine {
  const { model, release, items, protocol, policy, budgets, epochs } = record;
  const line = {
    format: 'lacuna-register/1',
    at: new Date(now).toISOString(),
    model,
    release,
    items,
    settings: { protocol, policy, budgets: budgets.map(({ budget }) => budget.name), epochs },
    plan: planHash(record),
    run,
    previous,
  } as const;
  return { ...line, hash: hashOf(line) };
}

function hashOf(line: Omit<RegisterLine, 'hash'>): string {
  const { hash: _, ...rest } = { hash: '', ...line };
  return sha256(canonicalJson(rest));
}

/** Milliseconds; a line is written within a few. */
const PATIENCE = 10_000;
const STEP = 20;

/** Two runs that begin at once write one after the other. */
async function lock(path: string): Promise<() => Promise<void>> {
  const held = `${path}.lock`;
  for (let waited = 0; ; waited += STEP) {
    try {
      await (await open(held, 'wx')).close();
      return () => rm(held, { force: true });
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!taken) throw new InputError(`${path}: cannot be written: ${whyOf(error)}`);
      if (waited >= PATIENCE) {
        throw new InputError(`${path} is in use. If no other run is beginning, remove ${held}.`);
      }
      await sleep(STEP);
    }
  }
}

/** What a register says of a run. */
export interface Registered {
  /** Runs of that model on that release. */
  readonly runs: number;
  /** Its own place among them, from 1. */
  readonly place: number;
  /** Of all lines; the hash of the last vouches for every one. */
  readonly lines: number;
  readonly head: string;
  /** When it was registered. */
  readonly at: string;
}

/** undefined where the run does not stand there. */
export function registeredIn(
  lines: readonly RegisterLine[],
  { record, hash }: RegisteredRun,
): Registered | undefined {
  const own = lines.find(({ run }) => run === hash);
  if (!own) return undefined;
  const alike = lines.filter(
    ({ model, release }) => model === record.model && release === record.release,
  );
  return {
    runs: alike.length,
    place: alike.indexOf(own) + 1,
    lines: lines.length,
    head: lines.at(-1)?.hash ?? FIRST,
    at: own.at,
  };
}
