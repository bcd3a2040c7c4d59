import { expect, test } from 'vitest';
import type { Verdict } from '../../graders/verdict.ts';
import type { Item } from '../../src/corrupt/item.ts';
import { readItems } from '../../src/corrupt/item-file.ts';
import type { Transcript } from '../../src/protocol/transcript.ts';
import { itemsFile } from '../../src/release/named.ts';
import { ReplyFiles, shardOf } from './replies.ts';
import { RepliesFile, type ShownReply } from './shown-reply.ts';

async function firstItem(): Promise<Item> {
  for await (const item of readItems(itemsFile('v1/dev'))) return item;
  throw new Error('no item');
}

/** What a reader is shown of a conversation, having been written and read. */
async function shown(
  replies: readonly string[],
  evidence: Verdict['evidence'],
): Promise<ShownReply | undefined> {
  const item = await firstItem();
  const place = { item: item.id, budget: 'low', epoch: 0 };
  const spent = { calls: 1, input: null, output: 7, reasoning: null };
  const completion = { reasoning: null, finish: 'stop', finishRaw: null, model: null, id: null };
  const usage = { input: null, output: null, reasoning: null, cached: null };
  const transcript: Transcript = {
    ...place,
    turns: replies.map((text, turn) => ({
      user: `said ${turn}`,
      understood: [],
      reply: { ...completion, finish: 'stop', text, usage },
    })),
    spent,
  };
  const verdict: Verdict = {
    ...{ ...place, grader: 'rules/1', label: 'asks', none: null, requests: true, final: null },
    ...{ right: false, understood: [], noticed: { thought: null, answer: true } },
    ...{ confidence: 0.3, spent, evidence },
  };
  const files = new ReplyFiles();
  files.add(item, transcript, verdict);
  const [[shard, bytes] = ['', Buffer.from('{}')]] = [...files.files()];
  expect(shard).toBe(shardOf(item));
  return RepliesFile.parse(JSON.parse(Buffer.from(bytes).toString())).replies[0];
}

test('a short conversation is shown whole, its first turn without the problem', async () => {
  const reply = await shown(['Which?', 'So 4.'], [{ turn: 1, span: [3, 4], shows: 'answer' }]);
  expect(reply).toMatchObject({ label: 'asks', unsure: true, tokens: 7, left: 0 });
  expect(reply?.turns).toEqual([
    { head: 'Which?', cut: 0, tail: '', evidence: [] },
    { user: 'said 1', head: 'So 4.', cut: 0, tail: '', evidence: [[3, 4, 'answer']] },
  ]);
});

test('of a long reply both ends are shown, and the evidence in them stays where it was', async () => {
  const text = `HEAD${'x'.repeat(20_000)}TAIL`;
  const at = (word: string): [number, number] => [text.indexOf(word), text.indexOf(word) + 4];
  const reply = await shown(
    [text],
    [
      { turn: 0, span: at('TAIL'), shows: 'end' },
      { turn: 0, span: [9000, 9010], shows: 'middle' },
      { turn: 0, span: at('HEAD'), shows: 'begin' },
    ],
  );
  const [turn] = reply?.turns ?? [];
  const whole = `${turn?.head}${turn?.tail}`;
  expect(whole).toHaveLength(7000);
  expect(turn?.cut).toBe(text.length - 7000);
  expect(turn?.evidence.map(([start, end, shows]) => [whole.slice(start, end), shows])).toEqual([
    ['HEAD', 'begin'],
    ['TAIL', 'end'],
  ]);
});

test('a conversation that never ends is cut, and says so', async () => {
  const reply = await shown(
    Array.from({ length: 40 }, (_, n) => `turn ${n}`),
    [],
  );
  expect(reply?.turns).toHaveLength(12);
  expect(reply?.left).toBe(28);
});
