import type { Item } from '../../corrupt/item.ts';
import { measureOf } from '../../problem/measures.ts';
import { defaultPeople } from '../../problem/people.ts';
import { plural } from '../statement.ts';

/** What of a problem's text a turn of the user can name. */
export interface Nameable {
  /** Things that are counted in it, singular and plural. */
  readonly things: ReadonlyArray<{ readonly one: string; readonly many: string }>;
  readonly people: readonly string[];
  readonly places: readonly string[];
}

/** Finds them in the text: units that it counts in, names of the roster, and capitals after "in" or "near". */
export function nameableIn({ text, quantities }: Pick<Item, 'text' | 'quantities'>): Nameable {
  const words = new Set(text.match(/[\p{L}-]+/gu) ?? []);
  const units = [...new Set(quantities.map(({ unit }) => unit))];
  return {
    things: units
      .filter((unit) => /^[a-z]+$/.test(unit) && !DULL.has(unit) && measureOf(unit) === undefined)
      .map((one) => ({ one, many: plural(one) }))
      .filter(({ many }) => words.has(many)),
    people: defaultPeople().flatMap(({ name }) => (words.has(name) ? [name] : [])),
    places: [...new Set(Array.from(text.matchAll(PLACE), ([, name = '']) => name))].filter(
      (name) => !NO_PLACES.has(name) && !defaultPeople().some((person) => person.name === name),
    ),
  };
}

/** One name of one word, so that no half of a longer one is taken. */
const PLACE = /\b(?:in|near|outside|from|to) (\p{Lu}\p{Ll}{2,20})(?=[,.;]? \p{Ll}|[,.;?]$)/gu;

const NO_PLACES: ReadonlySet<string> = new Set(
  (
    'January February March April May June July August September October November December ' +
    'Monday Tuesday Wednesday Thursday Friday Saturday Sunday English French Spanish German Grandmother'
  ).split(' '),
);

/** Counted, but nothing that people chat about: measures, money, and shares of something. */
const DULL: ReadonlySet<string> = new Set(
  (
    'person point family birth death head leg item line number call vote issue dose length copy class ' +
    'instalment loan trip load layer raise spin test match member night address part row sector blank ' +
    'donor guest inhabitant voter adult child visitor rupee franc peso cedi zloty naira shilling real ' +
    'yen yuan won baht rand lesson break round hand megabyte gigabyte length'
  ).split(' '),
);

/** "the price of one glass", "Ana's age"; null for a phrase that does not stand for a thing. */
export function nounPhrase(noun: string): string | null {
  if (/^(?:how|what|when|by|whether|where|who) /i.test(noun)) return null;
  if (/^\p{Lu}|^(?:the|a|an|his|her|their|its) /u.test(noun)) return noun;
  return `the ${noun}`;
}
