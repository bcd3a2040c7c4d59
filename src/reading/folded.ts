/** A text as it reads to the eye, for finding words: with a way back to where they stand. */
export interface Folded {
  readonly text: string;
  /** Whether it was folded in its case alone: no letter of it is hidden, or another's double. */
  readonly plain: boolean;
  /** Offset in the original of each UTF-16 unit of `text`, and of its end. */
  readonly at: readonly number[];
}

/** Letters of other scripts that look like Latin ones (from Unicode's confusables, UTS 39). */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    һ: 'h',
    і: 'i',
    ј: 'j',
    к: 'k',
    ӏ: 'l',
    м: 'm',
    о: 'o',
    р: 'p',
    ԛ: 'q',
    г: 'r',
    ѕ: 's',
    т: 't',
    ν: 'v',
    ѵ: 'v',
    ԝ: 'w',
    х: 'x',
    у: 'y',
    α: 'a',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    ɡ: 'g',
    ı: 'i',
    ʀ: 'r',
    ᴀ: 'a',
    ᴇ: 'e',
    ᴅ: 'd',
    ɢ: 'g',
  }),
);

/** Characters that take no place of their own: zero width, bidi controls, tags, stacked accents. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?=\p{M})\p{Script=Inherited}/u;

/**
 * Folds what looks alike into one: compatibility forms (full width, mathematical letters) and
 * look-alikes of Latin letters within words that have Latin letters too; takes out invisible
 * characters and accents. Lower case. Linear in the length.
 */
export function folded(text: string): Folded {
  if (PLAIN.test(text))
    return {
      text: text.toLowerCase(),
      plain: true,
      at: identity(text.length).slice(0, text.length + 1),
    };
  const at: number[] = [];
  let out = '';
  let offset = 0;
  for (const character of text) {
    const seen = asSeen(character);
    out += seen;
    for (let unit = 0; unit < seen.length; unit += 1) at.push(offset);
    offset += character.length;
  }
  at.push(offset);
  return { text: latinised(out), plain: false, at };
}

/** Nothing to fold but the case. */
const PLAIN = /^[\n\r\t -~×÷−–—·€£°]*$/;

/** Offsets of a text that stays as long as it is. */
function identity(length: number): readonly number[] {
  for (let offset = OFFSETS.length; offset <= length; offset += 1) OFFSETS.push(offset);
  return OFFSETS;
}

const OFFSETS: number[] = [];

/** Characters that replies in earnest share; of all that there are, the map would hold a million. */
const MOST_KNOWN = 20_000;
const known = new Map<string, string>();

/** What is seen of a character: nothing of an invisible one. */
function asSeen(character: string): string {
  if (character <= '\u007f') return character.toLowerCase();
  const before = known.get(character);
  if (before !== undefined) return before;
  const seen = INVISIBLE.test(character) ? '' : plain(character);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(character, seen);
  return seen;
}

function plain(character: string): string {
  const compatible = character.normalize('NFKC');
  if (!/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(compatible)) return compatible;
  return compatible.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A Cyrillic or Greek text keeps its letters; a word that mixes scripts, or only looks Latin, does not. */
function latinised(text: string): string {
  return text.replace(/[\p{L}\d]+/gu, (word) => {
    const letters = Array.from(word);
    if (!letters.some((letter) => LOOKALIKES.has(letter))) return word;
    const mixed = /[a-z]/.test(word);
    const looksLatin = letters.every((letter) => LOOKALIKES.has(letter) || /[a-z\d]/.test(letter));
    if (!mixed && !looksLatin) return word;
    return letters.map((letter) => LOOKALIKES.get(letter) ?? letter).join('');
  });
}
