import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from './row.ts';
import {
  BEST,
  DEFAULT_VIEW,
  SORT_KEYS,
  shownRows,
  type TableView,
  viewFromQuery,
  viewToQuery,
} from './table-view.ts';

const row = (some: Partial<Row>): Row => ({
  ...{ slug: 'a', model: 'Aster', vendor: 'Aldine', budget: 'low', protocol: 'ask' },
  ...{ policy: 'plain', items: 'v1/test', date: '2026-01-01', rank: null },
  ...{ score: 50, low: 40, high: 60, asks: 50, guesses: 50, overasks: 0, solves: 100 },
  ...{ tokens: 100, cost: null, registered: null, complete: true, checked: true, best: false },
  ...some,
});

const ROWS = [
  row({ model: 'Model 10', score: 30, tokens: null }),
  row({ model: 'Model 9', score: 70, tokens: 900, budget: 'high', best: true }),
  row({ model: 'Model 2', score: null, tokens: 20, vendor: null }),
];
const models = (view: Partial<TableView>) =>
  shownRows(ROWS, { ...DEFAULT_VIEW, ...view }).map(({ model }) => model);

test('sorts numbers and names, with what is unknown last in both directions', () => {
  expect(models({})).toEqual(['Model 9', 'Model 10', 'Model 2']);
  expect(models({ descending: false })).toEqual(['Model 10', 'Model 9', 'Model 2']);
  expect(models({ sort: 'tokens', descending: false })).toEqual(['Model 2', 'Model 9', 'Model 10']);
  expect(models({ sort: 'model', descending: false })).toEqual(['Model 2', 'Model 9', 'Model 10']);
});

test('filters by words of model and vendor, by a choice, and to the best budget', () => {
  expect(models({ text: 'aldine 9' })).toEqual(['Model 9']);
  expect(models({ budget: 'high' })).toEqual(['Model 9']);
  expect(models({ budget: BEST })).toEqual(['Model 9']);
  expect(models({ vendor: 'Nobody' })).toEqual([]);
});

test('every view comes back from its address', () => {
  const text = fc.string({ maxLength: 40 });
  const view = fc.record({
    sort: fc.constantFrom(...SORT_KEYS),
    descending: fc.boolean(),
    ...{ text, vendor: text, budget: text, protocol: text, policy: text, items: text },
  });
  fc.assert(
    fc.property(view, (some) => {
      expect(viewFromQuery(viewToQuery(some))).toEqual(some);
    }),
  );
  expect(viewToQuery(DEFAULT_VIEW)).toBe('');
});

test('an address that says nonsense shows the default', () => {
  expect(viewFromQuery('?sort=-constructor&sort=x&%%%')).toEqual(DEFAULT_VIEW);
});
