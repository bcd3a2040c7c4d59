import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { INTACT, MISSING } from '../../src/protocol/fixtures/items.ts';
import { ItemList } from './item-list.tsx';
import { ALL_ITEMS } from './item-row.ts';
import { itemRows } from './item-rows.ts';

test('the share that got a pair right is rounded once, where it is shown', () => {
  const pair = { corrupted: MISSING, intact: INTACT, split: null };
  const counts = new Map([[pair.corrupted.id, { judged: 11, right: 5, labels: new Map() }]]);
  const rows = itemRows([pair], counts);
  expect(rows.map(({ right }) => right)).toEqual([(100 * 5) / 11]);
  // 45.45…: rounded to 45.5 first, it would be 46.
  expect(renderToString(h(ItemList, { rows, view: ALL_ITEMS }))).toContain('<td>45%</td>');
});
