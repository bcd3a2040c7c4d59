import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Item } from '../corrupt/item.ts';
import { readItems, writeItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';
import { RunRecord } from './record.ts';

/** The files of a run folder. */
export const runFiles = (dir: string) => ({
  record: join(dir, 'run.json'),
  items: join(dir, 'items.jsonl'),
  replies: join(dir, 'replies.jsonl'),
  /** Which calls went into which batches, where they are made in batches. */
  batches: join(dir, 'batches.jsonl'),
  /** What people made of its replies. */
  labels: join(dir, 'labels.jsonl'),
  verdicts: (grader: string) => join(dir, `verdicts.${grader}.jsonl`),
  /** What judges said of its replies. */
  judgements: join(dir, 'judgements.jsonl'),
  /** How a grader came to its verdicts, where it asks judges. */
  grading: (grader: string) => join(dir, `grading.${grader}.json`),
});

/**
 * Makes the folder of a new run, or checks that the one that is there is of the same run.
 * Throws InputError that names the settings which differ.
 */
export async function prepareRun(
  dir: string,
  record: RunRecord,
  items: readonly Item[],
): Promise<RunRecord> {
  const files = runFiles(dir);
  if (await exists(files.record)) {
    const recorded = await readRun(dir);
    refuseOtherRun(dir, recorded, record);
    return recorded;
  }
  if (await exists(files.replies)) {
    throw new InputError(`${dir} holds replies but no run.json: use another --out`);
  }
  await makeFolder(dir);
  await writeItems(files.items, items);
  // Last, and at one stroke: a folder with a run.json is complete.
  const draft = `${files.record}.${randomUUID()}`;
  try {
    await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`);
    await rename(draft, files.record);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new InputError(`cannot write ${files.record}: ${whyOf(error)}`, 3);
  }
  return record;
}

/** Throws InputError where the folder holds a run already, and it is another one than is asked for. */
export async function refuseTaken(dir: string, record: RunRecord): Promise<void> {
  if (await exists(runFiles(dir).record)) refuseOtherRun(dir, await readRun(dir), record);
}

/** Throws InputError where the folder is no run folder. */
export async function readRun(dir: string): Promise<RunRecord> {
  const { record } = runFiles(dir);
  const text = await readFile(record, 'utf8').catch(async () => {
    throw new InputError(`${dir} is not a run folder: ${await whyNoRun(dir)}`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError(`${record}: not JSON`);
  }
  const parsed = RunRecord.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputError(`${record}: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** So many runs of a folder are named. */
const NAMED = 4;

/** Why a folder is no run folder; where it holds some, which. */
async function whyNoRun(dir: string): Promise<string> {
  const found = await stat(dir).catch(() => null);
  if (found === null) return 'there is no such folder';
  if (!found.isDirectory()) return 'it is a file';
  const inside = await within(dir, DEPTH);
  if (inside.length === 0) return 'it has no readable run.json';
  const more = inside.length > NAMED ? ` and ${inside.length - NAMED} more` : '';
  return `there are run folders in it; give one: ${inside.slice(0, NAMED).join(', ')}${more}`;
}

/** How deep run folders may lie in the folder of all runs of a command: by model, then by way of asking. */
const DEPTH = 2;

/** The run folders in a folder, sorted by name; the folder itself where it is one, or holds none. */
export async function runsIn(dir: string): Promise<string[]> {
  const found = await within(dir, DEPTH);
  return found.length === 0 ? [dir] : found;
}

async function within(dir: string, depth: number): Promise<string[]> {
  if (await exists(runFiles(dir).record)) return [dir];
  if (depth === 0) return [];
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(folders.sort().map((name) => within(join(dir, name), depth - 1)));
  return found.flat();
}

/** The run's own copy of its items, in order. */
export async function readRunItems(dir: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readItems(runFiles(dir).items)) items.push(item);
  return items;
}

/** Settings that may change between one session of a run and the next. */
const FREE: ReadonlySet<string> = new Set(['createdAt', 'versions', 'prices', 'userPrices']);

function refuseOtherRun(dir: string, recorded: RunRecord, asked: RunRecord): void {
  if (recorded.release !== asked.release) {
    throw new InputError(
      `${dir} is a run of another release (${recorded.release.slice(0, 12)}, ${recorded.items} items; ` +
        `asked for ${asked.release.slice(0, 12)}, ${asked.items} items). Use another --out, or give that run's items.`,
    );
  }
  const before = new Map(Object.entries(settingsOf(recorded)));
  const differing = Object.entries(settingsOf(asked))
    .filter(([name]) => !FREE.has(name))
    .filter(([name, value]) => JSON.stringify(before.get(name)) !== JSON.stringify(value))
    .map(
      ([name, value]) => `${name} (recorded ${brief(before.get(name))}, asked for ${brief(value)})`,
    );
  if (differing.length === 0) return;
  throw new InputError(
    `${dir} was made under other settings: ${differing.join('; ')}. Use another --out, or the recorded settings.`,
  );
}

/** What batches cost may change, as prices may; whether the calls are made in batches may not. */
function settingsOf({ batch, ...settings }: RunRecord): Record<string, unknown> {
  return { ...settings, batch: batch !== undefined };
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

/** Makes the folder and those above it. Throws InputError where it cannot. */
export async function makeFolder(dir: string): Promise<void> {
  const make = async (recursive: boolean): Promise<void> => {
    // Absolute: where the working folder is gone, Node would try a relative path for ever.
    await mkdir(resolve(dir), { recursive });
  };
  // Of a file system that is read-only, the first says that there is no such folder.
  await make(true)
    .catch(() => make(false))
    .catch((error: unknown) => {
      throw new InputError(`cannot make the run folder ${dir}: ${whyOf(error)}`);
    });
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
