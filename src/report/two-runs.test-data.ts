import {
  aRun,
  asked,
  effort,
  simulatedVerdicts,
  someItems,
} from '../stats/simulated-run.test-data.ts';
import { buildReport, type Report } from './report.ts';

export const HOSTILE = '\u001b]0;owned\u0007\u001b[31m=cmd|"<b>,\u202e';

/** For tests: one model that asks less the more it thinks, one incomplete, of budgets that hardly differ. */
export async function twoRuns(
  secondModel = 'Qwen/Qwen3-30B-A3B-Thinking-2507-FP8',
): Promise<Report> {
  const items = someItems(12, 10);
  const shared = {
    items: items.length,
    epochs: 2,
    budgets: [asked(effort('low')), asked(effort('medium')), asked(effort('high'))],
  };
  const prices = { input: 0.25, output: 2 };
  const first = aRun({ ...shared, model: 'openai/gpt-5-mini', prices });
  const second = aRun({ ...shared, model: secondModel, seed: 8 });
  const uses = {
    first: {
      low: { asks: 80, tokens: 300 },
      medium: { asks: 65, tokens: 1200 },
      high: { asks: 40, tokens: 5200 },
    },
    second: {
      low: { asks: 50, tokens: 250 },
      medium: { asks: 52, tokens: 255 },
      high: { asks: 55, tokens: 900 },
    },
  };
  return buildReport([
    { run: first, items, verdicts: simulatedVerdicts(first, items, uses.first), errors: [] },
    {
      run: second,
      items,
      verdicts: [...simulatedVerdicts(second, items, uses.second)].slice(5),
      errors: [{ budget: 'high', kind: 'server', message: 'the endpoint answered 502', count: 3 }],
    },
  ]);
}

/** For tests: a complete run in which every share is 1, and the numbers are as wide as they get. */
export async function widestRun(): Promise<Report> {
  const items = someItems(3, 2);
  const run = aRun({
    model: 'a-model-whose-name-is-far-longer-than-any-terminal-is-wide-'.repeat(3),
    items: items.length,
    protocol: 'resolve',
    policy: 'a-policy-with-a-name',
    budgets: [asked({ name: 'a-budget-with-a-long-name', kind: 'cap', value: 100_000 })],
    prices: { input: 900_000, output: 900_000 },
  });
  const use = { 'a-budget-with-a-long-name': { asks: 100, tokens: 123_456 } };
  const verdicts = [...simulatedVerdicts(run, items, use)].map((verdict) => ({
    ...verdict,
    label: verdict.label === 'asks' ? ('asks' as const) : ('solves' as const),
    right: true,
  }));
  return buildReport([{ run, items, verdicts, errors: [] }]);
}
