import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction, rational } from '../math/fraction.ts';
import { Random } from '../math/random.ts';
import { domainOf, drawBounds, drawOutside, drawValue, formatValue } from './values.ts';

describe('values as a text shows them', () => {
  const money = { unit: 'dollar', domain: domainOf('money') };
  const measure = { unit: 'hour', domain: domainOf('measure') };
  it.each([
    ['5/2', money, '2.50'],
    ['5', money, '5'],
    ['1/100', money, '0.01'],
    ['12345/10', money, '1234.50'],
    ['1/3', money, '1/3'],
    ['5/2', { unit: 'dollar', domain: { min: '1', max: '9', step: '1/2' } }, '2.50'],
    ['5/2', measure, '2.5'],
    ['12000', measure, '12000'],
  ])('%s is shown as %#', (value, of, shown) => {
    expect(formatValue(fraction(value), of)).toBe(shown);
  });
});

describe('draws', () => {
  it('reach both ends of a range and stay on its steps', () => {
    const random = new Random('range');
    const seen = new Set(
      Array.from({ length: 200 }, () => rational(drawValue('0.5..2 step 0.5', random))),
    );
    expect(seen).toEqual(new Set(['1/2', '1', '3/2', '2']));
    const decimals = Array.from({ length: 200 }, () => rational(drawValue('0.5..0.9', random)));
    expect(new Set(decimals).size).toBe(5);
  });

  it('of a list are of the list, and its bounds are its least and greatest', () => {
    expect(['15/2', '20', '3']).toContain(rational(drawValue([7.5, 20, 3], new Random(1))));
    const { min, max } = drawBounds([7.5, 20, 3]);
    expect([rational(min), rational(max)]).toEqual(['3', '20']);
  });

  it('lie within their bounds', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.nat(500),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(),
        (a, b, step, seed) => {
          const draw = `${Math.min(a, b)}..${Math.max(a, b)} step ${step}`;
          const value = drawValue(draw, new Random(seed));
          const { min, max } = drawBounds(draw);
          expect(value.compare(min) >= 0 && value.compare(max) <= 0).toBe(true);
          expect(value.sub(min).div(step).d).toBe(1n);
        },
      ),
    );
  });

  it('are held against the domain', () => {
    expect(drawOutside('2..10', domainOf('count'))).toBeUndefined();
    expect(drawOutside('0..10', domainOf('count'))).toBe('0');
    expect(drawOutside('2..10 step 0.5', domainOf('count'))).toBe('5/2');
    expect(drawOutside([50, 120], domainOf('percent'))).toBe('120');
    expect(() => drawOutside('9..2', domainOf('count'))).toThrow(RangeError);
    expect(() => drawOutside('1..2 step 0', domainOf('count'))).toThrow(RangeError);
  });
});
