import type { Fraction } from '../../src/math/fraction.ts';
import type { Completion } from '../../src/model/completion.ts';
import type { Reading, Understood } from '../../src/reading/read-reply.ts';
import type { TurnClass } from '../verdict.ts';

/**
 * What a reply in the course of a conversation is, in the seven classes of "Lost in Conversation" (Laban
 * et al. 2025, arXiv 2505.06120), by rules where theirs are a language model's:
 * an answer attempt commits to one answer; a hedge gives several, by case or in terms of an unknown, or one
 * on an assumption that it asks about, with more to come; a clarification asks for one thing, an interrogation for several;
 * a refusal says that there is no answer, and asks nothing; missing is empty, filtered or cut off
 * before any of these; a discussion is all else, "tell me more" too.
 * `known`: values that the user has stated, and those of the problem's other quantities. To end in one of
 * these is a result on the way and no attempt, unless it is called the answer; null where the reply is the
 * conversation's last, and whatever it comes to is its answer.
 */
export function turnClass(
  reading: Reading,
  finish: Completion['finish'],
  known: readonly Fraction[] | null,
): TurnClass {
  const { text, answer, choice, formula, asked, stance } = reading;
  if (finish === 'filter' || !/[\p{L}\d]/u.test(text)) return 'missing';
  const onTheWay =
    answer?.how === 'result' && (known?.some((value) => value.equals(answer.value)) ?? false);
  if ((answer !== null && !onTheWay) || choice !== null) {
    const doubtful = known !== null && stance.assumptions.length > 0 && asked.length > 0;
    return doubtful ? 'hedge' : 'answer attempt';
  }
  const specific = asked.filter(({ request }) => !request.generic && !request.bare);
  if (specific.length > 0) return isOne(specific, reading) ? 'clarification' : 'interrogation';
  if (formula !== null || stance.ranges.length > 0 || stance.symbolic.length > 0) return 'hedge';
  if (givesCases(reading)) return 'hedge';
  const { refusals, unsolvable, insufficiencies } = stance;
  const declines = refusals.length + unsolvable.length + insufficiencies.length > 0;
  if (declines && asked.length === 0) return 'refusal';
  return asked.length === 0 && (finish === 'length' || stance.cut) ? 'missing' : 'discussion';
}

/** Whether one thing is asked for: in one question, and not as a list. */
function isOne(specific: readonly Understood[], { sentences }: Reading): boolean {
  const [first, ...others] = specific;
  if (!first || others.length > 0) return false;
  if (sentences.filter(({ question }) => question).length > 1) return false;
  const listed = first.request.parts.join('\n').split(/\n|[,;?]|\b(?:and|or)\b/);
  return first.means.length < 2 || listed.length < first.means.length;
}

/** "If they drew none, they won 14; if they drew 7, they won 10." */
function givesCases({ text, sentences }: Reading): boolean {
  const cases = text.slice(0, 4_000).match(/\bif\b/gi) ?? [];
  const results = sentences.flatMap(({ numbers }) => numbers);
  return cases.length > 1 && results.length > 1;
}
