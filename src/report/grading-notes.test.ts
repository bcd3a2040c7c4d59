import { describe, expect, test } from 'vitest';
import type { Grading } from '../../graders/grading.ts';
import { aRun, aVerdict, someItems } from '../stats/simulated-run.test-data.ts';
import { renderMarkdown } from './markdown.ts';
import { notes } from './notes.ts';
import { renderPlot } from './plot.ts';
import { buildReport } from './report.ts';
import { renderTable } from './table.ts';

const ITEMS = someItems(2, 2);
const GRADER = 'hybrid/1:abcdef12:judge';
const GRADING: Grading = {
  format: 'lacuna-grading/1',
  grader: GRADER,
  judges: ['judge'],
  baseUrl: 'http://127.0.0.1:9/v1',
  byRules: 5,
  byJudges: 2,
  unscored: [{ budget: 'default', why: 'unparsable', count: 1 }],
  spent: { calls: 3, input: 31_022, output: 210, reasoning: null },
  prices: { input: 1, output: 1 },
  cost: 0.031232,
  at: '2026-01-01T00:00:00.000Z',
};

const report = (grading: Grading | null) => {
  const verdicts = ITEMS.slice(1).map(({ id, twin }, n) =>
    aVerdict(id, twin === null ? 'solves' : 'asks', {
      grader: GRADER,
      confidence: n < 2 ? 0.4 : 0.9,
      ...(n === 0 ? { judged: { votes: [], doubts: ['injection' as const] } } : {}),
    }),
  );
  const run = aRun({ items: ITEMS.length });
  return buildReport([{ run, items: ITEMS, verdicts, errors: [], grading }]);
};
const lines = async (grading: Grading | null) =>
  notes(await report(grading)).flatMap((group) => group.lines);

describe('beside the numbers stands', () => {
  test('how many verdicts are unsure, with the headline too', async () => {
    expect(await lines(GRADING)).toContainEqual(
      expect.stringMatching(
        /^Unsure, and counted as the best label: under default 2 of 7, 1 of them suspect\. Suspect: /,
      ),
    );
    const table = renderTable(await report(GRADING), { width: 80, color: false });
    expect(table).toContain(`${GRADER} · 2 unsure`);
    const scores = (await report(GRADING)).runs[0]?.budgets[0]?.scores;
    expect([scores?.unsure, scores?.suspect]).toEqual([2, 1]);
  });

  test('how many verdicts are the judges’, and what judging took', async () => {
    expect(await lines(GRADING)).toContain(
      '5 verdicts by rules alone, 2 by judge. Judging took 3 calls, 31,022 tokens in and 210 out, $0.03: no part of the tokens and cost above.',
    );
    const unknown = { ...GRADING, spent: { ...GRADING.spent, output: null }, cost: null };
    expect(await lines(unknown)).toContainEqual(
      expect.stringContaining('31,022 tokens in and unknown out, at an unknown cost'),
    );
  });

  test('what was left out, and why, with the denominator', async () => {
    expect(await lines(GRADING)).toContain(
      'Incomplete: under default 1 of 8 verdicts are missing (judges gave no answer: 1 unparsable; `lacuna grade` asks them again); its score is over 3 pairs.',
    );
  });

  test('whose row is whose, where graders differ', async () => {
    const [one] = (await report(GRADING)).runs;
    if (!one) throw new Error('no run');
    const both = { ...(await report(GRADING)), runs: [one, { ...one, grader: 'rules/1' }] };
    const plot = renderPlot(both, { width: 80, color: false });
    const markdown = renderMarkdown(both);
    for (const grader of [GRADER, 'rules/1']) {
      expect(plot).toContain(`some-model · ${grader}: `);
      expect(markdown).toContain(`| some-model · ${grader} | default |`);
    }
    expect(renderPlot(await report(GRADING), { width: 80, color: false })).toContain(
      'some-model: ',
    );
  });

  test('nothing of a record that is of other verdicts', async () => {
    const stale = { ...GRADING, grader: 'hybrid/1:00000000:another' };
    expect((await report(stale)).runs[0]?.grading).toBeNull();
    expect((await lines(null)).join('\n')).not.toMatch(/by rules alone|gave no answer/);
  });
});
