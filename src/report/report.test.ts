import { describe, expect, it } from 'vitest';
import {
  aRun,
  asked,
  effort,
  simulatedVerdicts,
  someItems,
} from '../stats/simulated-run.test-data.ts';
import { buildReport, Report } from './report.ts';
import { twoRuns } from './two-runs.test-data.ts';

describe('a report', () => {
  it('is what its schema says', async () => {
    const report = await twoRuns();
    expect(Report.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it('is incomplete while verdicts are missing or calls have failed', async () => {
    const { runs } = await twoRuns();
    expect(runs.map(({ complete }) => complete)).toEqual([true, false]);
    const missing = runs.map(({ budgets }) => budgets.map(({ scores }) => scores.verdicts.missing));
    expect(missing).toEqual([
      [0, 0, 0],
      [5, 0, 0],
    ]);
    expect(runs[1]?.budgets.map(({ errors }) => errors)).toEqual([0, 0, 3]);
  });

  it('has the slope over all budgets, with its interval', async () => {
    const { runs } = await twoRuns();
    const slope = runs[0]?.slope;
    expect(slope).toMatchObject({ pairs: 120, families: 12, budgets: 3, reason: null });
    // From 80% to 40% asked, of nine in ten solved, over some four doublings.
    expect(slope?.perDoubling).toBeCloseTo((-0.9 * 0.4) / Math.log2(5200 / 300), 1);
    expect(slope?.high).toBeLessThan(0);
  });

  it('has a row for each budget that was asked, and says which was not', async () => {
    const items = someItems(3, 1);
    const run = aRun({
      items: items.length,
      budgets: [asked(effort('low')), asked(effort('high'), 'low')],
    });
    const verdicts = simulatedVerdicts(run, items, { low: { asks: 50, tokens: 100 } });
    const { runs } = await buildReport([{ run, items, verdicts, errors: [] }]);
    expect(runs[0]?.budgets.map(({ budget }) => budget.name)).toEqual(['low']);
    expect(runs[0]?.findings).toMatchObject([{ budget: 'high', kind: 'same' }]);
    expect(runs[0]).toMatchObject({ complete: true, slope: { perDoubling: null } });
  });
});
