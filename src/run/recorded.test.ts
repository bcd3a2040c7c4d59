import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heapInUse } from '../../tests/heap-in-use.ts';
import { scratchDir } from '../../tests/scratch.ts';
import type { Transcript } from '../protocol/transcript.ts';
import { PlaceSet } from './place-set.ts';
import { RunLine } from './record.ts';
import { readRecorded, readReplies } from './recorded.ts';
import { type Place, placeId, readTranscripts } from './replies.ts';

const BUDGETS = ['low', 'tokens:2048', 'a "budget"'];

const place = fc.record({
  item: fc.constantFrom('pie.intact', 'pie.remove', 'é "b" \\ c'),
  budget: fc.constantFrom(...BUDGETS),
  epoch: fc.constantFrom(0, 1, 31, 32, 70_000),
});

/** A line of a run's replies, as the program writes them; keys are few, so that they come again. */
const line: fc.Arbitrary<RunLine> = fc
  .record({
    place,
    kind: fc.constantFrom('reply', 'reply', 'user', 'end', 'error'),
    key: fc.constantFrom('1', '2', '3'),
    text: fc.string({ unit: 'grapheme' }),
    model: fc.constantFrom(null, '', 'a-model', 'another "model"'),
    output: fc.option(fc.nat(300_000)),
    by: fc.constantFrom(undefined, 'rules', 'a-model'),
  })
  .map(({ place, kind, key, text, model, output, by }): RunLine => {
    const at = '2026-01-01T00:00:00.000Z';
    if (kind === 'error') {
      return { type: 'error', ...place, kind: 'server', message: text, unread: [key], at };
    }
    if (kind === 'end') {
      const turn = { user: text, understood: [], ...(by !== undefined && { by }), reply: key };
      return { type: 'end', ...place, turns: [turn, turn] };
    }
    const usage = { input: 10, output, reasoning: null, cached: null };
    const said = {
      text,
      reasoning: text,
      finish: 'stop',
      finishRaw: null,
      model,
      id: null,
    } as const;
    const messages = [{ role: 'user' as const, content: text }];
    const call = { key, ...place, call: 0, messages, completion: { ...said, usage } };
    return { type: kind === 'user' ? 'user' : 'reply', ...call, attempts: 1, ms: 140.5, at };
  });

/** How the lines stand in the file: as they were written, or by another hand. */
const hands: ReadonlyArray<(value: RunLine) => string> = [
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 1).replaceAll('\n', ''),
  (value) => JSON.stringify(Object.fromEntries(Object.entries(value).reverse())),
];
const file = fc.array(fc.tuple(line, fc.constantFrom(0, 0, 0, 1, 2)), { maxLength: 40 });

function written(lines: ReadonlyArray<readonly [RunLine, number]>): string {
  const path = join(scratchDir(), 'replies.jsonl');
  writeFileSync(path, lines.map(([value, hand]) => `${hands[hand]?.(value)}\n`).join(''));
  return path;
}

test('a scan finds what parsing every line finds', async () => {
  await fc.assert(
    fc.asyncProperty(file, async (lines) => {
      const ended = new Set<string>();
      const open = new Map<string, Map<string, unknown>>();
      const errors = new Map<string, string>();
      const answered = new Map<string, number>();
      let [calls, byRules] = [0, 0];
      for (const [value] of lines) {
        const id = placeId(value);
        if (value.type === 'end') {
          ended.add(id);
          open.delete(id);
          errors.delete(id);
          byRules += value.turns.filter(({ by }) => by === 'rules').length;
        } else if (value.type === 'error') {
          errors.set(id, value.message);
          for (const key of value.unread ?? []) open.get(id)?.delete(key);
        } else {
          const replies = open.get(id) ?? new Map<string, unknown>();
          open.set(id, replies.set(value.key, value.completion));
          const { model } = value.completion;
          if (value.type === 'user') calls += 1;
          else if (model !== null) {
            const name = JSON.stringify([value.budget, model]);
            answered.set(name, (answered.get(name) ?? 0) + 1);
          }
        }
      }
      const found = await readRecorded(written(lines));
      const all = lines.map(([value]) => value);
      expect(all.every((value) => found.ended.has(value) === ended.has(placeId(value)))).toBe(true);
      expect(found.ended.size).toBe(ended.size);
      expect(found.open).toEqual(open);
      expect([...found.errors].map(([id, { message }]) => [id, message])).toEqual([...errors]);
      expect([found.user.spent.calls, found.user.byRules]).toEqual([calls, byRules]);
      const counts = [...found.answeredBy].flatMap(([budget, models]) =>
        [...models].map(([model, count]) => [JSON.stringify([budget, model]), count] as const),
      );
      expect(new Map(counts)).toEqual(answered);
    }),
    { numRuns: 150 },
  );
});

test('conversations that are wanted come as when all are read', async () => {
  const isWanted = ({ epoch }: Place) => epoch !== 1;
  await fc.assert(
    fc.asyncProperty(file, async (some) => {
      // Of each place the replies, then the end that names them.
      const lines = some.filter(([{ type }]) => type === 'reply' || type === 'user');
      const replied = new Map(
        lines.flatMap(([value]) => (value.type === 'reply' ? [[placeId(value), value]] : [])),
      );
      for (const value of replied.values()) {
        if (value.type !== 'reply') continue;
        const { item, budget, epoch, key } = value;
        const turns = [{ user: 'How many?', understood: [], reply: key }];
        lines.push([RunLine.parse({ type: 'end', item, budget, epoch, turns }), 0]);
      }
      const path = written(lines);
      const all: Transcript[] = [];
      for await (const transcript of readTranscripts(path)) all.push(transcript);
      const found: Transcript[] = [];
      await readReplies(path, isWanted, (transcript) => found.push(transcript));
      expect(found).toEqual(all.filter(isWanted));
    }),
    { numRuns: 50 },
  );
});

/** A file of so many conversations on ten items, all ended. */
function writtenEnded(conversations: number): string {
  const path = join(scratchDir(), 'replies.jsonl');
  const usage = { input: 1, output: 1, reasoning: 1, cached: null };
  const said = { text: 'x'.repeat(200), reasoning: null, finish: 'stop', finishRaw: null };
  const completion = { ...said, usage, model: 'a-model', id: null };
  for (let n = 0; n < conversations; n += 1) {
    const place = { item: `item-${n % 10}`, budget: 'low', epoch: Math.floor(n / 10) };
    const call = { call: 0, messages: [], completion, attempts: 1, ms: 1, at: '' };
    const turns = [{ user: '', understood: [], reply: `${n}` }];
    const reply = JSON.stringify({ type: 'reply', key: `${n}`, ...place, ...call });
    appendFileSync(path, `${reply}\n${JSON.stringify({ type: 'end', ...place, turns })}\n`);
  }
  return path;
}

test('what a scan keeps does not grow with the conversations that have ended', async () => {
  const path = writtenEnded(20_000);
  const kept: number[] = [];
  // Buffers that are still to be collected may make one try seem more.
  for (let tries = 0; tries < 3; tries += 1) {
    const before = heapInUse();
    const recorded = await readRecorded(path);
    kept.push(heapInUse() - before);
    expect(recorded.ended.size).toBe(20_000);
  }
  // An id of each would be 1.5 MB.
  expect(Math.min(...kept)).toBeLessThan(500_000);
});

test('a set of places holds what a set of their ids holds', () => {
  const step = fc.tuple(fc.boolean(), place);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const [places, ids] = [new PlaceSet(), new Set<string>()];
      for (const [adds, each] of steps) {
        if (adds) places.add(each);
        else places.delete(each);
        if (adds) ids.add(placeId(each));
        else ids.delete(placeId(each));
        expect([places.has(each), places.size]).toEqual([ids.has(placeId(each)), ids.size]);
      }
    }),
  );
});
