/** A stretch of text, and whether it is the part that differs. */
export interface Stretch {
  readonly text: string;
  readonly differs: boolean;
}

/**
 * Two texts, each with the words marked in which it differs from the other: all between the words with
 * which both begin and those with which both end.
 */
export function changedWords(one: string, other: string): [Stretch[], Stretch[]] {
  const [a, b] = [words(one), words(other)];
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return [stretches(a, start, end), stretches(b, start, end)];
}

function words(text: string): string[] {
  return text.match(/\s+|\S+/g) ?? [];
}

function stretches(all: readonly string[], start: number, end: number): Stretch[] {
  const changed = all.slice(start, all.length - end).join('');
  // Spaces around a changed clause are no part of it.
  const clause = changed.trim();
  const at = changed.indexOf(clause);
  return [
    { text: all.slice(0, start).join('') + changed.slice(0, at), differs: false },
    { text: clause, differs: true },
    {
      text: changed.slice(at + clause.length) + all.slice(all.length - end).join(''),
      differs: false,
    },
  ].filter(({ text }) => text !== '');
}
