import type { Item } from '../../src/corrupt/item.ts';
import { type Fraction, fraction, rational } from '../../src/math/fraction.ts';
import type { Transcript } from '../../src/protocol/transcript.ts';
import { sentences } from '../../src/reading/sentences.ts';
import { subjectOf } from '../../src/reading/subject.ts';
import type { Verdict } from '../verdict.ts';
import { turnClass } from './turn-class.ts';
import { labelWarily } from './wary.ts';

/**
 * What the replies of a conversation did in which an intact problem was told bit by bit: one class a
 * reply, and the number that it commits to, read exactly. The last reply's label is the conversation's.
 */
export function readTurns(item: Item, { turns }: Transcript): NonNullable<Verdict['turns']> {
  const subject = subjectOf(item);
  // A result on the way: the value of another quantity of the problem, or what the user has named.
  const others = Object.entries(item.world).filter(([id]) => id !== item.target);
  const known: Fraction[] = others.map(([, value]) => fraction(value));
  return turns.map(({ user, reply }, index) => {
    known.push(...sentences(user).flatMap(({ numbers }) => numbers.map(({ value }) => value)));
    const isLast = index === turns.length - 1;
    const { found, reading } = labelWarily(subject, reply.text, reply.finish);
    const kind = turnClass(reading, reply.finish, isLast ? null : known);
    const final = kind === 'answer attempt' ? reading.answer : null;
    return {
      class: kind,
      final: final && rational(final.value),
      right: found.label === 'solves' && final !== null,
    };
  });
}

/** The turn with which the user has told all that the answer needs, from 0; null where he has not. */
export function toldBy(item: Item, { turns }: Transcript): number | null {
  const left = new Set(item.premises.map(({ id }) => id));
  for (const [index, { told = [] }] of turns.entries()) {
    for (const id of told) left.delete(id);
    if (left.size === 0) return index;
  }
  return null;
}
