import type { Budget } from './budget.ts';
import type { Completion, Fields, Message } from './completion.ts';

/** One call of the model. `part` names it within its turn, so that a recorded one can be found again. */
export type Call = (
  messages: readonly Message[],
  extra?: Fields,
  part?: string,
) => Promise<Completion>;

const RECONSIDER =
  'Please look at your reply again, with fresh eyes, and then give your full final reply once more.';

/**
 * How a budget that is not one request field is spent: parallel samples, revisions, forced waits.
 * `commitment` says what a reply commits to; samples that commit to the same vote together.
 */
export function spend(
  budget: Budget,
  call: Call,
  commitment: (text: string) => string,
): (messages: readonly Message[]) => Promise<Completion> {
  if (budget.kind === 'samples')
    return (messages) => sample(budget.value, messages, call, commitment);
  if (budget.kind === 'revise') return (messages) => revise(budget.value, messages, call);
  if (budget.kind === 'wait') return (messages) => wait(budget.value, messages, call);
  return (messages) => call(messages);
}

/** Self-consistency (Wang et al., arXiv 2203.11171): the earliest reply of the largest group stands. */
async function sample(
  count: number,
  messages: readonly Message[],
  call: Call,
  commitment: (text: string) => string,
): Promise<Completion> {
  const replies = await Promise.all(
    Array.from({ length: count }, (_, index) => call(messages, {}, `sample ${index + 1}`)),
  );
  const groups = new Map<string, Completion[]>();
  for (const reply of replies) {
    const vote = commitment(reply.text);
    groups.set(vote, [...(groups.get(vote) ?? []), reply]);
  }
  // Map keeps the order of first votes, and a later group must be larger to win.
  const [largest] = [...groups.values()].sort((a, b) => b.length - a.length);
  const standing = largest?.[0];
  if (!standing) throw new RangeError('no sample was asked for');
  return standing;
}

async function revise(
  rounds: number,
  messages: readonly Message[],
  call: Call,
): Promise<Completion> {
  let history = messages;
  let reply = await call(history);
  for (let round = 1; round <= rounds; round += 1) {
    history = [
      ...history,
      { role: 'assistant', content: reply.text },
      { role: 'user', content: RECONSIDER },
    ];
    reply = await call(history, {}, `revision ${round}`);
  }
  return reply;
}

/**
 * s1's budget forcing (arXiv 2501.19393, section 3.1): the thinking is taken up again with "Wait".
 * Needs a server that continues the last message (vLLM, SGLang).
 */
async function wait(times: number, messages: readonly Message[], call: Call): Promise<Completion> {
  let reply = await call(messages);
  let thinking = reply.reasoning ?? '';
  for (let time = 1; time <= times; time += 1) {
    thinking = `${thinking.trimEnd()}\nWait,`;
    const prefix: Message = { role: 'assistant', content: `<think>\n${thinking}` };
    const extra = { continue_final_message: true, add_generation_prompt: false };
    reply = await call([...messages, prefix], extra, `wait ${time}`);
    thinking += ` ${reply.reasoning ?? ''}`;
  }
  return reply;
}
