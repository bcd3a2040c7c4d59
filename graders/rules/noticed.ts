import { namedClash } from '../../src/reading/clash.ts';
import { type Reading, readReply } from '../../src/reading/read-reply.ts';
import type { Subject } from '../../src/reading/subject.ts';
import type { Verdict } from '../verdict.ts';
import { namedGap } from './named-gap.ts';

/**
 * Whether the thinking and the reply show that they noticed a gap or a clash. `reasoning` is the
 * thinking text, null where none was recorded.
 */
export function noticedIn(
  reasoning: string | null,
  reply: Reading,
  subject: Subject,
): Verdict['noticed'] {
  const thought =
    reasoning === null || reasoning.trim() === '' ? null : readReply(reasoning, subject);
  return {
    thought: thought && shows(thought, subject),
    answer: reply.asked.length > 0 || shows(reply, subject),
  };
}

/** It says what is missing or clashes, or that there is no answer, or flags an assumption. */
function shows(reading: Reading, subject: Subject): boolean {
  return (
    saysSo(reading, subject) || (subject.kind !== 'intact' && reading.stance.assumptions.length > 0)
  );
}

/** It says in so many words what is missing or clashes, or that there is no answer. */
export function saysSo({ stance, sentences }: Reading, subject: Subject): boolean {
  const named = subject.clash
    ? namedClash(sentences, stance, subject)
    : namedGap(stance, sentences, subject);
  return named.length > 0 || stance.clashes.length > 0 || stance.unsolvable.length > 0;
}
