import { describe, expect, it } from 'vitest';
import type { Label, Verdict } from '../../graders/verdict.ts';
import type { RunRecord } from '../run/record.ts';
import { score } from './scores.ts';
import { aRun, aVerdict, someItems } from './simulated-run.test-data.ts';
import { type ItemFacts, Tally } from './tally.ts';

const items = someItems(3, 2);
const cuts = items.filter(({ twin }) => twin !== null);
const twins = items.filter(({ twin }) => twin === null);

function scored(verdicts: Verdict[], changes: Partial<RunRecord> = {}, of: ItemFacts[] = items) {
  const tally = new Tally(aRun({ items: of.length, ...changes }), of);
  for (const verdict of verdicts) tally.add(verdict);
  return score(tally, 'default');
}

const all = (of: ItemFacts[], label: Label, changes: Partial<Verdict> = {}) =>
  of.map(({ id }) => aVerdict(id, label, changes));

describe('the Lacuna score', () => {
  it('is 0 for a model that always asks, and for one that always answers', () => {
    const asker = scored([...all(cuts, 'asks'), ...all(twins, 'overasks')]);
    const answerer = scored([...all(cuts, 'guesses'), ...all(twins, 'solves')]);
    expect(asker).toMatchObject({
      lacuna: { share: 0 },
      asks: { share: 1 },
      overasks: { share: 1 },
    });
    expect(answerer).toMatchObject({ lacuna: { share: 0 }, guesses: { share: 1 } });
  });

  it('is the share of pairs with both halves right, with its denominators', () => {
    const [first, ...rest] = cuts;
    const scores = scored([
      ...all(first ? [first] : [], 'names'),
      ...all(rest, 'asks'),
      ...all(twins, 'solves'),
    ]);
    expect(scores.lacuna).toMatchObject({ share: 5 / 6, units: 6, outcomes: 6, families: 3 });
    expect(scores.lacuna.low).toBeLessThan(5 / 6);
    expect(scores.abstains.share).toBe(1);
    expect(scores.accuracy).toBeNull();
  });

  it('under resolve takes the final answer for the corrupted half', () => {
    const verdicts = [...all(cuts, 'asks-other', { right: true }), ...all(twins, 'solves')];
    expect(scored(verdicts, { protocol: 'resolve' })).toMatchObject({
      lacuna: { share: 1 },
      accuracy: { share: 1, units: 6 },
    });
    expect(scored(verdicts).lacuna.share).toBe(0);
  });

  it('averages epochs within a pair first, over those with both halves', () => {
    const [one, two] = [someItems(1, 2)[1], someItems(1, 2)[3]];
    const ids = [one?.id ?? '', two?.id ?? ''];
    const of = someItems(1, 2);
    const verdicts = [
      // The first pair: right once of three. The second: right in its one epoch.
      ...[0, 1, 2].map((epoch) => aVerdict(ids[0] ?? '', epoch ? 'guesses' : 'asks', { epoch })),
      ...[0, 1, 2].map((epoch) => aVerdict('family-0.0.intact', 'solves', { epoch })),
      aVerdict(ids[1] ?? '', 'asks', { epoch: 2 }),
      aVerdict('family-0.1.intact', 'solves', { epoch: 2 }),
      aVerdict('family-0.1.intact', 'errs', { epoch: 0 }),
    ];
    const scores = scored(verdicts, { epochs: 3 }, of);
    expect(scores.lacuna.share).toBeCloseTo((1 / 3 + 1) / 2, 12);
    expect(scores.lacuna).toMatchObject({ units: 2, outcomes: 4, low: null });
    expect(scores.verdicts).toEqual({ expected: 12, present: 9, missing: 3 });
  });

  it('counts a half without a gradable reply as not right, and says the score without it', () => {
    const [first, ...rest] = cuts;
    const scores = scored([
      ...all(first ? [first] : [], 'none'),
      ...all(rest, 'asks'),
      ...all(twins, 'solves'),
    ]);
    expect(scores.lacuna.share).toBeCloseTo(5 / 6, 12);
    expect(scores.lacunaGradable).toMatchObject({ share: 1, units: 5 });
    expect(scores.none).toEqual({ cut: 1 });
    expect(scores.composition.corrupted).toEqual({ none: 1, asks: 5 });
  });

  it('is there for each operator', () => {
    const verdicts = [
      ...cuts.map(({ id, operator }) => aVerdict(id, operator === 'blur' ? 'asks' : 'guesses')),
      ...all(twins, 'solves'),
    ];
    expect(scored(verdicts).operators).toMatchObject({
      blur: { share: 1, units: 3 },
      remove: { share: 0, units: 3 },
    });
  });
});

describe('over-asks', () => {
  it('count a twin once, however many corrupted items it has', () => {
    const [twin, cut] = someItems(1, 1);
    if (!twin || !cut) throw new Error('no items');
    const of = [twin, cut, { ...cut, id: 'other', operator: 'blur' }];
    const scores = scored([aVerdict(twin.id, 'overasks')], {}, of);
    expect(scores.overasks).toMatchObject({ share: 1, units: 1, outcomes: 1 });
    expect(scores.lacuna).toMatchObject({ share: null, units: 0 });
  });
});

it('there is no score for a protocol without a rule', () => {
  expect(() => scored([], { protocol: 'lead' })).toThrow('"lead"');
});
