import { createHash } from 'node:crypto';
import type { Item } from '../../corrupt/item.ts';
import { type Clash, clashOf } from '../../corrupt/item-kind.ts';
import { display } from '../../math/fraction.ts';
import type { Sources } from '../source-history.ts';

/** The right answer, with a little talk. */
export function solution(item: Item): string {
  return answering(item, display(item.answer));
}

/** A confident number where none follows: the answer in one of the worlds that fit the text. */
export function guess(item: Item): string {
  const { certificate, answer } = item;
  const number = certificate.kind === 'worlds' ? certificate.answers[1] : answer;
  return answering(item, display(number));
}

/** A question that, answered, settles the item. On an intact item, one about what the text says. */
export function question(item: Item): string {
  const clash = clashOf(item);
  if (clash) return askWhichHolds(item, clash);
  const [set] = item.asks;
  const stated = item.premises.find(({ gives }) => gives !== null)?.gives;
  return askFor(item, set ?? [stated ?? item.target]);
}

/** That the answer is some number, with a little talk. */
export function answering(item: Item, number: string): string {
  return vary(item, [
    `Working through it step by step gives ${number}.\n\nThe answer is ${number}.`,
    `Putting together what the text says, I get the result.\n\n**Answer: ${number}**`,
    `First I collect the values, then I combine them.\n\nSo the final answer is **${number}**.`,
    `Using the values in the problem, the result is \\(\\boxed{${number}}\\).`,
    `Therefore, the final answer is ${number}.`,
  ]);
}

/** Asks for quantities of the item. */
export function askFor(item: Item, ids: readonly string[]): string {
  const asked = ids.map((id) => named(item, id)).join(' and ');
  return vary(item, [
    `Could you tell me ${asked}?`,
    `I cannot finish this yet. What is ${asked}?`,
    `Please tell me ${asked}; then I can work out the rest.`,
    `To answer this I would need to know ${asked}.`,
    `Before I can answer: what is ${asked}?`,
  ]);
}

function askWhichHolds(item: Item, clash: Clash): string {
  const noun = named(item, clash.quantity);
  const [one, other] = clash.values.map(display);
  return vary(item, [
    `The problem contradicts itself: ${noun} would be both ${one} and ${other}. Which of the two is right?`,
    `I find two different values for ${noun}, ${one} and ${other}. Which one holds?`,
    `Could you tell me which is correct for ${noun}: ${one} or ${other}?`,
  ]);
}

/** Whom it asks of the sources, with a little talk of them; null for nobody. */
export function choosing({ tallies, nobody }: Sources, whom: string | null): string {
  if (whom === null) return 'I would rather not say.';
  const [best] = tallies.toSorted((a, b) => b.knew - a.knew);
  const record =
    best && best.knew > 0 ? `${best.name} has known it most often.` : 'Nobody has known it yet.';
  const forms = [
    `I ask ${whom}.`,
    `${record}\n\nI ask ${whom}.`,
    `**I ask ${whom}.**`,
    `After all that has come of it, my choice is clear.\n\nI ask **${whom}**.`,
  ];
  const days = tallies.reduce((sum, { asked }) => sum + asked, nobody);
  return forms[days % forms.length] ?? '';
}

/** "the price of one glass", but "Ana's age". */
export function named(item: Item, id: string): string {
  const noun = item.quantities.find((quantity) => quantity.id === id)?.noun ?? id;
  return /^\p{Lu}/u.test(noun) ? noun : `the ${noun}`;
}

/** One of the forms, by the item's id: so that the instrument is not tried on one sentence alone. */
export function vary(item: Item, forms: readonly string[], turn = ''): string {
  const digest = createHash('sha256').update(`${item.id}${turn}`).digest();
  return forms[digest.readUInt16BE(0) % forms.length] ?? '';
}
