import type { Item } from '../../../src/corrupt/item.ts';

const known = new WeakMap<Item, ReadonlySet<string>>();

/** Words by which one knows that a sentence speaks of the problem: those of its text and of its quantities' names. */
export function problemWords(item: Item): ReadonlySet<string> {
  const made =
    known.get(item) ??
    new Set(
      contentWords(
        [item.text, ...item.quantities.flatMap(({ noun, also, unit }) => [noun, ...also, unit])]
          .join(' ')
          .slice(0, 40_000),
      ),
    );
  known.set(item, made);
  return made;
}

/** Words that carry meaning, in lower case and without the ending of a plural or a possessive. */
export function contentWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  return words.map(stem).filter((word) => word.length > 2 && !EMPTY.has(word));
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?:ies|es|s)$/, '') : word;
}

const EMPTY: ReadonlySet<string> = new Set(
  (
    'the and for are was were that this with from have has had will would can could should not but you your our ' +
    'their they them his her him she its who what when where which how why one two all any each every some more ' +
    'most much many than then there here into onto over under about after before also just only very too out off ' +
    'does did doing been being may might must shall let get got make made take took give gave given say said tell ' +
    'told use used know want need like good great well now still own same other another such both few lot thing ' +
    'time way day whole first last people thi hi ha wa doe year week goe because while these those until per'
  )
    .split(' ')
    .map(stem),
);
