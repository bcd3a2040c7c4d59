import { expect, test } from 'vitest';
import { aRun, asked, aVerdict, effort } from '../stats/simulated-run.test-data.ts';
import type { Explored, ItemFacts } from '../stats/tally.ts';
import { Tally } from '../stats/tally.ts';
import { reportExplore } from './explore.ts';
import { exploreNotes } from './explore-sections.ts';

const ITEMS: ItemFacts[] = [...'abcdefgh'].map((family) => ({
  ...{ id: `${family}.remove`, twin: `${family}.intact`, family, topic: 'shopping' },
  ...{ operator: 'remove', certificate: { kind: 'worlds' } },
}));
const SOURCES = ['Eskil', 'Ngozi', 'Fenna', 'Kwame', 'Zoltan'];

const talk = (places: number[]): Explored => ({
  sources: SOURCES,
  best: 4,
  asked: places,
  knew: places.map((place) => place === 4),
});
const FOUND = talk([0, 1, 2, 3, 4, 4, 4, 4]);
const LOST = talk([0, 1, 2, 3, 3, 3, 3, 3]);

/** Under low all is found, under high by every second family; high uses four times the tokens. */
async function aTally(changes: Parameters<typeof aRun>[0] = {}): Promise<Tally> {
  const run = aRun({
    ...{ protocol: 'explore', explore: 'hard', maxTurns: 8, items: ITEMS.length },
    budgets: [asked(effort('low')), asked(effort('high'))],
    ...changes,
  });
  const spent = (output: number) => ({ calls: 8, input: 800, output, reasoning: null });
  return new Tally(run, ITEMS).addAll(
    ITEMS.flatMap(({ id }, i) => [
      aVerdict(id, 'asks', { budget: 'low', explored: FOUND, spent: spent(100) }),
      aVerdict(id, 'asks', {
        ...{ budget: 'high', spent: spent(400) },
        explored: i % 2 === 0 ? FOUND : LOST,
      }),
    ]),
  );
}

test('the slope is of what is found, for each doubling of the tokens, with its interval', async () => {
  const [report, ...others] = reportExplore([{ tally: await aTally(), failed: [] }]);
  expect(others).toEqual([]);
  const [row] = report?.slopes ?? [];
  // From 1 to 1/2 over two doublings.
  expect(row?.slope).toMatchObject({ pairs: 8, families: 8, budgets: 2 });
  expect(row?.slope.perDoubling).toBeCloseTo(-0.25, 12);
  expect(row?.slope.low).toBeLessThan(-0.25);
  expect(row?.slope.high).toBeLessThan(0);
  const notes = report ? exploreNotes(report).join('\n') : '';
  expect(notes).toContain('found, hard · plain: slope per doubling of tokens −25.0 points [');
  expect(notes).toContain('Found by chance, at most: hard 20%.');
});

test('conditions and policies of a model stand in one report, in their order', async () => {
  const tallies = [
    await aTally({ explore: 'easy', policy: 'cot' }),
    await aTally({ explore: 'hard+hint' }),
    await aTally({ explore: 'hard', policy: 'cot' }),
    await aTally(),
    await aTally({ model: 'another' }),
    await aTally({ maxTurns: 9 }),
  ];
  const reports = reportExplore(tallies.map((tally) => ({ tally, failed: [] })));
  expect(reports.map(({ budgets }) => budgets[0]?.rows.length)).toEqual([4, 1, 1]);
  const rows = reports[0]?.budgets[0]?.rows ?? [];
  expect(rows.map(({ condition, policy }) => `${condition} ${policy}`)).toEqual([
    ...['hard plain', 'hard cot', 'hard+hint plain', 'easy cot'],
  ]);
  // Once for each instance, whatever the hint.
  const beside = reports[0]?.strategies.map(({ instance, strategy }) => `${instance} ${strategy}`);
  expect(beside).toHaveLength(2 * 4);
  expect(new Set(beside).size).toBe(8);
});

test('a call that failed for good makes it incomplete', async () => {
  const failed = [{ budget: 'low', kind: 'server', message: 'gone', count: 1 }];
  const [report] = reportExplore([{ tally: await aTally(), failed }]);
  expect(report?.complete).toBe(false);
});
