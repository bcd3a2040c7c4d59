import { describe, expect, test } from 'vitest';
import type { TurnClass, Verdict } from '../../graders/verdict.ts';
import { dropBetween, scoreReveal, shareRecovered, solveRates } from './reveal.ts';
import { aRun, aVerdict } from './simulated-run.test-data.ts';
import { type ItemFacts, Tally } from './tally.ts';

const FAMILIES = [...'abcdefghi'];
const ITEMS: ItemFacts[] = FAMILIES.map((family) => ({
  id: `${family}.intact`,
  twin: null,
  family,
  topic: 'shopping',
  operator: 'intact',
  certificate: { kind: 'derivation' },
}));

type Said = readonly [TurnClass, boolean];
const RIGHT: Said = ['answer attempt', true];
const WRONG: Said = ['answer attempt', false];
const ASKS: Said = ['clarification', false];

/** A conversation in which all was told by the turn; by default the last. */
function verdict(
  family: string,
  said: readonly Said[],
  { epoch = 0, by = said.length - 1 }: { epoch?: number; by?: number | null } = {},
): Verdict {
  const right = by !== null && (said.at(-1)?.[1] ?? false);
  const turns = said.map(([kind, right]) => ({ class: kind, final: null, right }));
  const changes = { epoch, right, turns, toldBy: by };
  return aVerdict(`${family}.intact`, right ? 'solves' : 'errs', changes);
}

function tallied(verdicts: readonly Verdict[], epochs = 1): Promise<Tally> {
  const run = aRun({ protocol: 'reveal', reveal: 'sharded', items: ITEMS.length, epochs });
  return new Tally(run, ITEMS).addAll(verdicts);
}

const scored = async (verdicts: readonly Verdict[], epochs = 1) =>
  scoreReveal(await tallied(verdicts, epochs), 'default');

describe('how a conversation went', () => {
  test('the last reply counts; that one on the way was right is told beside it', async () => {
    const scores = await scored([
      verdict('a', [ASKS, ASKS, RIGHT]),
      verdict('b', [WRONG, RIGHT, WRONG]),
      verdict('c', [ASKS, ASKS, ASKS]),
    ]);
    expect(scores.solved.share).toBeCloseTo(1 / 3, 12);
    expect(scores.solvedEver.share).toBeCloseTo(2 / 3, 12);
    expect(scores.attempted.share).toBeCloseTo(2 / 3, 12);
    expect(scores.firstAttempt).toMatchObject({ value: 2, units: 2 });
    expect(scores.classes).toMatchObject({ 'answer attempt': 4, clarification: 5, hedge: 0 });
  });

  test('an early answer is one before all was told; where it was wrong, was it mended?', async () => {
    const scores = await scored([
      verdict('a', [WRONG, WRONG, RIGHT]),
      verdict('b', [ASKS, WRONG, WRONG]),
      verdict('c', [ASKS, ASKS, WRONG]),
    ]);
    expect(scores.early.share).toBeCloseTo(2 / 3, 12);
    expect(scores.recovered).toMatchObject({ share: 0.5, units: 2 });
  });

  test('an early answer that was right has nothing to mend', async () => {
    const scores = await scored([verdict('a', [RIGHT, RIGHT]), verdict('b', [RIGHT, WRONG])]);
    expect(scores.early.share).toBe(1);
    expect(scores.recovered).toMatchObject({ share: null, units: 0 });
  });

  test('a further turn after all was told is not early', async () => {
    const scores = await scored([verdict('a', [ASKS, WRONG, RIGHT], { by: 1 })]);
    expect(scores.early.share).toBe(0);
  });

  test('what the turn cap ended is counted, and not solved', async () => {
    const scores = await scored([verdict('a', [ASKS, RIGHT], { by: null })]);
    expect(scores).toMatchObject({ capped: 1, conversations: { expected: 9, present: 1 } });
    expect(scores.solved.share).toBe(0);
  });
});

describe('over epochs', () => {
  const rightIn = (family: string, times: number) =>
    Array.from({ length: 10 }, (_, epoch) =>
      verdict(family, [epoch < times ? RIGHT : WRONG], { epoch }),
    );

  test('percentiles are those of linear interpolation', async () => {
    const scores = await scored([...rightIn('a', 10), ...rightIn('b', 9), ...rightIn('c', 1)], 10);
    expect(scores.solved.share).toBeCloseTo(20 / 30, 12);
    // 90th percentiles 1, 1, 0.1; 10th ones 1, 0.9, 0.
    expect(scores.aptitude?.value).toBeCloseTo(2.1 / 3, 12);
    expect(scores.unreliability?.value).toBeCloseTo((0 + 0.1 + 0.1) / 3, 12);
    expect(scores.always.share).toBeCloseTo(1 / 3, 12);
    expect(scores.never.share).toBe(0);
  });

  test('with one epoch there is no unreliability to tell', async () => {
    expect(await scored([verdict('a', [RIGHT])])).toMatchObject({
      aptitude: null,
      unreliability: null,
    });
  });
});

describe('losses', () => {
  const rates = async (...right: boolean[]) =>
    solveRates(
      await tallied(right.flatMap((each, i) => verdict(FAMILIES[i] ?? '', [each ? RIGHT : WRONG]))),
      'default',
    );

  test('are absolute and relative, over the problems that both have', async () => {
    const drop = dropBetween(await rates(true, true, false), await rates(true, false, false));
    expect(drop.absolute.value).toBeCloseTo(1 / 3, 12);
    expect(dropBetween(await rates(true, true), await rates(true)).absolute).toMatchObject({
      value: 0,
      units: 1,
    });
  });

  test('are made good in the share that a policy wins back', async () => {
    const all = (right: boolean) => FAMILIES.map(() => right);
    const [full, plain] = [await rates(...all(true)), await rates(...all(false))];
    const third = FAMILIES.map((_, i) => i < 3);
    const share = shareRecovered(full, plain, await rates(...third));
    expect(share.value).toBeCloseTo(1 / 3, 12);
    expect(share.low).toBeLessThan(1 / 3);
    expect(share.high).toBeGreaterThan(1 / 3);
  });

  test('where nothing is lost, no share of it is told', async () => {
    const full = await rates(true, true, false);
    expect(shareRecovered(full, full, await rates(true, true, true)).value).toBeNull();
  });
});
