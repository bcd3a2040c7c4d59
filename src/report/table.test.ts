import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { aRun, asked, effort, someItems } from '../stats/simulated-run.test-data.ts';
import { columns } from './plain-text.ts';
import { buildReport, type Report } from './report.ts';
import { renderTable } from './table.ts';
import { HOSTILE, twoRuns, widestRun } from './two-runs.test-data.ts';

const widest = (text: string) => Math.max(...text.split('\n').map(columns));

describe('the table', () => {
  it('reads well in 80 columns', async () => {
    const text = renderTable(await twoRuns(), { width: 80, color: false });
    await expect(text).toMatchFileSnapshot('golden/table-80.txt');
  });

  it('has more room in 120 columns', async () => {
    const text = renderTable(await twoRuns(), { width: 120, color: false });
    await expect(text).toMatchFileSnapshot('golden/table-120.txt');
  });

  it.each([80, 90, 100, 160])('fits %i columns, numbers whole', async (width) => {
    for (const report of [await twoRuns(), await widestRun()]) {
      const text = renderTable(report, { width, color: false });
      expect(widest(text)).toBeLessThanOrEqual(width);
      const [run] = report.runs;
      const share = run?.budgets[0]?.scores.lacuna.share ?? Number.NaN;
      expect(text).toContain(`${(100 * share).toFixed(1)} [`);
    }
    expect(renderTable(await widestRun(), { width, color: false })).toContain(
      '100.0 [13.9, 100.0]',
    );
  });

  it('says once that the endpoint refused a budget', async () => {
    const items = someItems(3, 1);
    const run = aRun({ items: items.length, budgets: [asked(effort('high'))] });
    const errors = [{ budget: 'high', kind: 'budget', message: 'unknown field', count: 6 }];
    const report = await buildReport([{ run, items, verdicts: [], errors }]);
    const text = renderTable(report, { width: 80, color: false });
    expect(text).toContain('· Budget high did not take hold: unknown field\n');
    expect(text.match(/unknown field/g)).toHaveLength(1);
    expect(text).toContain('under high 6 of 6 verdicts are missing');
    expect(text).toMatch(/^ {2}high( +–)+$/m);
  });

  it('names a model once, shortened in the middle', async () => {
    const text = renderTable(await widestRun(), { width: 80, color: false });
    expect(text.match(/^a-model.*…/gm)).toHaveLength(1);
    expect(text).toContain('resolve · a-policy-with-a-name · rules/1');
  });

  it('is the same text with colour as without', async () => {
    const report = await twoRuns();
    const [plain, color] = [false, true].map((color) => renderTable(report, { width: 80, color }));
    expect(color).toContain('\u001b[1m');
    expect(stripVTControlCharacters(color ?? '')).toBe(plain);
  });

  it('prints no control character of a model name or message', async () => {
    const report = await twoRuns(HOSTILE);
    const [first, second] = report.runs;
    if (!first || !second) throw new Error('no runs');
    const failed = [{ budget: HOSTILE, kind: HOSTILE, message: HOSTILE, count: 1 }];
    const hostile: Report = { ...report, runs: [first, { ...second, failed }] };
    const text = renderTable(hostile, { width: 80, color: false });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain('=cmd|');
  });
});
