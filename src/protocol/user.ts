import { restatesTarget } from '../corrupt/helpful-asks.ts';
import { type Item, isCertified } from '../corrupt/item.ts';
import { clashOf } from '../corrupt/item-kind.ts';
import { itemSystem } from '../corrupt/system.ts';
import { display } from '../math/fraction.ts';
import type { Quantity } from '../problem/problem.ts';
import { requests } from '../reading/requests.ts';
import { subjectOf } from '../reading/subject.ts';
import { CLASH, understand } from '../reading/understand.ts';

export interface UserTurn {
  readonly text: string;
  /** Quantities, or "clash", that the user took the questions to mean. */
  readonly understood: string[];
}

/** The question back to a request that names nothing. */
const WHAT = 'What exactly do you need to know?';
const UNKNOWN = "I don't know.";
const OWN_QUESTION = 'That is what I am asking you.';

/**
 * What a user who knows the intact problem says to a reply; null where it requests nothing. He
 * states the values that are asked for and no others, never the target's; of clashing statements he
 * says which holds; he says so where he does not know. The same reply always gets the same words.
 */
export function answer(item: Item, reply: string): UserTurn | null {
  const subject = subjectOf(item);
  const asked = requests(reply, subject.question);
  if (asked.length === 0) return null;
  const understood = new Set<string>();
  let generic = false;
  let unknown = false;
  for (const request of asked) {
    const meant = understand(request, subject, reply);
    for (const id of meant) understood.add(id);
    if (meant.length === 0 && request.generic) generic = true;
    if (meant.length === 0 && !request.generic) unknown = true;
  }
  const said = [...understood].map((id) => say(item, id));
  if (said.length === 0)
    return { text: unknown ? UNKNOWN : generic ? WHAT : UNKNOWN, understood: [] };
  if (unknown) said.push('I do not know the rest.');
  return { text: said.join(' '), understood: [...understood] };
}

function say(item: Item, id: string): string {
  const clashing = id === CLASH ? (clashOf(item)?.quantity ?? null) : null;
  const quantity = item.quantities.find((known) => known.id === (clashing ?? id));
  const value = quantity && item.world[quantity.id];
  if (!quantity || value === undefined) return UNKNOWN;
  if (givesAway(item, quantity.id)) return OWN_QUESTION;
  const amount = withUnit(display(value), quantity.unit);
  if (clashing !== null) return `Sorry, I made a mistake there. ${statement(quantity, amount)}`;
  return statement(quantity, amount);
}

/** The target itself, and whatever is the target under another name ("the time in hours"). */
function givesAway(item: Item, id: string): boolean {
  if (id === item.target) return true;
  return isCertified(item) && restatesTarget(itemSystem(item), item.world, id);
}

/** "The price of one glass is 3 dollars." */
function statement({ noun }: Quantity, amount: string): string {
  if (/^(?:how|what|when|by) /i.test(noun)) {
    return `${noun[0]?.toUpperCase()}${noun.slice(1)}: ${amount}.`;
  }
  const named = /^\p{Lu}|^(?:the|a|an|his|her|their|its) /u.test(noun);
  return `${named ? `${noun[0]?.toUpperCase()}${noun.slice(1)}` : `The ${noun}`} is ${amount}.`;
}

function withUnit(value: string, unit: string): string {
  if (unit === '') return value;
  return `${value} ${value === '1' ? unit : plural(unit)}`;
}

/** Units have regular plurals but these; symbols ("kg") and "percent" have none. */
const IRREGULAR: Readonly<Record<string, string>> = {
  foot: 'feet',
  inch: 'inches',
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
  loaf: 'loaves',
  shelf: 'shelves',
  percent: 'percent',
};

function plural(unit: string): string {
  const [, counted = unit, rest = ''] = /^(.{1,60}?)( (?:per|of|a|an) .{1,60})?$/.exec(unit) ?? [];
  const words = counted.split(' ');
  const last = words.pop() ?? '';
  return [...words, pluralWord(last)].join(' ') + rest;
}

function pluralWord(word: string): string {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (irregular !== undefined) return irregular;
  if (/(?:ss|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (!/[aeiouy]/i.test(word) || word.length < 3 || /s$|\W/.test(word)) return word;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
