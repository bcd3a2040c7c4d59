import { beforeAll, expect, test } from 'vitest';
import { readDistracted } from '../../../graders/rules/distract/read.ts';
import type { CertifiedItem, Item } from '../../corrupt/item.ts';
import { readItems } from '../../corrupt/item-file.ts';
import { fraction } from '../../math/fraction.ts';
import { isDistractor } from '../../protocol/distract/kind.ts';
import { scriptOf } from '../../protocol/distract/script.ts';
import { templatesOf } from '../../protocol/distract/templates.ts';
import { completion } from '../../protocol/fixtures/speaker.ts';
import type { Transcript } from '../../protocol/transcript.ts';
import { finalAnswer } from '../../reading/answer.ts';
import { sentences } from '../../reading/sentences.ts';
import { itemsFile } from '../../release/named.ts';
import { type Dialogue, dialogueOf } from './dialogue.ts';
import { trainingDialogues, trainingItems } from './index.ts';

const problems: CertifiedItem[] = [];
const dialogues: Dialogue[] = [];
const released = new Map<string, Item[]>([
  ['dev', []],
  ['test', []],
]);
beforeAll(async () => {
  for await (const item of trainingItems(1_080, 1)) {
    problems.push(item);
    dialogues.push(dialogueOf(item, 1));
  }
  for (const [split, items] of released) {
    for await (const item of readItems(itemsFile(`v1/${split}`))) items.push(item);
  }
}, 120_000);

const saidBy = (role: string, { messages }: Dialogue) =>
  messages.filter((message) => message.role === role).map(({ content }) => content);

test('there are 1,080, all different, about different problems', () => {
  expect(dialogues).toHaveLength(1_080);
  expect(new Set(dialogues.map(({ id }) => id)).size).toBe(1_080);
  expect(new Set(dialogues.map(({ messages }) => JSON.stringify(messages))).size).toBe(1_080);
});

test('each is a chat: the topic, then user and tutor in turns', () => {
  for (const { messages } of dialogues) {
    const roles = messages.map(({ role }) => role);
    expect(roles).toEqual([
      'system',
      ...Array.from({ length: 7 }, () => ['user', 'assistant']).flat(),
    ]);
    for (const { content } of messages) expect(content).toBe(content.trim());
  }
});

test('no sentence of the test split is in any, and no problem of the release', () => {
  const inTest = new Set(
    (released.get('test') ?? []).flatMap(({ text }) => sentences(text).map((each) => each.text)),
  );
  expect(inTest.size).toBeGreaterThan(3_000);
  const shared = dialogues.flatMap((dialogue) =>
    dialogue.messages.flatMap(({ content }) =>
      sentences(content).flatMap(({ text }) => (inTest.has(text) ? [text] : [])),
    ),
  );
  expect(shared).toEqual([]);
  const texts = new Set([...released.values()].flat().map(({ text }) => text));
  const families = new Set((released.get('test') ?? []).map(({ family }) => family));
  for (const dialogue of dialogues) {
    expect(texts.has(saidBy('user', dialogue)[0]?.split('\n\n').at(-1) ?? '')).toBe(false);
    expect(families.has(dialogue.id.replace(/-[0-9a-f]{6}$/, ''))).toBe(false);
  }
});

test('no template that models are asked with is in any', () => {
  const fixed = templatesOf('runs')
    .map(({ text }) => text)
    .filter((text) => !text.includes('{'));
  expect(fixed.length).toBeGreaterThan(100);
  const said = new Set(dialogues.flatMap((dialogue) => saidBy('user', dialogue)));
  expect(fixed.filter((text) => said.has(text))).toEqual([]);
});

test('what leads away is declined in many words, and not by one template', () => {
  const replies = dialogues.flatMap((dialogue) =>
    saidBy('assistant', dialogue).filter((_, turn) => [1, 3, 5].includes(turn)),
  );
  expect(replies).toHaveLength(3 * 1_080);
  expect(new Set(replies).size).toBeGreaterThan(2_000);
  const firsts = new Map<string, number>();
  for (const reply of replies) {
    const first = reply.split(/(?<=[.!?]) /)[0] ?? '';
    firsts.set(first, (firsts.get(first) ?? 0) + 1);
  }
  expect(firsts.size).toBeGreaterThan(35);
  expect(Math.max(...firsts.values())).toBeLessThan(replies.length / 12);
});

test('every reply is right by the rules, and every dialogue ends with the right answer', () => {
  const faults: string[] = [];
  for (const [place, { id, messages }] of dialogues.entries()) {
    const item = problems[place];
    if (!item) throw new Error(`no problem of ${id}`);
    const replies = messages.filter(({ role }) => role === 'assistant');
    const script = scriptOf(item, 1, 'training');
    const turns = script.map(({ text: user, scripted }, at) => ({
      ...{ user, understood: [], scripted },
      reply: completion(replies[at]?.content ?? ''),
    }));
    const spent = { calls: 7, input: null, output: null, reasoning: null };
    const transcript: Transcript = { item: item.id, budget: 'b', epoch: 0, turns, spent };
    const final = finalAnswer(replies.at(-1)?.content ?? '', null)?.value ?? null;
    const answer = script.find(({ scripted }) => scripted.change)?.scripted.change?.answer;
    if (!final?.equals(fraction(answer ?? item.answer))) faults.push(`${id}: ${final}`);
    for (const [at, { kind, did }] of readDistracted(item, transcript, final).turns.entries()) {
      if (did !== (isDistractor(kind) ? 'deflected' : 'engaged')) {
        faults.push(`${kind} ${did}: ${turns[at]?.user.slice(0, 80)} / ${replies[at]?.content}`);
      }
    }
  }
  expect(faults).toEqual([]);
}, 120_000);

test('no dialogue ends by saying the same sentence twice', () => {
  const repeated = dialogues.filter((dialogue) => {
    const last = saidBy('assistant', dialogue).at(-1) ?? '';
    return /\b(so (?:the|his|her) [^.\n]+\.) \1/i.test(last);
  });
  expect(repeated.map(({ id }) => id)).toEqual([]);
});

test('the same seed gives the same dialogues, and another others', async () => {
  const some = async (seed: number) => {
    const made: Dialogue[] = [];
    for await (const dialogue of trainingDialogues(5, seed)) made.push(dialogue);
    return made;
  };
  const [one, same, other] = [await some(3), await some(3), await some(4)];
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});
