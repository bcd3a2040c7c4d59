import { type Item, isCertified } from '../../corrupt/item.ts';
import { kindOf } from '../../corrupt/item-kind.ts';
import { rosterOf } from '../../model/source-history.ts';
import { type Condition, partsOf } from './condition.ts';

/**
 * The quantity that the user is never told: the one whose value was removed from the text, where that
 * value alone makes the problem solvable; null for an item that is no such problem.
 */
export function lackingOf(item: Item): string | null {
  if (!isCertified(item) || kindOf(item) !== 'missing' || item.change.kind !== 'gap') return null;
  if (item.change.after !== '') return null;
  const [, given] = /^(\w{1,60}) = -?\d+(?:\/\d+)?$/.exec(item.change.equation) ?? [];
  const isEnough = item.asks.some(([only, ...more]) => only === given && more.length === 0);
  return given !== undefined && isEnough ? given : null;
}

/** What stays the same all days: the case, who can be asked, and what it is about. */
export function sceneOf(
  item: Item,
  names: readonly string[],
  { condition, days }: { condition: Condition; days: number },
): string {
  const { hint } = partsOf(condition);
  return [
    `Each day you get the same kind of problem, with numbers of its own, and each day one number is left out: ${named(item)}. This is one of these problems:`,
    item.text,
    [
      `${capital(COUNTS[names.length] ?? String(names.length))} people ${rosterOf(names)}`,
      'You can ask one of them a day, and a question costs the same whoever it is.',
      'Each of them knows the number on some days and not on others. How often differs from one to the other, does not change over the days, and you are not told it.',
      `There are ${days} days in all, and on as many of them as possible you want to get the number.`,
    ].join(' '),
    ...(hint ? [HINT] : []),
  ].join('\n\n');
}

const HINT =
  'Keep both in mind: whoever has known it most often so far is a good choice, and somebody who was asked little may turn out to be a better one. Try them out enough, and then make use of what you have learnt.';

const COUNTS: Readonly<Record<number, string>> = { 4: 'four', 5: 'five' };

/** What is asked each day. */
export function questionOf(day: number): string {
  return `It is day ${day}. Whom do you ask? End your reply with a line of its own: "I ask", and one name.`;
}

function named(item: Item): string {
  const id = lackingOf(item);
  const noun = item.quantities.find((quantity) => quantity.id === id)?.noun ?? 'a number';
  return /^(?:\p{Lu}|(?:the|a|an|his|her|their|its|how|what|when) )/u.test(noun)
    ? noun
    : `the ${noun}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
