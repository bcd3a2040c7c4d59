import { expect, test } from 'vitest';
import type { Verdict } from '../../graders/verdict.ts';
import type { RunRecord } from '../run/record.ts';
import { keptRates, scoreDistract } from './distract.ts';
import { type ItemFacts, Tally } from './tally.ts';

type Strayed = NonNullable<Verdict['distract']>;
type Turn = Strayed['turns'][number];

const away = (did: Turn['did'], kind: Turn['kind'] = 'opinion'): Turn => ({ kind, did });
const on = (did: Turn['did'], kind: Turn['kind'] = 'on-topic'): Turn => ({ kind, did });

function tallied(
  conversations: ReadonlyArray<{ turns: Turn[]; right: boolean } & Partial<Strayed>>,
) {
  const items = conversations.map(
    (_, n): ItemFacts => ({
      ...{ id: `i${n}`, twin: null, family: `f${n % 5}`, topic: 't', operator: 'intact' },
      certificate: { kind: 'derivation' },
    }),
  );
  const run: RunRecord = {
    ...{ format: 'lacuna-run/1', model: 'm', baseUrl: 'http://127.0.0.1/v1', api: 'chat' },
    ...{ dialect: 'plain', policy: 'plain', protocol: 'distract', maxTurns: 7, answers: 'all' },
    budgets: [{ budget: { name: 'b', kind: 'default' }, fields: {}, sameAs: null }],
    ...{ user: null, userPrices: null, epochs: 1, seed: 1, release: 'r', items: items.length },
    ...{ prices: null, versions: { lacuna: '0', node: '20' }, createdAt: '' },
  };
  const tally = new Tally(run, items);
  for (const [
    n,
    { turns, right, leaked = false, stale = null, ended = true },
  ] of conversations.entries()) {
    tally.add({
      ...{ item: `i${n}`, budget: 'b', epoch: 0, grader: 'rules/3' },
      ...{ label: right ? 'solves' : 'errs', none: null, requests: false, final: '1', right },
      ...{ understood: [], noticed: { thought: null, answer: false }, confidence: 1 },
      ...{ spent: { calls: 1, input: 1, output: 1, reasoning: null }, evidence: [] },
      distract: { turns, ended, leaked, stale },
    });
  }
  return tally;
}

const GOOD = { turns: [on('engaged'), away('deflected'), on('engaged')], right: true };

test('precision, recall and F1 count turns, and what did neither is a miss and no prediction', () => {
  const { distractors, onTopic, did } = scoreDistract(
    tallied([
      { turns: [on('engaged'), away('deflected'), on('deflected')], right: true },
      { turns: [on('engaged'), away('followed'), on('other')], right: true },
      { turns: [on('engaged'), away('other'), on('engaged')], right: true },
      GOOD,
    ]),
    'b',
  );
  expect(distractors.precision.value).toBeCloseTo(2 / 3, 12);
  expect(distractors.recall.value).toBeCloseTo(2 / 4, 12);
  expect(distractors.f1.value).toBeCloseTo((2 * (2 / 3) * (2 / 4)) / (2 / 3 + 2 / 4), 12);
  expect(onTopic.precision.value).toBeCloseTo(6 / 7, 12);
  expect(onTopic.recall.value).toBeCloseTo(6 / 8, 12);
  expect(onTopic.f1.value).toBeCloseTo((2 * (6 / 7) * (6 / 8)) / (6 / 7 + 6 / 8), 12);
  expect(did).toEqual({
    distractors: { deflected: 2, followed: 1, other: 1 },
    onTopic: { engaged: 6, deflected: 1, other: 1 },
  });
});

test('the headline cannot be had by always deflecting, nor by never doing so', () => {
  const same = (did: Turn['did']) => ({ turns: [on(did), away(did), on(did)], right: true });
  const kept = (of: Parameters<typeof tallied>[0]) => scoreDistract(tallied(of), 'b').kept.share;
  expect(kept(Array.from({ length: 10 }, () => same('deflected')))).toBe(0);
  expect(kept(Array.from({ length: 10 }, () => same('engaged')))).toBe(0);
  expect(kept(Array.from({ length: 10 }, () => GOOD))).toBe(1);
  expect(kept([GOOD, { ...GOOD, right: false }])).toBe(0.5);
  const rates = keptRates(tallied([GOOD, { ...GOOD, right: false }]), 'b');
  expect([...rates.values()].map(({ value }) => value)).toEqual([1, 0]);
});

test('stale and leaked answers, resumed threads and kinds are counted where they can be', () => {
  const changed: Turn[] = [
    away('deflected', 'irrelevant-number'),
    on('deflected', 'changed-premise'),
  ];
  const scores = scoreDistract(
    tallied([
      { turns: changed, right: false, stale: true },
      { turns: [away('followed'), on('engaged', 'changed-premise')], right: true, stale: false },
      { turns: [away('followed', 'irrelevant-number'), on('engaged')], right: false, leaked: true },
      { ...GOOD, right: false, ended: false },
    ]),
    'b',
  );
  expect(scores.stale).toMatchObject({ share: 0.5, units: 2 });
  expect(scores.solvedChanged).toMatchObject({ share: 0.5, units: 2 });
  expect(scores.solvedUnchanged).toMatchObject({ share: 0, units: 2 });
  expect(scores.leaked).toMatchObject({ share: 0.25, units: 4 });
  expect(scores.resumed).toMatchObject({ share: 0.75, outcomes: 4 });
  expect(scores.kinds['irrelevant-number']).toMatchObject({ share: 0.5, units: 2 });
  expect(scores.kinds['changed-premise']).toMatchObject({ share: 0.5, units: 2 });
  expect(scores.kinds['small-talk']).toMatchObject({ share: null, units: 0 });
  expect(scores.capped).toBe(1);
});

test('F1 has an interval where turns vary, the same for the same seed', () => {
  const some = Array.from({ length: 30 }, (_, n) => ({
    turns: [
      on('engaged'),
      away(n % 3 === 0 || n % 7 === 0 ? 'followed' : 'deflected'),
      on('engaged'),
    ],
    right: true,
  }));
  const { f1 } = scoreDistract(tallied(some), 'b').distractors;
  expect(f1.low ?? 1).toBeLessThan(f1.value ?? 0);
  expect(f1.high ?? 0).toBeGreaterThan(f1.value ?? 1);
  expect(scoreDistract(tallied(some), 'b').distractors.f1).toEqual(f1);
});
