import { createHash } from 'node:crypto';
import type { Item } from '../../src/corrupt/item.ts';
import { display } from '../../src/math/fraction.ts';
import { question } from '../../src/model/respondents/phrases.ts';
import { type ChatServer, completion, sendJson, startChatServer } from './chat-server.ts';

/** Chances, in percent, of what it does by effort; the rest is a guess. */
const HABITS = {
  low: { asks: 58, names: 8, balks: 4, other: 6, assumes: 6, open: 3, over: 4 },
  medium: { asks: 44, names: 8, balks: 2, other: 6, assumes: 10, open: 3, over: 7 },
  high: { asks: 27, names: 5, balks: 2, other: 5, assumes: 15, open: 4, over: 12 },
} as const;

const TOKENS = { low: 180, medium: 760, high: 3100 } as const;

/**
 * A model that does a bit of everything, and asks less the more it thinks: the same reply to the same
 * problem and effort. `say` may put something else in its mouth.
 */
export function startMixedModel(
  items: readonly Item[],
  say: (item: Item, reply: string) => string = (_, reply) => reply,
): Promise<ChatServer> {
  const byText = new Map(items.map((item) => [item.text, item]));
  return startChatServer(['mixed/model-8b'], (response, body) => {
    const item = byText.get(body.messages.find(({ role }) => role === 'user')?.content ?? '');
    const effort = effortOf(body.reasoning_effort);
    if (!item) return sendJson(response, 400, { error: { message: 'no item of mine' } });
    const die = (use: string) => chance(`${item.id} ${effort} ${use}`);
    const reply = say(item, replyTo(item, HABITS[effort], die('what')));
    const tokens = Math.round(TOKENS[effort] * (0.6 + die('tokens') / 125));
    const made = completion(body, reply, { reasoning_content: thoughtOn(item, die('thought')) });
    sendJson(response, 200, {
      ...made,
      usage: { prompt_tokens: Math.ceil(item.text.length / 4), completion_tokens: tokens },
    });
  });
}

function effortOf(asked: unknown): keyof typeof HABITS {
  return asked === 'medium' || asked === 'high' ? asked : 'low';
}

function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() % 100;
}

function replyTo(item: Item, habits: (typeof HABITS)[keyof typeof HABITS], die: number): string {
  const answer = display(item.answer);
  const gives = `Step by step, the values of the problem lead to one result.\n\nThe answer is **${answer}**.`;
  if (item.twin === null) {
    if (die < habits.over) return question(item);
    return die > 95 ? `So the answer is ${Number(answer) + 1 || 17}.` : gives;
  }
  const choices: ReadonlyArray<readonly [number, string]> = [
    [habits.asks, question(item)],
    [habits.names, `The problem does not fix the answer: ${missing(item)} is not given.`],
    [habits.balks, 'This problem cannot be solved as it stands.'],
    [habits.other, 'Could you tell me on which day of the week this happened?'],
    [habits.assumes, `${missing(item)} is not given. Assuming it is 5, the answer is ${answer}.`],
    [habits.open, `Let x stand for ${missing(item)}. The answer is 3x + 12.`],
  ];
  let sum = 0;
  for (const [share, text] of choices) {
    sum += share;
    if (die < sum) return text;
  }
  return gives;
}

function missing(item: Item): string {
  const id = item.asks[0]?.[0] ?? item.target;
  return item.quantities.find((quantity) => quantity.id === id)?.noun ?? id;
}

function thoughtOn(item: Item, die: number): string {
  const start = 'Let me read the problem again and collect what it states. ';
  if (item.twin === null || die < 60) return `${start}Then I combine the values step by step.`;
  return `${start}Hmm, ${missing(item)} is not given anywhere, so the answer cannot be determined. Still, they want a number.`;
}
