import type { Item } from '../corrupt/item.ts';
import type { Completion, Message } from '../model/completion.ts';
import { type User, userByRules } from '../protocol/user.ts';
import { COSTS, type Costs, gradeConversation, type Reply, rewardOf } from './reward.ts';

/** Draws the policy's next reply to a conversation that ends with the user; an `Ask` is one. */
export type Sampler = (
  conversation: readonly Message[],
) => Promise<Pick<Completion, 'text' | 'finish' | 'usage'>>;

export interface MultiTurnOptions {
  /** w: replies of the policy that are looked ahead. 0 is the immediate reward. */
  readonly window: number;
  /** S: futures that are sampled. */
  readonly samples: number;
  readonly costs?: Costs;
  /** By default the one who reads by rules, and answers all that is asked. */
  readonly user?: User;
  /**
   * Whether nothing but a right final number is success (the default). Else a question that would settle
   * the item, asked in the first reply, is success already if the conversation ends there: what only a
   * grader can reward who knows what is missing.
   */
  readonly answersOnly?: boolean;
  /** By default `gradeConversation`; a caller who meets the same conversations again may remember them. */
  readonly grade?: typeof gradeConversation;
}

/** One end that the conversation might come to. */
export interface Future {
  readonly reward: number;
  readonly correct: boolean;
  /** Of all the policy's replies, those before the candidate included. */
  readonly tokens: number;
  /** Things that were asked for needlessly. */
  readonly needless: number;
  /** Replies of the policy after the candidate. */
  readonly turns: number;
}

export interface Estimate {
  /** The mean reward over the futures. */
  readonly mean: number;
  /** s / sqrt(S); 0 where nothing is left to chance, null where a single future was sampled. */
  readonly se: number | null;
  /** One alone where the candidate leaves nothing to sample. */
  readonly futures: readonly Future[];
}

/**
 * The multi-turn-aware reward of a candidate reply (Wu et al. 2025, CollabLLM, arXiv 2502.00640):
 * MR(m | history) = E[R(history, m, future)], estimated over S futures in which the user answers what is asked and the
 * policy replies at most w times more. R is that of `rewardOf`: 1[correct] · (1 − min(λ · tokens, 1)) minus a cost for
 * each needless question, over the whole conversation. A conversation ends where the user is asked nothing.
 * `conversation` begins with the item's text and ends with the user.
 * Throws what the sampler and the user throw, once all futures have ended: a call that failed is no bad reply.
 * Throws RangeError for a conversation that does not end with the user.
 */
export async function multiTurnReward(
  item: Item,
  conversation: readonly Message[],
  candidate: Reply,
  sampler: Sampler,
  options: MultiTurnOptions,
): Promise<Estimate> {
  if (conversation.at(-1)?.role !== 'user') {
    throw new RangeError(`a conversation about ${item.id} does not end with the user`);
  }
  const { window, samples, user = userByRules('all') } = options;
  const said = conversation.flatMap(({ role, content }) =>
    role === 'assistant' ? [{ text: content }] : [],
  );
  const spoken: Message[] = [...conversation, { role: 'assistant', content: candidate.text }];
  const answer = window > 0 ? await user(item, spoken) : null;
  if (answer === null) {
    return { ...summary([endOf(item, [...said, candidate], 0, options)]), se: 0 };
  }
  const asked: Message[] = [...spoken, { role: 'user', content: answer.text }];
  const ended = await Promise.allSettled(
    Array.from({ length: samples }, async () => {
      const replies = await future(item, asked, sampler, { window, user });
      return endOf(item, [...said, candidate, ...replies], replies.length, options);
    }),
  );
  const futures = ended.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
  return summary(futures);
}

/** The policy's replies to a conversation, until the user is asked nothing or the window closes. */
async function future(
  item: Item,
  asked: readonly Message[],
  sampler: Sampler,
  { window, user }: { window: number; user: User },
): Promise<Reply[]> {
  const messages = [...asked];
  const replies: Reply[] = [];
  for (;;) {
    const { text, finish, usage } = await sampler([...messages]);
    replies.push({ text, finish, ...(usage.output !== null && { tokens: usage.output }) });
    if (replies.length >= window) return replies;
    messages.push({ role: 'assistant', content: text });
    const answer = await user(item, messages);
    if (answer === null) return replies;
    messages.push({ role: 'user', content: answer.text });
  }
}

function endOf(
  item: Item,
  replies: readonly Reply[],
  turns: number,
  { costs = COSTS, answersOnly = true, grade = gradeConversation }: MultiTurnOptions,
): Future {
  const graded = grade(item, replies, costs);
  const correct = graded.correct && !(answersOnly && graded.label === 'asks');
  const { tokens, needless } = graded;
  return {
    reward: rewardOf({ correct, tokens, needless }, costs),
    correct,
    tokens,
    needless,
    turns,
  };
}

function summary(futures: readonly Future[]): Estimate {
  const n = futures.length;
  const [{ reward: first } = { reward: 0 }] = futures;
  // By what they differ from the first: alike ones have an error of 0, and not of a rounding.
  const mean = first + futures.reduce((sum, { reward }) => sum + (reward - first), 0) / n;
  const squares = futures.reduce((sum, { reward }) => sum + (reward - mean) ** 2, 0);
  return { mean, se: n > 1 ? Math.sqrt(squares / (n - 1) / n) : null, futures };
}
