import { endsSentence } from '../../problem/render.ts';
import { type Finding, finding } from './finding.ts';
import type { ChangedText } from './orphans.ts';

/** Words that need what came after them: a clause cut out there takes it away. */
const NEEDS_MORE = new Set(
  `a an the of for at with by per than from into onto is are was were costs cost weighs weigh contains contain
   measures holds hold has have had earns pays takes took bought buys sold sells made makes ate eats gave
   gives exactly about only just another each every`.split(/\s+/),
);

/** Words with which a contradiction gives itself away. */
const ADMITS =
  /\b(?:actually|in fact|in reality|in truth|or rather|instead(?! of)|correction|contrary|however,|to be (?:precise|exact)|more precisely|wait[,!:]|oops|sorry|mistaken(?:ly)?|not \d+ but|contradicts?)(?![a-z])/i;

/** A clause that took with it what its neighbours need; a clash that says that it is one. */
export function cuts({ reading: { source }, change }: ChangedText): Finding[] {
  if (change.kind === 'clash') {
    const match = ADMITS.exec(change.text);
    const start = change.span[0] + (match?.index ?? 0);
    return match
      ? [
          finding(
            source,
            [start, start + match[0].length],
            'admits-clash',
            'a clash gives itself away',
          ),
        ]
      : [];
  }
  if (change.kind !== 'gap') return [];
  const left = source.slice(0, change.span[1]);
  const rest = source.slice(change.span[1]).trim();
  if (endsSentence(change.before) && left !== '' && rest !== '' && !endsSentence(left)) {
    return [
      finding(
        source,
        change.span,
        'cut-short',
        'without the clause the sentence before it has no end',
      ),
    ];
  }
  if (change.after !== '') return [];
  const place = change.span[0];
  const last =
    /[\p{L}']{1,20}$/u.exec(source.slice(Math.max(0, place - 20), place).trimEnd())?.[0] ?? '';
  const ends = /^\s*(?:$|[.,;:!?]|(?:and|or|but|which|that|because|while)\b)/.test(
    source.slice(place, place + 12),
  );
  return ends && NEEDS_MORE.has(last.toLowerCase())
    ? [
        finding(
          source,
          [place - last.length, place],
          'cut-short',
          'a removed clause was needed here',
        ),
      ]
    : [];
}
