import { expect, it } from 'vitest';
import {
  dollars,
  percent,
  points,
  pointsBeside,
  pointsInterval,
  tokens,
  withInterval,
} from './numbers.ts';

it.each([
  [null, '–'],
  [0, '0'],
  [812.4, '812'],
  [999.6, '1.0k'],
  [1234, '1.2k'],
  [12_345, '12k'],
  [999_600, '1.0M'],
  [4_560_000, '4.6M'],
])('tokens are short: %s as %s', (count, text) => expect(tokens(count)).toBe(text));

it.each([
  [null, '–'],
  [0, '$0.00'],
  [0.001, '<$0.01'],
  [1.239, '$1.24'],
  [12_345, '$12k'],
])('dollars are short, and unknown is not 0: %s as %s', (amount, text) =>
  expect(dollars(amount)).toBe(text),
);

it('a bound near the limit does not read as the limit', () => {
  const beside = [-0.0198, -0.01996, -0.0203, -0.02, 0.02].map((bound) =>
    pointsBeside(bound, -0.02),
  );
  expect(beside).toEqual(['−1.98', '−1.996', '−2.03', '−2.0', '+2.0']);
});

it('bounds that nobody knows are a dash', () => {
  expect(pointsInterval({ low: -0.3, high: 0.1 })).toBe('[−30.0, +10.0]');
  expect(pointsInterval({ low: null, high: null })).toBe('[–]');
});

it('shares are percentages, differences signed points', () => {
  expect(percent(null)).toBe('–');
  expect(withInterval({ share: 0.8333, low: 0.712, high: 0.91 })).toBe('83.3 [71.2, 91.0]');
  expect(withInterval({ share: 1, low: null, high: null })).toBe('100.0');
  expect([points(-0.213), points(0.05), points(-0.0001)]).toEqual(['−21.3', '+5.0', '0.0']);
});
