import { type Finding, finding } from './finding.ts';
import type { Reading } from './words.ts';

/** Doubled on purpose or by grammar: "had had", "that that", "so so", "again and again" is no double. */
const MAY_DOUBLE = new Set('had that is so very bye ha no now her'.split(' '));

/** A word that stands twice in a row, or a number that does. */
export function repetition({ source, sentences }: Reading): Finding[] {
  return sentences.flatMap(({ words }) =>
    words.flatMap((word, index) => {
      const next = words[index + 1];
      const same =
        next && word.kind === 'word' && next.lower === word.lower && next.start - word.end === 1;
      // A name that doubles is a name ("Baden Baden"); capitals tell, but at a sentence's start.
      return same && !MAY_DOUBLE.has(word.lower) && !/^\p{Lu}/u.test(next.text)
        ? [finding(source, [word.start, next.end], 'doubled-word', 'a word stands twice')]
        : [];
    }),
  );
}
