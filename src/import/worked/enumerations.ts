/**
 * The lengths of the lists in a text: "Ann, Bo and Cid" is one of three. Such a text says the number
 * without stating it.
 */
export function listLengths(text: string): ReadonlySet<number> {
  const lengths = new Set<number>();
  // A list ends in "and X"; its items stand between commas and have few words.
  for (const part of text.split(/[.;:!?()]/)) {
    for (const match of part.matchAll(/,? (?:and|or|&) /g)) {
      let length = 1;
      for (const item of part.slice(0, match.index).split(/, ?/).toReversed()) {
        length += 1;
        lengths.add(length);
        if (item.trim().split(' ').length > LONGEST_ITEM) break;
      }
    }
  }
  return lengths;
}

/** Words; what is longer is where a list begins. */
const LONGEST_ITEM = 4;

const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

/** What the text counts by order: "the eighth month" as 8 and "month". */
export function ordinalThings(text: string): Array<{ rank: number; thing: string }> {
  const pattern = new RegExp(
    `\\b(?:(${ORDINALS.join('|')})|(\\d{1,4})(?:st|nd|rd|th)) ([a-z]+)`,
    'gi',
  );
  return Array.from(text.matchAll(pattern), ([, word = '', digits, thing = '']) => ({
    rank: digits === undefined ? ORDINALS.indexOf(word.toLowerCase()) + 1 : Number(digits),
    thing: thing.toLowerCase(),
  }));
}
