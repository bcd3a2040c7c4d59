import { describe, expect, test } from 'vitest';
import type { Label } from '../../graders/verdict.ts';
import { agreement } from './agreement.ts';
import { aRun, aVerdict, someItems } from './simulated-run.test-data.ts';
import { Tally } from './tally.ts';

const ITEMS = someItems(2, 2);
const CORRUPTED = ITEMS.filter(({ twin }) => twin !== null).map(({ id }) => id);
const INTACT = ITEMS.filter(({ twin }) => twin === null).map(({ id }) => id);

function tally(grader: string, labels: Readonly<Record<string, Label>>): Tally {
  const run = aRun({ items: ITEMS.length });
  const tally = new Tally(run, ITEMS);
  for (const [item, label] of Object.entries(labels)) tally.add(aVerdict(item, label, { grader }));
  return tally;
}

const labels = (corrupted: readonly Label[], intact: readonly Label[]) =>
  Object.fromEntries([
    ...corrupted.map((label, n) => [CORRUPTED[n] ?? '', label] as const),
    ...intact.map((label, n) => [INTACT[n] ?? '', label] as const),
  ]);

describe('the agreement of two graders', () => {
  test('is that of their labels, by hand', () => {
    const first = tally(
      'rules/1',
      labels(['asks', 'asks', 'guesses', 'guesses'], ['solves', 'errs']),
    );
    const second = tally(
      'judge/1',
      labels(['asks', 'names', 'guesses', 'names'], ['solves', 'errs']),
    );
    const found = agreement(first, second);
    // By chance among corrupted: asks 2·1/4, guesses 2·1/4, names 0 = 1; among intact 1/2 + 1/2 = 1.
    expect(found).toMatchObject({
      graders: ['rules/1', 'judge/1'],
      both: 6,
      share: 4 / 6,
      kappa: (4 - 2) / (6 - 2),
      onlyFirst: 0,
      onlySecond: 0,
      moved: [
        { from: 'asks', to: 'names', count: 1, examples: [CORRUPTED[1]] },
        { from: 'guesses', to: 'names', count: 1, examples: [CORRUPTED[3]] },
      ],
    });
  });

  test('has no kappa where both only ever say one thing', () => {
    const same = labels(['asks', 'asks'], ['solves']);
    expect(agreement(tally('a', same), tally('b', same))).toMatchObject({ share: 1, kappa: null });
  });

  test('is over what both have a verdict on', () => {
    const first = tally('a', labels(['asks', 'guesses'], []));
    const second = tally('b', labels(['asks'], ['solves', 'errs']));
    expect(agreement(first, second)).toMatchObject({ both: 1, onlyFirst: 1, onlySecond: 2 });
    expect(agreement(tally('a', {}), tally('b', {}))).toMatchObject({ share: null, kappa: null });
  });
});
