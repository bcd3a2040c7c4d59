import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONTRADICTED, MISSING } from '../../src/protocol/fixtures/items.ts';
import { subjectOf } from '../../src/reading/subject.ts';
import { scratchDir } from '../../tests/scratch.ts';
import type { Case } from './case.ts';
import { type Judgement, Judgements, judgementKey } from './judgements.ts';
import { PROMPT_HASH } from './prompt.ts';

const JUDGED: Case = {
  about: MISSING.id,
  subject: subjectOf(MISSING),
  told: [],
  text: 'The answer is 32.',
  finish: 'stop',
};
const JUDGE = { model: 'a', sample: 0, fields: { temperature: 0, seed: 1 } };

const judgement = (key: string, changes: Partial<Judgement> = {}): Judgement => ({
  key,
  prompt: PROMPT_HASH,
  model: 'a',
  sample: 0,
  about: MISSING.id,
  answer: { why: '', label: 'guesses', evidence: [], final: '32', asked: [], confidence: 1 },
  none: null,
  output: '{}',
  spent: { calls: 1, input: 100, output: 10, reasoning: null },
  ms: 5,
  at: '2026-01-01T00:00:00.000Z',
  ...changes,
});

describe('what a judgement is about', () => {
  test('is its model, place, sampling, item, conversation and reply, and nothing else', () => {
    const keys = [
      judgementKey(JUDGED, JUDGE),
      judgementKey(JUDGED, { ...JUDGE, model: 'b' }),
      judgementKey(JUDGED, { ...JUDGE, sample: 1 }),
      judgementKey(JUDGED, { ...JUDGE, fields: { temperature: 1, seed: 1 } }),
      judgementKey({ ...JUDGED, text: 'The answer is 33.' }, JUDGE),
      judgementKey({ ...JUDGED, told: ['It is 3 dollars.'] }, JUDGE),
      judgementKey({ ...JUDGED, subject: subjectOf(CONTRADICTED) }, JUDGE),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(judgementKey({ ...JUDGED, about: 'another name' }, JUDGE)).toBe(keys[0]);
  });
});

describe('judgements', () => {
  test('are found again by another session, with what they took', async () => {
    const path = join(scratchDir(), 'judgements.jsonl');
    const first = await Judgements.open(path);
    await first.add(judgement('k1'));
    await first.add(judgement('k2', { spent: { calls: 2, input: 7, output: 3, reasoning: 1 } }));
    await first.close();
    const second = await Judgements.open(path);
    expect(second.find('k1')?.answer?.label).toBe('guesses');
    expect(second.find('k3')).toBeUndefined();
    expect(second.spentOn(['k1', 'k2', 'k3'])).toEqual({
      calls: 3,
      input: 107,
      output: 13,
      reasoning: null,
    });
    await second.close();
  });

  test('without an answer are not found, but what they took counts', async () => {
    const path = join(scratchDir(), 'judgements.jsonl');
    const first = await Judgements.open(path);
    await first.add(judgement('k1', { answer: null, none: 'unparsable' }));
    expect(first.find('k1')).toBeUndefined();
    await first.add(judgement('k1'));
    expect(first.find('k1')?.answer?.label).toBe('guesses');
    expect(first.spentOn(['k1'])).toMatchObject({ calls: 2, input: 200 });
    await first.close();
  });

  test('of another prompt are passed over, and stay', async () => {
    const path = join(scratchDir(), 'judgements.jsonl');
    const first = await Judgements.open(path);
    await first.add(judgement('k1', { prompt: 'older' }));
    await first.close();
    const second = await Judgements.open(path);
    expect(second.find('k1')).toBeUndefined();
    await second.close();
    expect(readFileSync(path, 'utf8')).toContain('"older"');
  });

  test('that were half written are set aside', async () => {
    const path = join(scratchDir(), 'judgements.jsonl');
    const half = JSON.stringify(judgement('k2')).slice(0, 50);
    appendFileSync(path, `${JSON.stringify(judgement('k1'))}\n${half}`);
    const judgements = await Judgements.open(path);
    expect(judgements.find('k1')).toBeDefined();
    await judgements.close();
    expect(readFileSync(`${path}.torn`, 'utf8')).toBe(`${half}\n`);
  });

  test('that are damaged are named by file and line', async () => {
    const path = join(scratchDir(), 'judgements.jsonl');
    appendFileSync(path, `${JSON.stringify(judgement('k1'))}\n{"key": 7}\n`);
    await expect(Judgements.open(path)).rejects.toThrow(`${path}:2: `);
  });
});
