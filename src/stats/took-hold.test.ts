import { describe, expect, it } from 'vitest';
import { aRun, asked, effort, simulatedVerdicts, someItems } from './simulated-run.test-data.ts';
import { Tally } from './tally.ts';
import { type FailedCalls, tookHold } from './took-hold.ts';

const items = someItems(6, 4);
// Out of order: rank is by amount, not by place.
const budgets = [asked(effort('high')), asked(effort('low'))];

async function findings(
  low: number | null,
  high: number | null,
  failed: FailedCalls[] = [],
  of = items,
) {
  const run = aRun({ items: of.length, budgets });
  const use = { low: { asks: 50, tokens: low }, high: { asks: 50, tokens: high } };
  const tally = await new Tally(run, of).addAll(simulatedVerdicts(run, of, use));
  return tookHold(tally, failed).map(({ budget, kind }) => `${budget} ${kind}`);
}

describe('whether a budget took hold', () => {
  it('is not doubted where more was used', async () => {
    expect(await findings(200, 800)).toEqual([]);
  });

  it('is denied where as much or less was used', async () => {
    expect(await findings(800, 800)).toEqual(['high flat']);
    expect(await findings(800, 200)).toEqual(['high flat']);
  });

  it('is left open where the difference is within the noise', async () => {
    expect(await findings(700, 1000, [], someItems(1, 2))).toEqual(['high unsure']);
  });

  it('cannot be told without token counts', async () => {
    expect(await findings(null, 500)).toEqual(['low unreported']);
  });

  it('is denied where the endpoint refused it, in its words', async () => {
    const refused = { budget: 'high', kind: 'budget', message: 'unknown field', count: 2 };
    expect(await findings(200, 800, [refused])).toEqual(['high refused']);
    const other = { ...refused, kind: 'server' };
    expect(await findings(200, 800, [other])).toEqual([]);
  });

  it('is said of a budget that resolves to another', () => {
    const run = aRun({ budgets: [asked(effort('low')), asked(effort('high'), 'low')] });
    expect(tookHold(new Tally(run, someItems(2, 1)), [])).toEqual([
      {
        budget: 'high',
        kind: 'same',
        message: expect.stringContaining('high sends the same requests as low'),
      },
    ]);
  });
});
