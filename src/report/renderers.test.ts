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
  it('has its columns once, and leaves empty what is unknown', () => {
    const rows = [
      { model: 'a', share: 0.5, complete: true, cost: null },
      { model: 'b', share: 0, complete: false, cost: 1 },
    ];
    expect(renderCsv(rows)).toBe('model,share,complete,cost\r\na,0.5,true,\r\nb,0,false,1\r\n');
  });

  it('quotes, and disarms what a spreadsheet would run', () => {
    expect(renderCsv([{ model: HOSTILE, next: 1 }])).toBe(`model,next\r\n"'=cmd|""<b>, ",1\r\n`);
    for (const start of ['=', '+', '-', '@', '\t=']) {
      expect(renderCsv([{ model: `${start}1+1` }])).toMatch(/\r\n' ?[=+\-@]1\+1\r/);
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
