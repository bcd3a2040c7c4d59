import type { Item } from '../../src/corrupt/item.ts';
import { clashOf } from '../../src/corrupt/item-kind.ts';
import { rational } from '../../src/math/fraction.ts';
import type { Transcript } from '../../src/protocol/transcript.ts';
import { type Answer, finalAnswer } from '../../src/reading/answer.ts';
import { type Subject, subjectOf } from '../../src/reading/subject.ts';
import type { Verdict } from '../verdict.ts';
import { asCorrected, readDistracted } from './distract/read.ts';
import { ledBy } from './lead.ts';
import { noticedIn } from './noticed.ts';
import { readTurns, toldBy } from './reveal.ts';
import { labelWarily } from './wary.ts';

/** Raised whenever a rule changes what some reply is labelled. */
export const RULES = 'rules/3';

/**
 * Reads a conversation by fixed rules: the label from the first reply, the final number from the
 * last. Where a problem was not all told at once (reveal, lead), or the user strayed from it (distract), the label is
 * the last reply's too, and each reply has a class of its own. Confidence is a rule of thumb: 0.85 and up where the form leaves no choice (a box, an empty
 * reply), about 0.7 for a statement or a bare result, less for each sign of the contrary (a request
 * beside an answer, a gap noticed and then answered); below 0.5 the rules are unsure.
 */
export function gradeByRules(asked: Item, transcript: Transcript): Verdict {
  const item = asCorrected(asked, transcript);
  const subject = subjectOf(item);
  const [first] = transcript.turns;
  const last = transcript.turns.at(-1);
  if (!first || !last) throw new RangeError(`a transcript of ${item.id} has no turns`);
  const isRevealed = first.told !== undefined;
  const hasStrayed = first.scripted !== undefined;
  const labelled = isRevealed || hasStrayed ? last : first;
  const { found, reading } = labelWarily(subject, labelled.reply.text, labelled.reply.finish);
  const final = labelled === last ? reading.answer : finalAnswer(last.reply.text, subject.question);
  const told = isRevealed ? toldBy(item, transcript) : undefined;
  const strayed = hasStrayed ? readDistracted(asked, transcript, final?.value ?? null) : undefined;
  return {
    item: transcript.item,
    budget: transcript.budget,
    epoch: transcript.epoch,
    grader: RULES,
    label: found.label,
    none: found.none,
    requests: reading.asked.length > 0,
    final: final && rational(final.value),
    right:
      told !== null &&
      strayed?.ended !== false &&
      settled(item, transcript) &&
      isAnswer(subject, final),
    understood: [...new Set(reading.asked.flatMap(({ means }) => means))],
    noticed: noticedIn(labelled.reply.reasoning, reading, subject),
    confidence: Math.min(1, Math.max(0, found.confidence)),
    spent: transcript.spent,
    evidence: found.evidence.map(({ span, shows }) => ({
      turn: transcript.turns.indexOf(labelled),
      span: reading.original(span),
      shows,
    })),
    ...(isRevealed && { turns: readTurns(item, transcript), toldBy: told }),
    ...ledBy(item, transcript),
    ...(strayed && { distract: strayed }),
  };
}

function isAnswer({ answer }: Subject, final: Answer | null): boolean {
  return answer !== null && (final?.value.equals(answer) ?? false);
}

/**
 * Whether what the user was asked, and answered, makes the item solvable. A number that is right
 * without it is luck: of two clashing values, a guesser picks the true one half the time.
 */
export function settled(
  item: Item,
  { turns }: { readonly turns: ReadonlyArray<{ readonly understood: readonly string[] }> },
): boolean {
  const { twin, asks } = item;
  if (twin === null) return true;
  const told = new Set(turns.flatMap(({ understood }) => understood));
  const clash = clashOf(item);
  if (clash) return told.has('clash') || told.has(clash.quantity);
  return asks.some((set) => set.every((id) => told.has(id)));
}
