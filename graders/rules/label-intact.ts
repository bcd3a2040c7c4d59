import type { Subject } from '../../src/reading/subject.ts';
import { features } from '../../src/reading/words.ts';
import { type Finding, finding, nothing } from './finding.ts';
import type { Reading } from './read-reply.ts';

/** What a reply to an intact item did. */
export function labelIntact(subject: Subject, reading: Reading): Finding {
  const { answer, asked, stance, text } = reading;
  if (answer !== null) {
    const sure = answer.how === 'result' ? 0.75 : 0.9;
    const right = subject.answer !== null && answer.value.equals(subject.answer);
    return finding(right ? 'solves' : 'errs', right ? sure : sure - 0.1, 'answer', [answer.span]);
  }
  const specific = asked.filter(({ request }) => !request.generic);
  const spans = specific.map(({ request }) => request.span);
  if (specific.length > 0) return finding('overasks', 0.8, 'request', spans);
  const lacking = [...stance.insufficiencies, ...stance.contradictions].filter(([start, end]) =>
    names(text.slice(start, end), subject),
  );
  if (lacking.length > 0) return finding('overasks', 0.65, 'statement', lacking);
  const balking = [
    ...stance.unsolvable,
    ...stance.insufficiencies,
    ...asked.map(({ request }) => request.span),
  ];
  if (balking.length > 0 || stance.contradictions.length > 0) {
    return finding('balks', 0.7, 'statement', balking);
  }
  return nothing(stance.refusals.length > 0 ? 'refused' : stance.cut ? 'cut' : 'unreadable', 0.6);
}

function names(sentence: string, subject: Subject): boolean {
  const inText = new Set(features(subject.text));
  return features(sentence).some((feature) => inText.has(feature));
}
