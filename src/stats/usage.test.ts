import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../graders/verdict.ts';
import type { RunRecord } from '../run/record.ts';
import { aRun, aVerdict, someItems } from './simulated-run.test-data.ts';
import { Tally } from './tally.ts';
import { usage } from './usage.ts';

const prices = { input: 1, output: 10 };
const spent = (input: number | null, output: number | null): Partial<Verdict> => ({
  spent: { calls: 1, input, output, reasoning: null },
});

function used(verdicts: Verdict[], changes: Partial<RunRecord> = {}) {
  const tally = new Tally(aRun(changes), someItems(2, 1));
  for (const verdict of verdicts) tally.add(verdict);
  return usage(tally, 'default');
}

describe('what a budget used', () => {
  it('is counted and priced', () => {
    const verdicts = [
      aVerdict('family-0.0.cut', 'asks', spent(1000, 200)),
      aVerdict('family-0.0.intact', 'solves', spent(1000, 400)),
    ];
    expect(used(verdicts, { prices })).toEqual({
      conversations: 2,
      reported: 2,
      mean: 300,
      input: 2000,
      output: 600,
      cost: (2000 * 1 + 600 * 10) / 1e6,
    });
    expect(used(verdicts).cost).toBeNull();
  });

  it('is unknown, never 0, where the endpoint did not say', () => {
    const verdicts = [
      aVerdict('family-0.0.cut', 'asks', spent(1000, 200)),
      aVerdict('family-0.0.intact', 'solves', spent(null, null)),
    ];
    expect(used(verdicts, { prices })).toEqual({
      conversations: 2,
      reported: 1,
      mean: 200,
      input: null,
      output: null,
      cost: null,
    });
    expect(used([], { prices })).toMatchObject({ mean: null, output: null, cost: null });
  });
});
