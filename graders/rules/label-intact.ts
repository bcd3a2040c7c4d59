import type { Reading } from '../../src/reading/read-reply.ts';
import type { Subject } from '../../src/reading/subject.ts';
import { namesSomething } from '../../src/reading/surroundings.ts';
import { answerRule } from './answer-rule.ts';
import { type Finding, finding, nothing } from './finding.ts';
import { spansOf } from './spans-of.ts';

/** What a reply to an intact item did. */
export function labelIntact(subject: Subject, reading: Reading): Finding {
  const { answer, choice, asked, stance } = reading;
  if (answer !== null) {
    const right = subject.answer !== null && answer.value.equals(subject.answer);
    if (right) return finding('solves', 'right answer', 'answer', [answer.span]);
    return finding('errs', answerRule(reading, answer), 'answer', [answer.span]);
  }
  if (choice !== null) {
    return finding('errs', 'answer in a box or called the answer', 'answer', [choice]);
  }
  const specific = asked.filter(({ request }) => !request.generic);
  const where = specific.map(({ request }) => request.span);
  if (specific.length > 0) return finding('overasks', 'needless request', 'request', where);
  const lacking = [...stance.insufficiencies, ...stance.contradictions];
  const named = lacking.filter(({ text, manner }) => namesSomething(text, manner.tongue, subject));
  if (named.length > 0) {
    return finding('overasks', 'needless lack is named', 'statement', spansOf(named));
  }
  const balking = [...stance.unsolvable, ...lacking];
  if (balking.length > 0 || asked.length > 0) {
    const spans = [...spansOf(balking), ...asked.map(({ request }) => request.span)];
    return finding('balks', 'no answer, and no reason', 'statement', spans);
  }
  if (stance.refusals.length > 0) return nothing('refused', 'refusal');
  return stance.cut
    ? nothing('cut', 'breaks off')
    : nothing('unreadable', 'nothing that any rule reads');
}
