import type { Place } from '../text/number-places.ts';
import type { TaggedText, Token } from '../text/tagged-text.ts';

/** How one text differs from another that was made from it. */
export interface TextDifference {
  /** The numbers that only the first has, and only the second. */
  readonly gone: ReadonlySet<Place>;
  readonly added: ReadonlySet<Place>;
  /** The words that only the first has, in order; of the second. */
  readonly goneWords: readonly string[];
  readonly addedWords: readonly string[];
}

/** A text with its numbers. */
export interface Read {
  readonly text: TaggedText;
  readonly places: readonly Place[];
}

/** Tokens of a text; more are not compared. The table of the comparison is their product. */
const MOST_TOKENS = 600;

/**
 * What stands in one of two texts alone, sentence by sentence, then word by word. Undefined where
 * one of them is too long.
 */
export function textDifference(before: Read, after: Read): TextDifference | undefined {
  const [a, b] = [before.text.tokens, after.text.tokens];
  if (a.length > MOST_TOKENS || b.length > MOST_TOKENS) return undefined;
  const { left, right } = unmatched(before.text, after.text);
  return {
    gone: placesAt(before.places, a, left),
    added: placesAt(after.places, b, right),
    goneWords: a.filter((_, i) => left.has(i)).map(({ lower }) => lower),
    addedWords: b.filter((_, i) => right.has(i)).map(({ lower }) => lower),
  };
}

function placesAt(
  places: readonly Place[],
  tokens: readonly Token[],
  changed: ReadonlySet<number>,
): Set<Place> {
  return new Set(
    places.filter((place) =>
      tokens.some(
        ({ span }, i) => changed.has(i) && span[0] < place.span[1] && place.span[0] < span[1],
      ),
    ),
  );
}

/** The indices of tokens that are left out on either side: first whole sentences are matched, then words. */
function unmatched(
  before: TaggedText,
  after: TaggedText,
): { left: Set<number>; right: Set<number> } {
  const whole = leftOver(
    before.sentences.map(wordsOf(before)),
    after.sentences.map(wordsOf(after)),
  );
  const within = ({ sentences }: TaggedText, which: ReadonlySet<number>) =>
    sentences.flatMap(({ tokens: [from, to] }, i) =>
      which.has(i) ? Array.from({ length: to - from }, (_, k) => from + k) : [],
    );
  const [a, b] = [within(before, whole.left), within(after, whole.right)];
  const word =
    ({ tokens }: TaggedText) =>
    (i: number) =>
      tokens[i]?.lower ?? '';
  const words = leftOver(a.map(word(before)), b.map(word(after)));
  return {
    left: new Set(a.filter((_, i) => words.left.has(i))),
    right: new Set(b.filter((_, i) => words.right.has(i))),
  };
}

/** A sentence's words, whatever stands at its end. */
function wordsOf({ tokens }: TaggedText) {
  return ({ tokens: [from, to] }: { readonly tokens: readonly [number, number] }): string =>
    tokens
      .slice(from, to)
      .map(({ lower }) => lower)
      .join(' ')
      .replace(/ ?[.?!]$/, '');
}

/** The indices that the longest common subsequence leaves out on either side. */
function leftOver(
  a: readonly string[],
  b: readonly string[],
): { left: Set<number>; right: Set<number> } {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const left = new Set<number>();
  const right = new Set<number>();
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) left.add(i++);
    else right.add(j++);
  }
  return { left, right };
}
