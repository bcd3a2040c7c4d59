import { restatesTarget } from '../corrupt/helpful-asks.ts';
import { type Item, isCertified } from '../corrupt/item.ts';
import { clashOf } from '../corrupt/item-kind.ts';
import { itemSystem } from '../corrupt/system.ts';
import { fraction } from '../math/fraction.ts';
import { formatValue } from '../problem/values.ts';
import { readReply, type Understood } from '../reading/read-reply.ts';
import { subjectOf } from '../reading/subject.ts';
import { CLASH } from '../reading/understand.ts';
import type { ConverseOptions } from './protocol.ts';
import { statement } from './statement.ts';

export interface UserTurn {
  readonly text: string;
  /** Quantities, or "clash", that the user took the questions to mean. */
  readonly understood: string[];
}

/** The question back to a request that names nothing. */
const WHAT = 'What exactly do you need to know?';
/** The question back to one that may mean too much. */
const WHICH = "I'm not sure what you mean. What exactly do you need to know?";
const UNKNOWN = "I don't know.";
const OWN_QUESTION = 'That is what I am asking you.';

/**
 * What a user who knows the intact problem says to a reply, in whatever language it asks; null where it
 * requests nothing. He states the values that are asked for and no others, never the target's; of
 * clashing statements he says which holds; he says so where he does not know. With `answers` "one" he
 * answers the first thing that he can. The same reply always gets the same words.
 */
export function answer(
  item: Item,
  reply: string,
  answers: ConverseOptions['answers'] = 'all',
): UserTurn | null {
  const { asked } = readReply(reply, subjectOf(item));
  if (asked.length === 0) return null;
  const clear = asked.filter((one) => !isVague(one));
  if (clear.length === 0) return { text: WHICH, understood: [] };
  const understood = [...new Set(clear.flatMap(({ means }) => means))];
  const known = understood
    .filter((id) => value(item, id) !== null && !givesAway(item, id))
    .filter((id, _, all) => !all.some((other) => isSameIn(item, id, other)));
  const [first] = known;
  if (first === undefined) return { text: withoutValue(clear, understood, item), understood };
  if (answers === 'one') return { text: say(item, first), understood: [first] };
  const said = known.map((id) => say(item, id));
  if (understood.some((id) => givesAway(item, id))) said.push(OWN_QUESTION);
  else if (clear.some(isUnknown)) said.push("I don't know the rest.");
  return { text: said.join(' '), understood };
}

/** Nothing that is asked has a value that the user may say. */
function withoutValue(
  asked: readonly Understood[],
  understood: readonly string[],
  item: Item,
): string {
  if (understood.some((id) => givesAway(item, id))) return OWN_QUESTION;
  return understood.length > 0 || asked.some(isUnknown) ? UNKNOWN : WHAT;
}

/** It may mean more things than it lists. */
function isVague({ request, means }: Understood): boolean {
  const listed = request.parts
    .join('\n')
    .split(/\n|[,;?]|\b(?:and|or|und|oder|y|o|et|ou)\b|[和、]/);
  return means.length >= MANY && means.length > listed.length;
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
