import { basename, extname, resolve } from 'node:path';
import { z } from 'zod';
import { withTwins } from '../../corrupt/generate.ts';
import { operatorNamed } from '../../corrupt/operators/index.ts';
import { readCsv } from '../../import/csv-records.ts';
import type { Rejected } from '../../import/intake.ts';
import { columnsOf, GSM8K, type Mapping, parseMapping, SVAMP } from '../../import/mapping.ts';
import { type FileRecord, readRecords } from '../../import/records.ts';
import { importWordProblems, type Taken } from '../../import/word-problems.ts';
import { InputError } from '../../input-error.ts';
import { JsonLinesFile } from '../../jsonl.ts';
import { printable } from '../../report/plain-text.ts';
import { parseOptions } from '../options.ts';
import { RejectedTally } from './rejected.ts';

const Options = z.object({
  out: z.string().min(1),
  operators: z.string(),
  seed: z.coerce.number('expected a whole number').int(),
  problems: z.string().min(1).optional(),
  rejected: z.string().min(1).optional(),
  map: z.string().optional(),
});
type Options = z.infer<typeof Options>;

/** Bytes; far above any word problem. */
const LONGEST_LINE = 1 << 20;

/** What was rejected is told one by one up to so many; a file has all. */
const MOST_TOLD = 20;

/** A file of word problems and how it is read. */
interface Source {
  readonly set: string;
  readonly mapping: Mapping;
  readonly records: AsyncIterable<FileRecord>;
}

/**
 * `lacuna import gsm8k|svamp|jsonl|csv FILE`: certified items of other people's problems. What is
 * rejected is listed with its reason. Exit 2 where nothing is taken, or where a record is malformed: the
 * others are taken all the same.
 */
export async function importWords(kind: string, file: string, flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const operators = withTwins(
    options.operators.split(',').map((name) => operatorNamed(name.trim())),
  );
  const { set, mapping, records } = sourceOf(kind, file, options.map);
  checkPaths(file, options);
  const sinks = await Sinks.open(options);
  try {
    const { seed } = options;
    for await (const result of importWordProblems(records, { mapping, set, operators, seed })) {
      await sinks.add(result);
    }
    await sinks.finish();
  } catch (error) {
    await sinks.discard();
    throw error;
  }
  sinks.say();
  if (sinks.taken === 0) throw new InputError('no problem was taken');
  if (sinks.malformed) process.exitCode = 2;
}

function sourceOf(kind: string, file: string, map: string | undefined): Source {
  const stem = basename(file, extname(file));
  if (kind === 'gsm8k' || kind === 'svamp') {
    const mapping = kind === 'gsm8k' ? GSM8K : SVAMP;
    const set = stem.toLowerCase() === kind ? kind : `${kind}-${stem}`;
    return { set, mapping, records: readRecords(file, LONGEST_LINE) };
  }
  const mapping = parseMapping(map ?? '');
  const records =
    kind === 'csv' ? readCsv(file, columnsOf(mapping)) : readRecords(file, LONGEST_LINE);
  return { set: stem, mapping, records };
}

function checkPaths(file: string, { out, problems, rejected }: Options): void {
  const paths = [file, out, problems, rejected].flatMap((path) => (path ? [resolve(path)] : []));
  const twice = paths.find((path, i) => paths.indexOf(path) < i);
  if (twice !== undefined) throw new InputError(`${twice} is named twice`);
}

/** Where results go, as they come. */
class Sinks {
  taken = 0;
  /** Whether a record was not of the form that the file has. */
  malformed = false;
  readonly #pairs = new Map<string, number>();
  readonly #tally = new RejectedTally();
  readonly #items: JsonLinesFile;
  readonly #problems: JsonLinesFile | undefined;
  readonly #rejected: JsonLinesFile | undefined;
  readonly #out: string;

  static async open({ out, problems, rejected }: Options): Promise<Sinks> {
    const files: JsonLinesFile[] = [];
    const create = async (path: string | undefined) => {
      if (path === undefined) return undefined;
      const file = await JsonLinesFile.create(path);
      files.push(file);
      return file;
    };
    try {
      const items = await JsonLinesFile.create(out);
      files.push(items);
      return new Sinks(out, items, await create(problems), await create(rejected));
    } catch (error) {
      for (const file of files) await file.discard();
      throw error;
    }
  }

  private constructor(
    out: string,
    items: JsonLinesFile,
    problems: JsonLinesFile | undefined,
    rejected: JsonLinesFile | undefined,
  ) {
    this.#out = out;
    this.#items = items;
    this.#problems = problems;
    this.#rejected = rejected;
  }

  async add(result: Taken | Rejected): Promise<void> {
    if ('why' in result) return this.#reject(result);
    this.taken += 1;
    for (const item of result.items) {
      await this.#items.add(item);
      if (item.twin === null) continue;
      this.#pairs.set(item.operator, (this.#pairs.get(item.operator) ?? 0) + 1);
    }
    await this.#problems?.add(result.problem);
  }

  async #reject(rejected: Rejected): Promise<void> {
    const { where, why, detail = '' } = rejected;
    this.#tally.add(rejected);
    this.malformed ||= rejected.malformed;
    if (this.#rejected) return this.#rejected.add({ where, reason: why, detail });
    if (this.#tally.total > MOST_TOLD) return;
    const told = `${where}: ${why}${detail === '' ? '' : `: ${detail}`}`;
    process.stderr.write(`${printable(told.slice(0, 400))}\n`);
    if (this.#tally.total === MOST_TOLD) {
      process.stderr.write(
        'What else is not taken is only counted: --rejected FILE lists it all.\n',
      );
    }
  }

  /** Files of nothing are not written, but that of what was rejected. */
  async finish(): Promise<void> {
    await this.#rejected?.finish();
    for (const file of [this.#items, this.#problems]) {
      await (this.taken === 0 ? file?.discard() : file?.finish());
    }
  }

  async discard(): Promise<void> {
    for (const file of [this.#items, this.#problems, this.#rejected]) await file?.discard();
  }

  say(): void {
    const { total } = this.#tally;
    const pairs = Array.from(this.#pairs, ([operator, count]) => `${count} ${operator}`);
    const of = this.taken + total;
    const share = of === 0 ? '' : ` (${((100 * this.taken) / of).toFixed(1)}%)`;
    if (this.taken > 0) {
      process.stderr.write(
        `${this.#out}: ${this.#items.written} items, each with its certificate: ` +
          `${pairs.join(', ')}, and their intact twins.\n`,
      );
    }
    process.stderr.write(`Taken: ${this.taken} of ${of} problems${share}\n`);
    this.#tally.say();
  }
}
