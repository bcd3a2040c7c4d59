import { expect, test } from 'vitest';
import { coinciding } from './compute-page.tsx';

const curve = (name: string, share: number, tokens: number, low = share) => ({
  name,
  points: [{ budget: 'low', tokens, share, low, high: share }],
});

test('lines that lie on one another are one, and those apart stay apart', () => {
  const groups = coinciding([
    curve('a', 0, 100),
    curve('b', 1, 100),
    curve('c', 0, 105),
    curve('d', 0, 105, 0.1),
    curve('e', 0, 400),
    curve('f', 0, 100),
    curve('g', 1, 100),
    { name: 'h', points: [] },
  ]);
  expect(groups.map(({ names }) => names.join())).toEqual(['a,c,f', 'b,g', 'd', 'e', 'h']);
  expect(groups.map(({ curve: { name } }) => name)).toEqual([
    'a and 2 more',
    'b, g',
    'd',
    'e',
    'h',
  ]);
});
