import { readFileSync } from 'node:fs';
import { copyFile, mkdir, open } from 'node:fs/promises';
import type { Item } from '../src/corrupt/item.ts';
import { readRun, readRunItems, runFiles } from '../src/run/folder.ts';
import { callKey } from '../src/run/identity.ts';
import { RunLine, type RunRecord } from '../src/run/record.ts';
import { placeId } from '../src/run/replies.ts';

/** Characters that are written at a time. */
const WRITTEN = 1 << 20;

/**
 * A small run that `lacuna run` held and graded, as the pattern of larger ones: its epochs again and again, each
 * call under the key that it would have there. All else of a line stays as the program wrote it.
 */
export class Pattern {
  readonly #dir: string;
  readonly #record: RunRecord;
  readonly #items: ReadonlyMap<string, Item>;
  /** By epoch, in the order of the file. */
  readonly #replies: ReadonlyArray<readonly PatternLine[]>;
  readonly #verdicts: ReadonlyArray<readonly PatternLine[]>;

  static async of(dir: string): Promise<Pattern> {
    return new Pattern(dir, await readRun(dir), await readRunItems(dir));
  }

  private constructor(dir: string, record: RunRecord, items: readonly Item[]) {
    const files = runFiles(dir);
    this.#dir = dir;
    this.#record = record;
    this.#items = new Map(items.map((item) => [item.id, item]));
    const keys = new Map<string, (epoch: number) => string>();
    const lines = linesOf(files.replies).map((text) => ({ text, line: recorded(text) }));
    for (const { line } of lines) {
      if (line.type !== 'reply') continue;
      const keyAt = this.#keyAt(line);
      if (keyAt(line.epoch) !== line.key) throw new Error(`another key than ${line.key}`);
      keys.set(line.key, keyAt);
    }
    this.#replies = byEpoch(record.epochs, lines, ({ text, line }) => {
      const key = line.type === 'reply' ? line.key : line.turns[0]?.reply;
      const keyAt = keys.get(key ?? '');
      if (key === undefined || !keyAt) throw new Error(`${placeId(line)} has no reply`);
      return { epoch: line.epoch, parts: cut(text, line.epoch, key), keyAt };
    });
    const none = () => '';
    this.#verdicts = byEpoch(record.epochs, linesOf(files.verdicts('rules')), (text) => {
      const epoch = Number(/"epoch":(\d+)/.exec(text)?.[1]);
      return { epoch, parts: cut(text, epoch, null), keyAt: none };
    });
  }

  /** Conversations of an epoch. */
  get perEpoch(): number {
    return this.#verdicts[0]?.length ?? 0;
  }

  /** Makes the folder of a run of so many epochs, each conversation ended and graded. */
  async write(dir: string, epochs: number): Promise<void> {
    const [from, to] = [runFiles(this.#dir), runFiles(dir)];
    await mkdir(dir, { recursive: true });
    await copyFile(from.items, to.items);
    await writeEpochs(to.replies, epochs, this.#replies);
    await writeEpochs(to.verdicts('rules'), epochs, this.#verdicts);
    const record = await open(to.record, 'w');
    await record.writeFile(`${JSON.stringify({ ...this.#record, epochs }, null, 2)}\n`);
    await record.close();
  }

  #keyAt({ item: id, budget: name, messages }: ReplyLine): (epoch: number) => string {
    const item = this.#items.get(id);
    const planned = this.#record.budgets.find(({ budget }) => budget.name === name);
    if (!item || !planned) throw new Error(`no item ${id}, or no budget ${name}`);
    const identity = { record: this.#record, item, fields: planned.fields, part: '', messages };
    return (epoch) => callKey({ ...identity, place: { epoch } });
  }
}

type ReplyLine = Extract<RunLine, { type: 'reply' }>;

/** A line of the pattern: its pieces between epochs and keys. */
interface PatternLine {
  readonly epoch: number;
  readonly parts: ReadonlyArray<string | Hole>;
  readonly keyAt: (epoch: number) => string;
}

/** Where something else stands in each epoch. */
interface Hole {
  readonly of: 'epoch' | 'key';
}
const EPOCH: Hole = { of: 'epoch' };
const KEY: Hole = { of: 'key' };

/** Cuts a line where its epoch stands, and its key. */
function cut(text: string, epoch: number, key: string | null): PatternLine['parts'] {
  const field = `"epoch":${epoch},`;
  const at = text.indexOf(field) + '"epoch":'.length;
  const [before, after] = [text.slice(0, at), text.slice(at + String(epoch).length)];
  if (key === null) return [before, EPOCH, after];
  const pieces = (piece: string) =>
    piece.split(key).flatMap((part, i) => (i === 0 ? [part] : [KEY, part]));
  return [...pieces(before), EPOCH, ...pieces(after)];
}

function recorded(text: string): Extract<RunLine, { type: 'reply' | 'end' }> {
  const line = RunLine.parse(JSON.parse(text));
  if (line.type === 'reply' || line.type === 'end') return line;
  throw new Error(`the pattern has a line of type ${line.type}`);
}

function byEpoch<T>(epochs: number, lines: readonly T[], cutLine: (line: T) => PatternLine) {
  const cuts = lines.map(cutLine);
  return Array.from({ length: epochs }, (_, epoch) => cuts.filter((line) => line.epoch === epoch));
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}

async function writeEpochs(
  path: string,
  epochs: number,
  pattern: ReadonlyArray<readonly PatternLine[]>,
): Promise<void> {
  const file = await open(path, 'w');
  let held = '';
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const keys = new Map<PatternLine['keyAt'], string>();
    for (const { parts, keyAt } of pattern[epoch % pattern.length] ?? []) {
      const key = keys.get(keyAt) ?? keyAt(epoch);
      keys.set(keyAt, key);
      for (const part of parts) {
        held += typeof part === 'string' ? part : part === EPOCH ? String(epoch) : key;
      }
      held += '\n';
      if (held.length < WRITTEN) continue;
      await file.writeFile(held);
      held = '';
    }
  }
  await file.writeFile(held);
  await file.close();
}
