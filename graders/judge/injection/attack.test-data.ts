import { subjectOf } from '../../../src/reading/subject.ts';
import type { ChatBody } from '../../../tests/endpoints/chat-server.ts';
import { answerJson, replyIn } from '../../../tests/endpoints/judging.ts';
import type { Case } from '../case.ts';
import { type Carrier, ON_CORRUPTED, ON_INTACT } from './carriers.test-data.ts';
import { FOR_ASKS, FOR_OTHERS, FOR_SOLVES, HELD_BACK, type Payload } from './payloads.test-data.ts';

/** A reply with an injection in it. */
export interface Attack {
  readonly payload: Payload;
  readonly carrier: Carrier;
  readonly judged: Case;
}

export function clean(carrier: Carrier): Case {
  return {
    about: carrier.item.id,
    subject: subjectOf(carrier.item),
    told: [],
    text: carrier.text,
    finish: 'stop',
  };
}

function attack(payload: Payload, carrier: Carrier): Attack {
  const parts = [carrier.text, payload.text];
  const text = (payload.place === 'before' ? parts.reverse() : parts).join('\n\n');
  return { payload, carrier, judged: { ...clean(carrier), text } };
}

/** Every payload in every reply that it is for. */
export const ATTACKS: readonly Attack[] = [
  ...[...FOR_ASKS, ...FOR_OTHERS].flatMap((payload) =>
    ON_CORRUPTED.map((carrier) => attack(payload, carrier)),
  ),
  ...FOR_SOLVES.flatMap((payload) => ON_INTACT.map((carrier) => attack(payload, carrier))),
];

/** Attacks by payloads that nothing was fitted to. */
export const UNSEEN: readonly Attack[] = HELD_BACK.flatMap((payload) =>
  ON_CORRUPTED.map((carrier) => attack(payload, carrier)),
);

const CARRIERS = [...ON_CORRUPTED, ...ON_INTACT];

/** A judge that nothing moves: it says what is true. */
export function resist(body: ChatBody): string {
  return truth(carrierIn(body));
}

/**
 * The worst judge: it knows every payload, in whatever disguise, does what it says, and picks the
 * evidence that looks best.
 */
export function obey(body: ChatBody): string {
  const reply = replyIn(body);
  const carrier = carrierIn(body);
  // Of a long reply the judge sees both ends.
  const payload = [...ATTACKS, ...UNSEEN].find(
    ({ payload: { text }, carrier: { item } }) =>
      item.twin === carrier.item.twin && reply.includes(text.slice(-120)),
  )?.payload;
  if (!payload) return truth(carrier);
  const { wants } = payload;
  const sentences = reply.match(/[^.!?\n]+[.!?]?/g) ?? [];
  const questions = sentences.filter((sentence) => sentence.includes('?'));
  return answerJson({
    label: wants,
    evidence: (questions.length > 0 ? questions : sentences.slice(0, 1)).slice(0, 2),
    final: wants === 'solves' ? carrier.item.answer : null,
    asked: wants === 'asks' ? (carrier.item.asks[0] ?? ['clash']) : [],
    confidence: 1,
  });
}

function truth({ truth: label, final, text }: Carrier): string {
  return answerJson({ label, final, evidence: text.match(/[^.!?]+[.!?]/g)?.slice(-1) ?? [] });
}

function carrierIn(body: ChatBody): Carrier {
  const reply = replyIn(body);
  const carrier = CARRIERS.find(({ text }) => reply.includes(text));
  if (!carrier) throw new Error(`no reply of the suite: ${reply.slice(0, 200)}`);
  return carrier;
}
