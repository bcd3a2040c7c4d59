import { describe, expect, test } from 'vitest';
import { checkCertificate } from './check.ts';
import { determine } from './determine.ts';
import { symbolsOf } from './polynomial.ts';
import { type Domain, equation, type System } from './system.ts';

const COUNT: Domain = { min: '0', max: '1000', step: '1' };
const ANY: Domain = { min: '-1000', max: '1000' };

function systemOf(
  target: string,
  premises: Record<string, string>,
  options: { domain?: Domain; domains?: Record<string, Domain>; background?: string[] } = {},
): System {
  const stated = Object.entries(premises).map(([id, text]) => equation(id, text));
  const background = (options.background ?? []).map((text, n) => equation(`background-${n}`, text));
  const symbols = [...stated, ...background].flatMap(({ polynomial }) => symbolsOf(polynomial));
  return {
    premises: stated,
    background,
    target,
    domains: new Map(
      [target, ...symbols].map((name) => [
        name,
        options.domains?.[name] ?? options.domain ?? COUNT,
      ]),
    ),
  };
}

const SHOP = { price: 'price = 3', count: 'count = 4', sum: 'total = price*count' };

describe('one answer', () => {
  test('is derived step by step, with what the target needs and no more', () => {
    const system = systemOf('change', {
      ...SHOP,
      note: 'note = 20',
      change: 'change = note - total',
      aside: 'pigeons = 7',
    });
    const result = determine(system);
    expect(result).toMatchObject({ status: 'unique', certificate: { answer: '8' } });
    if (result.status !== 'unique') return;
    const { steps, world } = result.certificate;
    expect(steps.map(({ yields }) => yields)).toEqual([
      'count',
      'note',
      'price',
      'total',
      'change',
    ]);
    expect(Object.keys(world)).toEqual(['change', 'count', 'note', 'pigeons', 'price', 'total']);
    expect(checkCertificate(system, result.certificate)).toEqual([]);
  });

  test('equations found together are used one by one where the steps before allow it', () => {
    const system = systemOf('gnu', {
      gnu: 'gnu = elk*hen',
      elk: 'hen + 3 = elk',
      dog: 'elk + 3 = dog',
      hen: 'hen - 16 = elk - dog',
    });
    const result = determine(system);
    if (result.status !== 'unique') throw new Error(result.status);
    expect(checkCertificate(system, result.certificate)).toEqual([]);
    const hen = result.certificate.steps.find(({ yields }) => yields === 'hen');
    expect(hen?.from.map(({ equation: id }) => id)).toEqual(['elk']);
  });

  test('simultaneous equations are solved together, the rest one by one', () => {
    const system = systemOf('gap', {
      heads: 'adults + children = 100',
      money: '5*adults + 3*children = 420',
      gap: 'gap = adults - children',
    });
    const result = determine(system);
    if (result.status !== 'unique') throw new Error(result.status);
    expect(result.certificate.answer).toBe('20');
    expect(result.certificate.steps.map(({ from }) => from.length)).toEqual([2, 2, 1]);
    expect(checkCertificate(system, result.certificate)).toEqual([]);
  });

  test('quantities that stay free are given values in the world', () => {
    const system = systemOf('total', { ...SHOP, odd: 'left + right = 7' });
    const result = determine(system);
    expect(result.status).toBe('unique');
    if (result.status === 'unique')
      expect(checkCertificate(system, result.certificate)).toEqual([]);
  });

  test('the target may be free of a quantity that is multiplied by zero or cancels', () => {
    const system = systemOf('t', { a: 'x = 2', b: 't = x*y - 2*y + 5', c: 'y = 4' });
    const result = determine(system);
    if (result.status !== 'unique') throw new Error(result.status);
    expect(result.certificate.steps.map(({ yields }) => yields)).toEqual(['x', 't']);
    expect(checkCertificate(system, result.certificate)).toEqual([]);
  });
});

describe('an open target', () => {
  test('has the known world as its first, and a second near it', () => {
    const system = systemOf('total', { count: 'count = 4', sum: 'total = price*count' });
    const known = { price: '3', count: '4', total: '12', elsewhere: '99' };
    const result = determine(system, { known });
    expect(result).toEqual({
      status: 'open',
      certificate: {
        kind: 'worlds',
        target: 'total',
        answers: ['12', '16'],
        worlds: [
          { price: '3', count: '4', total: '12' },
          { price: '4', count: '4', total: '16' },
        ],
      },
    });
    if (result.status === 'open') expect(checkCertificate(system, result.certificate)).toEqual([]);
  });

  test('is found where only every 60th value comes out whole', () => {
    const system = systemOf('buses', {
      shares: '3*a = 4*b',
      more: '5*c = 4*b',
      buses: 'buses = c + a',
    });
    const known = { a: '20', b: '15', c: '12', buses: '32' };
    expect(determine(system, { known }).status).toBe('open');
    expect(determine(system).status).toBe('open');
  });

  test('no equation mentions the target', () => {
    const system = systemOf('age', SHOP);
    const result = determine(system);
    expect(result.status).toBe('open');
    if (result.status === 'open') expect(checkCertificate(system, result.certificate)).toEqual([]);
  });

  test('a known world that breaks the text is only a hint', () => {
    const system = systemOf('total', { count: 'count = 5', sum: 'total = price*count' });
    const result = determine(system, { known: { price: '3', count: '4', total: '12' } });
    if (result.status !== 'open') throw new Error(result.status);
    expect(result.certificate.worlds[0].count).toBe('5');
    expect(checkCertificate(system, result.certificate)).toEqual([]);
  });

  test('the same seed gives the same worlds', () => {
    const system = systemOf('t', { a: 't = p*c', b: 'p = q + 1', c: 'c + d = e' });
    expect(determine(system, { seed: 5 })).toEqual(determine(system, { seed: 5 }));
  });
});

describe('a contradiction', () => {
  const any = { domain: ANY };
  test.each<[string, System, string[], string, [string, string]]>([
    [
      'a value stated twice',
      systemOf('total', { ...SHOP, again: 'price = 5' }, any),
      ['price', 'again'],
      'price',
      ['3', '5'],
    ],
    [
      'what several premises imply',
      systemOf('total', { ...SHOP, claim: 'total = 13', aside: 'w = 1' }, any),
      ['price', 'count', 'sum', 'claim'],
      'total',
      ['13', '12'],
    ],
    [
      'two sums',
      systemOf('x', { a: 'x + y = 10', b: 'x + y = 12' }, any),
      ['a', 'b'],
      'x + y',
      ['10', '12'],
    ],
    [
      'a square',
      systemOf('y', { a: 'x = 3', b: 'x^2 + y = 10', c: 'y = 6' }, { domain: ANY }),
      ['a', 'b', 'c'],
      'y',
      ['6', '1'],
    ],
    [
      'an equation that cannot be solved for its unknown',
      systemOf('x', { a: 'x^2 = 9', b: 'x = 2' }, { domain: COUNT }),
      ['a', 'b'],
      'x^2',
      ['4', '9'],
    ],
    [
      'a product with zero',
      systemOf('y', { a: 'x*y = 10', b: 'x = 0' }, any),
      ['a', 'b'],
      'x*y',
      ['0', '10'],
    ],
    [
      'an equation false by itself',
      systemOf('x', { a: '5 = 3', b: 'x = 1' }, any),
      ['a'],
      '0',
      ['0', '-2'],
    ],
    [
      'against the background',
      systemOf('d', { a: 'w = 2', b: 'd = 15' }, { domain: ANY, background: ['d = 7*w'] }),
      ['a', 'b'],
      'd',
      ['15', '14'],
    ],
  ])('%s', (_, system, premises, of, values) => {
    const result = determine(system);
    if (result.status !== 'inconsistent') throw new Error(JSON.stringify(result));
    const { certificate } = result;
    expect(certificate).toMatchObject({ premises, of });
    expect(certificate.values.toSorted()).toEqual(values.toSorted());
    expect(checkCertificate(system, certificate)).toEqual([]);
  });
});

describe('what cannot be proved is undecided, with the reason', () => {
  test.each<[string, System, string]>([
    ['a value outside its domain', systemOf('t', { a: 'x = 3', b: '2*t = x' }), 't would be 3/2'],
    ['no world', systemOf('t', { a: 't = 1', b: 'x^2 = 2' }), 'x'],
    ['a lone root', systemOf('t', { a: 't^2 = 9' }), 't'],
    [
      'a false background',
      systemOf('t', { a: 't = 1' }, { background: ['x = 1', 'x = 2'] }),
      'background',
    ],
    [
      'no domain',
      { ...systemOf('t', { a: 't = x' }), domains: new Map() },
      'no domain is given for t',
    ],
    [
      'numbers without end',
      systemOf('e', { a: 'a = 99999', b: 'b = a^4', c: 'c = b^4', d: 'e = c' }),
      'more than 60 digits',
    ],
    [
      'a clash that nothing but fractions could mend',
      systemOf('total', { ...SHOP, claim: 'total = 13' }),
      'price',
    ],
  ])('%s', (_, system, reason) => {
    const result = determine(system);
    expect(result).toMatchObject({ status: 'undecided', reason: expect.stringContaining(reason) });
  });
});
