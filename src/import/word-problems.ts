import { corruptProblem } from '../corrupt/generate.ts';
import type { CertifiedItem } from '../corrupt/item.ts';
import type { Operator } from '../corrupt/operators/operator.ts';
import { Seen } from '../corrupt/seen.ts';
import type { Problem } from '../problem/problem.ts';
import { isAskable } from './askable.ts';
import { formalise, type Given } from './formalise.ts';
import type { Rejected } from './intake.ts';
import { type Mapping, readStated } from './mapping.ts';
import type { FileRecord } from './records.ts';
import type { Refused } from './refused.ts';
import { understandWorked } from './understand-worked.ts';

/** A problem of another set with its items: its intact twin first, then at least one corruption. */
export interface Taken {
  readonly where: string;
  readonly problem: Problem;
  readonly items: readonly CertifiedItem[];
}

export interface ImportOptions {
  readonly mapping: Mapping;
  /** The set's name: the topic of its problems, and what their ids begin with. */
  readonly set: string;
  /** Ordered by `withTwins`. */
  readonly operators: readonly Operator[];
  readonly seed: number;
}

/**
 * Formalises and corrupts the word problems of a file, one by one: each is taken with its items, or
 * rejected with the reason. The same options give the same items, byte for byte.
 */
export async function* importWordProblems(
  records: AsyncIterable<FileRecord>,
  { mapping, set, operators, seed }: ImportOptions,
): AsyncGenerator<Taken | Rejected> {
  const ids = new Set<string>();
  const seen = new Seen();
  for await (const record of records) {
    const { where } = record;
    if ('fault' in record) {
      yield { where, why: 'not read', detail: record.fault, malformed: true };
      continue;
    }
    const stated = readStated(record.value, mapping);
    if ('fault' in stated) {
      yield { where, why: 'not read', detail: stated.fault, malformed: true };
      continue;
    }
    const id = problemId(set, stated.id ?? String(record.number));
    // Line numbers cannot stand twice.
    if (stated.id !== undefined && ids.size === ids.add(id).size) {
      yield { where, why: 'its id stands twice', detail: id, malformed: true };
      continue;
    }
    if (!seen.add(stated.question)) {
      yield { where, why: 'its question stands earlier in the file', malformed: false };
      continue;
    }
    yield corrupted({ ...stated, id, topic: set }, where, operators, seed);
  }
}

/** Formalises and corrupts a problem, until each item lacks something that can be asked for. */
function corrupted(
  given: Given,
  where: string,
  operators: readonly Operator[],
  seed: number,
): Taken | Rejected {
  const refuse = ({ reason: why, detail }: Refused) => ({ where, why, detail, malformed: false });
  const understood = understandWorked(given);
  if ('reason' in understood) return refuse(understood);
  const unaskable = new Set<string>();
  for (;;) {
    const made = formalise(given, understood, unaskable);
    if ('reason' in made) return refuse(made);
    const { problem } = made;
    const items: CertifiedItem[] = [];
    const refusals: string[] = [];
    for (const made of corruptProblem(problem, operators, seed)) {
      if ('rejected' in made) refusals.push(`${made.operator}: ${made.rejected}`);
      else items.push(made);
    }
    const before = unaskable.size;
    for (const item of items) {
      if (item.change.kind === 'gap' && !isAskable(item)) unaskable.add(item.change.premise);
    }
    if (unaskable.size > before) continue;
    if (items.some(({ twin }) => twin !== null)) return { where, problem, items };
    const why = items.length > 0 ? 'no corruption of it is certified' : 'its text is not admitted';
    return { where, why, detail: refusals.join('; '), malformed: false };
  }
}

/** "gsm8k-test-12": what of a name can stand in an id. */
function problemId(set: string, name: string): string {
  return `${set}-${name}`.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 120);
}
