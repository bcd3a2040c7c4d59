/** A text as patterns see it: lower case, no accents, straight quotes, no emphasis marks, single spaces. */
export interface PatternText {
  readonly text: string;
  /** Where a place of `text` lies in the original. */
  readonly at: (index: number) => number;
}

const PLAIN = /^[ -)+-^a-~−–—×·€£°]*$/;
/** Dropped, as emphasis and code marks are: combining accents, zero-width characters. */
const DROPPED = /[\u0300-\u036f\u200b-\u200f\u2060\ufeff]/;
const same = (index: number) => index;

/**
 * Writes a text so that patterns need no variants: "**Größe**" is "grosse". Linear in its length.
 */
export function patternText(original: string): PatternText {
  const lower = original.toLowerCase();
  if (lower.length === original.length && PLAIN.test(lower) && !lower.includes('  ')) {
    return { text: lower, at: same };
  }
  let text = '';
  let spaced = false;
  const places: number[] = [];
  for (let index = 0; index < original.length; index += 1) {
    const code = original.charCodeAt(index);
    let plain: string;
    if (code < 128) {
      if (code === ASTERISK || code === BACKTICK) continue;
      if (code === UNDERSCORE && original.charCodeAt(index + 1) === UNDERSCORE) continue;
      plain = code === TAB ? ' ' : original.charAt(index).toLowerCase();
    } else plain = folded(original.charAt(index), code);
    if (plain === '' || (plain === ' ' && spaced)) continue;
    spaced = plain === ' ';
    for (let n = 0; n < plain.length; n += 1) places.push(index);
    text += plain;
  }
  places.push(original.length);
  return { text, at: (index) => places[index] ?? original.length };
}

const [TAB, ASTERISK, UNDERSCORE, BACKTICK] = [9, 42, 95, 96];

const FOLDED = new Map<string, string>(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ı: 'i',
    '’': "'",
    '‘': "'",
    ʼ: "'",
    '“': '"',
    '”': '"',
    '„': '"',
    '«': '"',
    '»': '"',
    '\u00a0': ' ',
    '\u202f': ' ',
    '\u2009': ' ',
    '\u3000': ' ',
    '。': '.',
    '、': ',',
    '…': '...',
  }),
);

function folded(char: string, code: number): string {
  const known = FOLDED.get(char);
  if (known !== undefined) return known;
  const plain = DROPPED.test(char) ? '' : unaccented(char, code);
  FOLDED.set(char, plain);
  return plain;
}

function unaccented(char: string, code: number): string {
  // Full-width forms of ASCII: "?" and the digits.
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  if (code < 0xc0 || code > 0x24f) return char.toLowerCase();
  return char.normalize('NFD').charAt(0).toLowerCase();
}
