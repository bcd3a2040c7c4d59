import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbers } from './numbers.ts';

const read = (text: string) => numbers(text).map(({ value }) => value.toFraction());

describe('numbers are read exactly', () => {
  test.each([
    ['7 apples', ['7']],
    ['1,234,567 and 1 234', ['1234567', '1234']],
    ['1{,}250 steps', ['1250']],
    ['1.234,5 kg', ['2469/2']],
    ['12.75', ['51/4']],
    ['0,96', ['24/25']],
    ['2,3,4', ['2', '3', '4']],
    ['3/4 of them', ['3/4']],
    ['1 1/2 cups', ['3/2']],
    ['2½ cups', ['5/2']],
    ['$\\frac{3}{8}$ and \\dfrac12', ['3/8', '1/2']],
    ['\\boxed{42}', ['42']],
    ['**$17.50**', ['35/2']],
    ['25% off', ['25']],
    ['ends at 12.', ['12']],
    ['ninety-five', ['95']],
    ['twenty-one thousand', ['21000']],
    ['two hundred and twelve', ['212']],
    ['half of them', ['1/2']],
    ['three, four', ['3', '4']],
    ['x = -5', ['-5']],
    ['12-5', ['12', '5']],
    ['6/0', ['6', '0']],
  ])('%s', (text, values) => expect(read(text)).toEqual(values));
});

describe('what is no number is none', () => {
  test.each([
    'constructor __proto__ toString',
    'at 16:30',
    '9^9^9^9',
    'x_2',
    'H2O',
    `${'7'.repeat(41)}`,
    '',
    'none',
  ])('%s', (text) => expect(read(text)).toEqual([]));
  test('two megabytes of digits', () => expect(read('9'.repeat(2_000_000))).toEqual([]));
});

test('any integer and decimal comes back as it was written, with its place', () => {
  const amounts = fc.tuple(
    fc.integer({ min: 0, max: 999_999_999 }),
    fc.integer({ min: 0, max: 99 }),
  );
  fc.assert(
    fc.property(amounts, ([whole, cents]) => {
      const decimals = String(cents).padStart(2, '0');
      const text = `It costs $${whole.toLocaleString('en')}.${decimals} today.`;
      const [first, ...others] = numbers(text);
      expect(others).toEqual([]);
      expect(first?.value.mul(100).toFraction()).toBe(String(whole * 100 + cents));
      expect(text.slice(...(first?.span ?? [0, 0]))).toBe(
        `${whole.toLocaleString('en')}.${decimals}`,
      );
    }),
  );
});
