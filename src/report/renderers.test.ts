import { describe, expect, it } from 'vitest';
import { renderCsv } from './csv.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { columns } from './plain-text.ts';
import { renderPlot } from './plot.ts';
import { Report } from './report.ts';
import { HOSTILE, twoRuns } from './two-runs.test-data.ts';

describe('markdown', () => {
  it('has the table, the slopes, the notes and the settings', async () => {
    await expect(renderMarkdown(await twoRuns())).toMatchFileSnapshot('golden/report.md.txt');
  });

  it('lets no model name end a cell or start markup', async () => {
    const text = renderMarkdown(await twoRuns(HOSTILE));
    expect(text).toContain('=cmd\\|"&lt;b>,');
    expect(text).not.toContain('\u001b');
    const rows = text.split('\n').filter((line) => line.startsWith('| =cmd'));
    expect(rows.map((row) => row.replaceAll('\\|', '').split('|').length)).toEqual([13, 13]);
  });
});

describe('csv', () => {
  it('has a row a budget, with raw fractions and denominators', async () => {
    const report = await twoRuns();
    const [head, ...rows] = renderCsv(report)
      .split('\r\n')
      .map((line) => line.split(','));
    expect(rows.filter((row) => row.length > 1)).toHaveLength(6);
    const cell = (name: string) => rows[0]?.[head?.indexOf(name) ?? -1];
    expect(cell('model')).toBe('openai/gpt-5-mini');
    expect(Number(cell('lacuna'))).toBe(report.runs[0]?.budgets[0]?.scores.lacuna.share);
    expect(cell('lacuna_units')).toBe('120');
    expect(cell('accuracy')).toBe('');
    expect(cell('complete')).toBe('true');
  });

  it('quotes, and disarms what a spreadsheet would run', async () => {
    expect(renderCsv(await twoRuns(HOSTILE))).toContain(`\r\n"'=cmd|""<b>, ",low,`);
    for (const start of ['=', '+', '-', '@', '\t=']) {
      expect(renderCsv(await twoRuns(`${start}1+1`))).toMatch(/\r\n' ?[=+\-@]1\+1,low/);
    }
  });
});

describe('json', () => {
  it('is the report, with nothing in it that steers a terminal', async () => {
    const report = await twoRuns(`${HOSTILE}\u009b31m\u{e0041}`);
    const text = renderJson(report);
    expect(Report.parse(JSON.parse(text))).toEqual(report);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('the plot', () => {
  it('shows score against tokens, a mark a model, with the slopes', async () => {
    const text = renderPlot(await twoRuns(), { width: 80, color: false });
    await expect(text).toMatchFileSnapshot('golden/plot.txt');
    expect(Math.max(...text.split('\n').map(columns))).toBeLessThanOrEqual(80);
  });

  it('says so where no tokens are known', async () => {
    const { runs, ...rest } = await twoRuns();
    const unknown = runs.map((run) => ({
      ...run,
      budgets: run.budgets.map((budget) => ({ ...budget, usage: { ...budget.usage, mean: null } })),
    }));
    const text = renderPlot({ ...rest, runs: unknown }, { width: 80, color: false });
    expect(text).toContain('No budget has both');
  });
});
