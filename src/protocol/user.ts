import { restatesTarget } from '../corrupt/helpful-asks.ts';
import { type Item, isCertified } from '../corrupt/item.ts';
import { clashOf } from '../corrupt/item-kind.ts';
import { itemSystem } from '../corrupt/system.ts';
import { fraction } from '../math/fraction.ts';
import type { Message } from '../model/completion.ts';
import { formatValue } from '../problem/values.ts';
import { readReply, type Understood } from '../reading/read-reply.ts';
import { subjectOf } from '../reading/subject.ts';
import { CLASH } from '../reading/understand.ts';
import { OWN_QUESTION, UNKNOWN as UNKNOWNS, WHAT, WHICH } from './openings.ts';
import { statement } from './statement.ts';

/** Whether the user answers all that a reply asks, or one thing a turn. */
export const ANSWERS = ['all', 'one'] as const;
export type Answers = (typeof ANSWERS)[number];

export interface UserTurn {
  readonly text: string;
  /** Quantities, or "clash", that the user took the questions to mean. */
  readonly understood: string[];
}

/** Who reads for the user where no model does. */
export const RULES = 'rules';

/**
 * What the user says to the last message of a conversation, which is the model's; null where it asks
 * him nothing, and by whom it was read. The conversation begins with the item's text.
 */
export type User = (
  item: Item,
  conversation: readonly Message[],
) => Promise<(UserTurn & { readonly by: string }) | null>;

/** What a reply was taken to ask of the user. */
export interface Understanding {
  /** Quantities, or "clash". */
  readonly means: readonly string[];
  /** It asks for something besides, which the problem does not have. */
  readonly unknown: boolean;
  /** It may mean too much. */
  readonly vague: boolean;
}

const [UNKNOWN = ''] = UNKNOWNS;

/** The user who reads replies by rules: the same reply always gets the same words. */
export function userByRules(answers: Answers): User {
  return async (item, conversation) => {
    const said = answer(item, conversation.at(-1)?.content ?? '', answers);
    return said && { ...said, by: RULES };
  };
}

/**
 * What a user who knows the intact problem says to a reply, in whatever language it asks, read by
 * rules; null where it requests nothing.
 */
export function answer(item: Item, reply: string, answers: Answers = 'all'): UserTurn | null {
  const understanding = understandByRules(item, reply);
  return understanding && speak(item, understanding, answers);
}

/** What the rules take a reply to ask; null where it requests nothing. */
export function understandByRules(item: Item, reply: string): Understanding | null {
  const { asked } = readReply(reply, subjectOf(item));
  if (asked.length === 0) return null;
  const clear = asked.filter(({ request, means }) => !isVague(request.parts.join('\n'), means));
  return {
    means: [...new Set(clear.flatMap(({ means }) => means))],
    unknown: clear.some(isUnknown),
    vague: clear.length === 0,
  };
}

/**
 * What the user says to a reply that was so understood. He states the values that are asked for and no
 * others, never the target's; of clashing statements he says which holds; he says so where he does not
 * know. With `answers` "one" he answers the first thing that he can.
 */
export function speak(
  item: Item,
  { means, unknown, vague }: Understanding,
  answers: Answers,
): UserTurn {
  if (vague) return { text: WHICH, understood: [] };
  const understood = [...means];
  const known = means
    .filter((id) => value(item, id) !== null && !givesAway(item, id))
    .filter((id, _, all) => !all.some((other) => isSameIn(item, id, other)));
  const ownQuestion = means.some((id) => givesAway(item, id));
  const [first] = known;
  if (first === undefined) {
    const lacking = means.length > 0 || unknown ? UNKNOWN : WHAT;
    return { text: ownQuestion ? OWN_QUESTION : lacking, understood };
  }
  if (answers === 'one') return { text: say(item, first), understood: [first] };
  const said = known.map((id) => say(item, id));
  if (ownQuestion) said.push(OWN_QUESTION);
  else if (unknown) said.push("I don't know the rest.");
  return { text: said.join(' '), understood };
}

/** Whether a request means more things than it lists. */
export function isVague(asked: string, means: readonly string[]): boolean {
  return means.length >= MANY && means.length > listedIn(asked);
}

/** How many things a request lists. */
export function listedIn(asked: string): number {
  return asked.split(/\n|[,;?]|\b(?:and|or|und|oder|y|o|et|ou)\b|[和、]/).length;
}

const MANY = 3;

/** The second is the first in another unit, and both were understood: it is said once. */
function isSameIn(item: Item, id: string, other: string): boolean {
  const [one, two] = [quantityOf(item, id)?.noun, quantityOf(item, other)?.noun];
  return one !== undefined && two !== undefined && one.startsWith(`${two} in `);
}

/** It asks for something, and for nothing that the problem has. */
function isUnknown({ request, means }: Understood): boolean {
  return means.length === 0 && !request.generic && !request.bare;
}

function say(item: Item, id: string): string {
  const clash = id === CLASH ? clashOf(item) : null;
  const quantity = quantityOf(item, id);
  const amount = value(item, id);
  if (!quantity || amount === null) return UNKNOWN;
  const said = statement(quantity, amount);
  return clash ? `Sorry, I made a mistake there. ${said}` : said;
}

function quantityOf(item: Item, id: string) {
  const of = id === CLASH ? clashOf(item)?.quantity : id;
  return item.quantities.find((known) => known.id === of);
}

/** In the intact problem; null where it has none. */
function value(item: Item, id: string): string | null {
  const quantity = quantityOf(item, id);
  const known = quantity && item.world[quantity.id];
  return quantity && known !== undefined ? formatValue(fraction(known), quantity) : null;
}

/** The target itself, and whatever is the target under another name ("the time in hours"). */
function givesAway(item: Item, id: string): boolean {
  const of = id === CLASH ? clashOf(item)?.quantity : id;
  if (of === item.target) return true;
  return isCertified(item) && of !== undefined && restatesTarget(itemSystem(item), item.world, of);
}
