import type { Place } from '../number-places.ts';
import type { TaggedText } from '../tagged-text.ts';

export interface Context {
  readonly tagged: TaggedText;
  readonly place: Place;
  /** The sentence before and after the number, its sign included. */
  readonly left: string;
  readonly right: string;
  /** Characters of a noun phrase behind the number: adjectives and a plural noun; 0 for none. */
  readonly plural: number;
  readonly afterVerb: boolean;
  readonly afterNoun: boolean;
}

/** Characters taken on the left and on the right of the number, and what stands there instead. */
export type Rewrite = readonly [left: number, right: number, text: string];

/** A way to put a clause without its number. The first that fits is taken. */
export interface Rule {
  readonly name: string;
  readonly tier: 1 | 2 | 3;
  readonly rewrite: (context: Context) => Rewrite | undefined;
}

/** Measures; the plural ending is left open. */
export const UNIT =
  '(?:second|minute|hour|day|week|month|year|inch|foot|feet|yard|mile|meter|metre|kilometer|centimeter|pound|ounce|gram|kilogram|kg|km|cm|liter|litre|gallon|quart|pint|cup|ton|point|degree|calorie)s?';
export const COMPARATIVE =
  '(?:older|younger|taller|shorter|longer|heavier|lighter|faster|slower|farther|further|wider|higher|lower|deeper|bigger|larger|smaller|greater|earlier|later|more|less|fewer|cheaper|colder|warmer|hotter)';

export const small = ({ value }: Place) => value.compare(12) <= 0;
export const several = (place: Place) =>
  small(place) && place.value.compare(2) > 0 ? 'several' : 'a certain number of';
/** What a match on the right takes, as a number of characters. */
export const taken = (pattern: RegExp, text: string): number | undefined =>
  pattern.exec(text)?.[0].length;
/** "a " or "an " in front: the article of what follows. */
export const article = (left: string, next: string): [number, string] => {
  const [found = '', word = ''] = /\b(an?) $/i.exec(left) ?? [];
  if (found === '') return [0, ''];
  const vowel =
    /^(?:[aeio]|u(?!ni|se|su|ti)|hour|honest)/i.test(next) && !/^(?:one|once|eu)/i.test(next);
  const right = vowel ? 'an' : 'a';
  return [found.length, `${/^A/.test(word) ? right[0]?.toUpperCase() + right.slice(1) : right} `];
};

export const DETERMINED =
  /\b(?:an?|the|his|her|their|its|my|our|your|these|those|this|that|all|every|each|another|first|last|next|other|only|just|additional|extra|same|whole|full|both|any|than|[A-Z][a-z]+['’]s|of all) $/i;
/** What may stand behind an amount of money without belonging to it. */
export const AMOUNT_ENDS =
  /^(?:$|[,.;?!]|['’]| (?:each|apiece|per|an?|every|daily|weekly|monthly|yearly|annually|hourly|for|on|in|to|from|and|or|but|if|when|while|at|as|with|by|off|more|less|of|total|after|before|during|because|since|so|which|who|that|the|then|is|are|was|were|will|left|would|he|she|they|plus|into|toward|towards|over|how|what|where|until|altogether|instead)\b)/i;

export function isMoney({ kind, value }: Place, right: string): boolean {
  if (value.compare(0) <= 0) return false;
  return kind === 'money' || (kind === 'plain' && /^ dollars\b/i.test(right));
}

/** Characters of " dollars" behind an amount. */
export function moneyUnit(right: string): number {
  return taken(/^ (?:dollars|US dollars|USD)\b/i, right) ?? 0;
}

/** Characters at the end of the left side that go with the number. */
export function cut(left: string, pattern: RegExp): number {
  return pattern.exec(left)?.[0].length ?? 0;
}
