import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { display, fitsRecord, fraction, Rational, rational } from './fraction.ts';

describe('exact numbers', () => {
  test('a decimal is read exactly', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.nat(20), (digits, places) => {
        const sign = digits < 0n ? '-' : '';
        const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
        const decimal = `${sign}${text.slice(0, text.length - places)}${places > 0 ? '.' : ''}${text.slice(text.length - places)}`;
        expect(
          fraction(decimal).equals(fraction(digits).div(fraction(10n ** BigInt(places)))),
        ).toBe(true);
      }),
    );
  });

  test('the record form is in lowest terms and reads back the same', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (n, d) => {
        fc.pre(n < 10n ** 60n && -n < 10n ** 60n && d < 10n ** 60n);
        const text = rational(fraction(`${n}/${d}`));
        expect(Rational.parse(text)).toBe(text);
        expect(rational(fraction(text))).toBe(text);
      }),
    );
    expect(rational(fraction('-6/4'))).toBe('-3/2');
    expect(rational(fraction('-0'))).toBe('0');
  });

  test.each([
    '',
    ' 5',
    '5 ',
    '1e3',
    '0x10',
    '5/0',
    '5/00',
    '1/2/3',
    '1.',
    '.5',
    '--5',
    '+5',
    'NaN',
    '½',
    '1_000',
    '1.5/2',
    '1'.repeat(61),
  ])('%j is no exact number', (text) => {
    expect(() => fraction(text)).toThrow(RangeError);
  });

  test.each([
    ['5', '5'],
    ['5/2', '2.5'],
    ['-1/8', '-0.125'],
    ['7/3', '7/3'],
  ])('%s is shown to people as %s', (value, shown) => {
    expect(display(value)).toBe(shown);
    expect(display(fraction(value))).toBe(shown);
  });

  test('a record holds 60 digits on either side of the line', () => {
    const most = fraction('9'.repeat(60));
    expect(fitsRecord(most)).toBe(true);
    expect(fitsRecord(most.add(1))).toBe(false);
    expect(fitsRecord(most.add(1).inverse())).toBe(false);
  });
});
