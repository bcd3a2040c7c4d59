import { type Finding, finding } from './finding.ts';
import type { Reading } from './words.ts';

/** Spacing and punctuation within a sentence. Each pattern is linear. */
const SLIPS: ReadonlyArray<[RegExp, string, string]> = [
  [/[{}]/g, 'slot', 'a slot is not filled'],
  [/\s{2}/g, 'spacing', 'there are two spaces in a row'],
  [/\s[.,;:!?](?![.\d])/g, 'spacing', 'there is a space before punctuation'],
  [/[,;:](?=["'”’)]*[\p{L}])/gu, 'spacing', 'there is no space after punctuation'],
  [/[([]\s|\s[)\]]/g, 'spacing', 'there is a space inside a bracket'],
  [
    /[,;:]["'”’)]?[.,;:!?]|\.[,;:]|(?<!\.)\.\.(?!\.)|[!?]\./g,
    'punctuation',
    'punctuation stands twice',
  ],
];

/** Most sentences have none: one pattern tells so at once. */
const ANY_SLIP = new RegExp(SLIPS.map(([{ source }]) => source).join('|'), 'u');

/** A mark that opens must close. */
const PAIRS: ReadonlyArray<[string, string]> = [
  ['(', ')'],
  ['“', '”'],
  ['[', ']'],
];

/** Spacing and punctuation of a sentence, and the capital that it starts with. */
export function typography({ source, sentences }: Reading): Finding[] {
  const slips = (ANY_SLIP.test(source) ? SLIPS : []).flatMap(([pattern, rule, what]) =>
    Array.from(source.matchAll(pattern), (match) => {
      const start = Math.max(0, match.index - 12);
      const end = Math.min(source.length, match.index + match[0].length + 12);
      return finding(source, [start, end], rule, what);
    }),
  );
  const cases = sentences.flatMap(({ start, words }) => {
    const first = words.find(({ kind }) => kind !== 'mark');
    const opens =
      first && words.every((word) => word.start >= first.start || /["'“‘(]/.test(word.text));
    return first?.kind === 'word' && opens && /^\p{Ll}/u.test(first.text)
      ? [finding(source, [start, first.end], 'capital', 'a sentence starts with a small letter')]
      : [];
  });
  return [...slips, ...cases];
}

/** What no sentence shows alone: an empty text, the spaces between sentences, marks without a partner. */
export function layout({ source, sentences }: Reading): Finding[] {
  if (sentences.length === 0) return [finding(source, [0, 0], 'empty', 'there is no text')];
  const gaps = [...sentences, undefined].flatMap((sentence, index) => {
    const from = sentences[index - 1]?.end ?? 0;
    const to = sentence?.start ?? source.length;
    const right = index === 0 || !sentence ? '' : ' ';
    const span: [number, number] = [Math.max(0, from - 12), Math.min(source.length, to + 12)];
    return source.slice(from, to) === right
      ? []
      : [finding(source, span, 'spacing', 'the space is not right')];
  });
  const open = PAIRS.flatMap(([left, right]) =>
    source.split(left).length === source.split(right).length
      ? []
      : [finding(source, [0, 0], 'brackets', `"${left}" and "${right}" do not pair up`)],
  );
  // After a number it stands for inches.
  const quotes = source.includes('"') && source.replace(/\d"/g, '').split('"').length % 2 === 0;
  return [
    ...gaps,
    ...open,
    ...(quotes ? [finding(source, [0, 0], 'quotes', 'a quotation mark has no partner')] : []),
  ];
}
