import { describe, expect, test } from 'vitest';
import { parseBudget } from './budget.ts';
import type { Completion, Fields, Message } from './completion.ts';
import { spend } from './spend.ts';

const completion = (text: string, reasoning: string | null = null): Completion => ({
  text,
  reasoning,
  finish: 'stop',
  finishRaw: 'stop',
  usage: { input: 1, output: 1, reasoning: null, cached: null },
  model: 'm',
  id: null,
});

/** A model that gives the replies in turn, and what it was asked. */
function model(...replies: Completion[]) {
  const asked: Array<{
    messages: readonly Message[];
    extra: Fields | undefined;
    part: string | undefined;
  }> = [];
  const call = async (messages: readonly Message[], extra?: Fields, part?: string) => {
    asked.push({ messages, extra, part });
    const reply = replies[asked.length - 1];
    if (!reply) throw new Error('asked too often');
    return reply;
  };
  return { asked, call };
}

const PROBLEM: Message[] = [{ role: 'user', content: 'How many?' }];
const lastNumber = (text: string) => /\d+/.exec(text)?.[0] ?? 'none';

describe('a budget', () => {
  test('that is a request field is one call', async () => {
    const { asked, call } = model(completion('7'));
    expect(await spend(parseBudget('high'), call, lastNumber)(PROBLEM)).toMatchObject({
      text: '7',
    });
    expect(asked).toHaveLength(1);
  });

  test('of samples lets the first reply of the majority stand, each call under its own name', async () => {
    const { asked, call } = model(
      ...['It is 4', 'It is 5', 'No, 5', '4!', '5 again'].map((t) => completion(t)),
    );
    const reply = await spend(parseBudget('samples:5'), call, lastNumber)(PROBLEM);
    expect(reply.text).toBe('It is 5');
    expect(asked.map(({ part }) => part)).toEqual([1, 2, 3, 4, 5].map((n) => `sample ${n}`));
  });

  test('of samples that tie lets the earliest stand', async () => {
    const { call } = model(completion('8'), completion('9'));
    const reply = await spend(parseBudget('samples:2'), call, lastNumber)(PROBLEM);
    expect(reply.text).toBe('8');
  });

  test('of revisions shows the model its reply and lets the last one stand', async () => {
    const { asked, call } = model(completion('3'), completion('4'), completion('5'));
    const reply = await spend(parseBudget('revise:2'), call, lastNumber)(PROBLEM);
    expect(reply.text).toBe('5');
    expect(asked[2]?.messages.map(({ role, content }) => [role, content])).toMatchObject([
      ['user', 'How many?'],
      ['assistant', '3'],
      ['user', expect.stringContaining('look at your reply again')],
      ['assistant', '4'],
      ['user', expect.stringContaining('look at your reply again')],
    ]);
  });

  test('of waits takes the thinking up again where it ended', async () => {
    const { asked, call } = model(
      completion('3', 'One and two.'),
      completion('4', 'no, two and two.'),
    );
    const reply = await spend(parseBudget('wait:1'), call, lastNumber)(PROBLEM);
    expect(reply.text).toBe('4');
    expect(asked[1]).toMatchObject({
      messages: [...PROBLEM, { role: 'assistant', content: '<think>\nOne and two.\nWait,' }],
      extra: { continue_final_message: true, add_generation_prompt: false },
    });
  });
});
