import type { CertifiedItem } from '../item.ts';
import { type Finding, finding } from './finding.ts';
import type { Reading } from './words.ts';

/** What makes a statement that of somebody, of a paper or of a count, which can be wrong. */
const HEARSAY = [
  /\baccording to\b/i,
  /\bby [\p{L}'’]{1,30}(?: [\p{L}'’]{1,30})?['’]s (?:count|reckoning|estimate|account)\b/iu,
  /\b(?:label|receipt|invoice|payslip|timetable|register|roll|summary|check|notice|sign|list|display|counter|phone)s?(?: [\p{L}'’]{1,30}){0,4} (?:says?|said|shows?|showed|lists?|listed|states?|stated|reports?|reported|found)\b/iu,
  /\bon the (?:label|receipt|invoice|payslip|timetable|check)\b/i,
  /\b(?:has|have|had|was|were|been|i|he|she|they|we) counted\b/i,
  /\bcounted \d/i,
  /\b(?:remembers|remembered|recalls|recalled|guesses|guessed|estimates|estimated|believes)\b/i,
  /\b(?:thinks|claims|claimed|says|said) that\b/i,
];

/**
 * A statement of a clash that only reports what somebody or something says: beside it, another number can
 * be true. Both the added statement and the given one that it clashes with are read, by their sentences.
 */
export function hearsay(
  { source, sentences }: Reading,
  { change, premises }: Pick<CertifiedItem, 'change' | 'premises'>,
): Finding[] {
  if (change.kind !== 'clash') return [];
  const clashing = premises.flatMap(({ id, gives, span }) =>
    span && (id === change.premise || gives === change.quantity) ? [span] : [],
  );
  const told = sentences.filter(({ start, end }) =>
    clashing.some(([from, to]) => from < end && to > start),
  );
  return told.flatMap(({ start, text }) => {
    const match = HEARSAY.map((pattern) => pattern.exec(text)).find((found) => found !== null);
    if (!match) return [];
    const from = start + match.index;
    const what = 'what is only reported does not clash with what is';
    return [finding(source, [from, from + match[0].length], 'hearsay', what)];
  });
}
