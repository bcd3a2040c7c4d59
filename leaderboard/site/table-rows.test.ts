import { expect, it } from 'vitest';
import { percent } from '../../src/report/numbers.ts';
import { twoRuns } from '../../src/report/two-runs.test-data.ts';
import type { Entry } from './entry.ts';
import { tableRows } from './table-rows.ts';

it('shows a share as the report does, to the last digit', async () => {
  const [report] = (await twoRuns()).runs;
  const [budget] = report?.budgets ?? [];
  if (!report || !budget) throw new Error('no run');
  const entry: Omit<Entry, 'report'> = {
    ...{ format: 'lacuna-entry/1', digest: 'd', slug: 's', kind: 'model', model: 'm' },
    ...{ vendor: null, url: null, date: '2026-01-01', registered: null, checked: true },
    ...{ items: 'v1/dev', marks: {} },
  };
  // By way of hundredths of a percent most of these come out a digit higher.
  for (const share of [0.73746, 0.36848, 0.74649, 29 / 400, 0.7375, null]) {
    const scores = { ...budget.scores, lacuna: { ...budget.scores.lacuna, share, low: share } };
    const [row] = tableRows([
      { ...entry, report: { ...report, budgets: [{ ...budget, scores }] } },
    ]);
    expect(row?.score?.toFixed(1) ?? '–').toBe(percent(share));
    expect(row?.low?.toFixed(1) ?? '–').toBe(percent(share));
  }
});
