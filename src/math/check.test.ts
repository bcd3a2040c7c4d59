import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clashingSystem, openSystem, uniqueSystem } from '../../bench/random-systems.ts';
import { Certificate } from './certificate.ts';
import { checkCertificate } from './check.ts';
import { determine } from './determine.ts';
import { fraction, rational } from './fraction.ts';
import { add, constant, substitute } from './polynomial.ts';
import { Random } from './random.ts';
import { type Equation, equation, type System } from './system.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const MAKERS = [uniqueSystem, openSystem, clashingSystem] as const;

/** A random system with its certificate; undecided ones are passed over. */
const certified = fc
  .tuple(fc.constantFrom(...MAKERS), fc.integer(), fc.integer({ min: 2, max: 7 }))
  .map(([make, seed, size]) => make(new Random(seed), size).system)
  .map((system) => ({ system, result: determine(system) }))
  .filter(({ result }) => result.status !== 'undecided')
  .map(({ system, result }) => {
    if (result.status === 'undecided') throw new Error('filtered above');
    return { system, certificate: result.certificate };
  });

describe('no single change to a certificate goes unnoticed', () => {
  test('whatever is changed, dropped, doubled, moved, swapped or renamed', () => {
    fc.assert(
      fc.property(certified, ({ system, certificate }) => {
        expect(checkCertificate(system, certificate)).toEqual([]);
        for (const { what, changed } of changes(system, certificate)) {
          const parsed = Certificate.safeParse(changed);
          // What the schema rejects never gets as far as the checker.
          if (!parsed.success) continue;
          if (what.startsWith('swapped') && isAnotherProof(system, certificate, parsed.data)) {
            continue;
          }
          const problems = checkCertificate(system, parsed.data);
          if (problems.length === 0) {
            expect.fail(`${what}\n${JSON.stringify(certificate)}\n${JSON.stringify(changed)}`);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('an equation of the system is altered', () => {
    fc.assert(
      fc.property(certified, ({ system, certificate }) => {
        const relevant =
          certificate.kind === 'conflict'
            ? new Set([...certificate.premises, ...system.background.map(({ id }) => id)])
            : new Set([...system.premises, ...system.background].map(({ id }) => id));
        for (const id of relevant) {
          const alter = (old: Equation) =>
            old.id === id ? { id, polynomial: add(old.polynomial, constant(fraction(1))) } : old;
          const altered = {
            ...system,
            premises: system.premises.map(alter),
            background: system.background.map(alter),
          };
          expect(checkCertificate(altered, certificate), id).not.toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/**
 * Swapping the values of two quantities that the system treats alike makes another world that is as
 * true as the first: not a damaged proof but a different one.
 */
function isAnotherProof(system: System, before: Certificate, after: Certificate): boolean {
  if (before.kind !== 'conflict' && after.kind !== 'conflict') {
    const worlds = after.kind === 'worlds' ? after.worlds : [after.world];
    const answers = after.kind === 'worlds' ? after.answers : [after.answer];
    const old = before.kind === 'worlds' ? before.worlds : [before.world];
    return (
      JSON.stringify(worlds) !== JSON.stringify(old) &&
      worlds.every(
        (world, index) =>
          world[after.target] === answers[index] &&
          satisfies([...system.premises, ...system.background], world),
      ) &&
      JSON.stringify({ ...before, worlds: 0, world: 0 }) ===
        JSON.stringify({ ...after, worlds: 0, world: 0 })
    );
  }
  if (before.kind !== 'conflict' || after.kind !== 'conflict') return false;
  return (
    JSON.stringify({ ...before, without: 0 }) === JSON.stringify({ ...after, without: 0 }) &&
    before.premises.every((id) => {
      const others = [...system.premises, ...system.background].filter(
        (other) =>
          other.id !== id &&
          (before.premises.includes(other.id) || system.background.includes(other)),
      );
      const world = after.without[id];
      const keys = Object.keys(before.without[id] ?? {});
      return (
        world !== undefined &&
        Object.keys(world).sort().join() === keys.sort().join() &&
        satisfies(others, world)
      );
    })
  );
}

function satisfies(equations: readonly Equation[], world: Record<string, string>): boolean {
  const values = new Map(Object.entries(world).map(([name, value]) => [name, fraction(value)]));
  return equations.every(({ polynomial }) => substitute(polynomial, values).size === 0);
}

/** Every certificate that is one change away. */
function changes(system: System, certificate: Certificate): Array<{ what: string; changed: Json }> {
  const symbols = [...system.domains.keys()];
  const ids = [...system.premises, ...system.background].map(({ id }) => id);
  const found: Array<{ what: string; changed: Json }> = [];
  const visit = (node: Json, rebuild: (part: Json) => Json, path: string): void => {
    const offer = (how: string, part: Json) => {
      if (JSON.stringify(part) === JSON.stringify(node)) return;
      found.push({ what: `${how} at ${path}`, changed: rebuild(part) });
    };
    if (typeof node === 'string') {
      const others = /^-?\d/.test(node)
        ? otherNumbers(node)
        : [...(symbols.includes(node) ? symbols : []), ...(ids.includes(node) ? ids : []), 'zebra'];
      for (const other of others) offer('changed', other);
    } else if (Array.isArray(node)) {
      for (const [i, part] of node.entries()) {
        visit(part, (next) => rebuild(node.with(i, next)), `${path}[${i}]`);
        offer('dropped', node.toSpliced(i, 1));
        offer('doubled', node.toSpliced(i, 0, part));
        for (const [j, other] of node.entries()) {
          offer('swapped', node.with(i, other).with(j, part));
          offer('moved', node.toSpliced(i, 1).toSpliced(j, 0, part));
        }
      }
    } else if (node !== null && typeof node === 'object') {
      const entries = Object.entries(node);
      for (const [key, part] of entries) {
        const rest = entries.filter(([other]) => other !== key);
        visit(part, (next) => rebuild({ ...node, [key]: next }), `${path}.${key}`);
        offer('dropped', Object.fromEntries(rest));
        for (const name of symbols.includes(key) ? [...symbols, 'zebra'] : []) {
          if (name !== key) offer('renamed', Object.fromEntries([...rest, [name, part]]));
        }
        for (const [other, value] of rest) {
          if (typeof part === typeof value)
            offer('swapped', { ...node, [key]: value, [other]: part });
        }
      }
    }
  };
  visit(JSON.parse(JSON.stringify(certificate)), (part) => part, '');
  return found;
}

function otherNumbers(text: string): string[] {
  const value = fraction(text);
  return [
    rational(value.add(1)),
    rational(value.neg()),
    rational(value.mul(10)),
    `0${text}`,
    `${2n * value.n * value.s}/${2n * value.d}`,
    text.includes('/') ? text : `${text}/1`,
    '0',
    '-0',
    '9'.repeat(60),
  ];
}

describe('a hostile certificate is a problem found, never an exception', () => {
  const system: System = {
    premises: [equation('a', 'x = 3'), equation('b', 'y = x + 1')],
    background: [],
    domains: new Map(['x', 'y'].map((name) => [name, { min: '0', max: '9', step: '1' }])),
    target: 'y',
  };
  const step = { yields: 'x', value: '3', from: [{ equation: 'a', times: '1' }] };
  const last = { yields: 'y', value: '4', from: [{ equation: 'b', times: '1' }] };
  const good = {
    kind: 'derivation' as const,
    target: 'y',
    answer: '4',
    steps: [step, last],
    world: { x: '3', y: '4' },
  };
  const conflict = {
    kind: 'conflict' as const,
    premises: ['a', 'b'],
    of: 'x',
    values: ['3', '4'] as [string, string],
    first: [step],
    second: [step],
    without: { a: {}, b: {} },
  };

  test('the untouched one holds', () => {
    expect(checkCertificate(system, good)).toEqual([]);
  });

  test.each<[string, Certificate]>([
    [
      'an unknown equation',
      { ...good, steps: [{ ...step, from: [{ equation: 'no', times: '1' }] }, last] },
    ],
    [
      'an equation named like a method',
      { ...good, steps: [{ ...step, from: [{ equation: 'constructor', times: '1' }] }, last] },
    ],
    ['an unknown quantity', { ...good, steps: [{ ...step, yields: 'toString' }, last] }],
    [
      'a number over a megabyte',
      { ...good, steps: [{ ...step, value: '9'.repeat(1_000_000) }, last] },
    ],
    ['division by zero', { ...good, steps: [{ ...step, value: '3/0' }, last] }],
    ['no steps', { ...good, steps: [] }],
    ['no world', { ...good, world: {} }],
    ['a world of prototypes', { ...good, world: JSON.parse('{"__proto__":{"x":"3"},"y":"4"}') }],
    [
      'an expression that does not parse',
      { ...conflict, of: 'x +* (', first: [{ ...step, yields: 'x +* (' }] },
    ],
    [
      'an expression that explodes',
      { ...conflict, of: '9^4^4^4^4^4', first: [{ ...step, yields: '9^4^4^4^4^4' }] },
    ],
    ['an empty conflict', { ...conflict, premises: [] }],
    ['a premise that does not exist', { ...conflict, premises: ['a', 'zebra'] }],
    ['a derivation of another quantity', { ...good, target: 'x', answer: '3', steps: [step] }],
  ])('%s', (_, certificate) => {
    expect(checkCertificate(system, certificate)).not.toEqual([]);
  });

  test('records of the wrong shape', () => {
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom(...Object.keys(good), ...Object.keys(conflict)) }),
        (object) => {
          const wild: Certificate = { ...good, ...JSON.parse(JSON.stringify(object)) };
          expect(Array.isArray(checkCertificate(system, wild))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a world outside a domain', () => {
    const domains = new Map(system.domains).set('y', { min: '5', max: '9', step: '1' });
    expect(checkCertificate({ ...system, domains }, good).join()).toMatch('outside its domain');
  });

  test('a step that nothing needs', () => {
    const more = {
      ...system,
      premises: [...system.premises, equation('c', 'w = 2')],
      domains: new Map(system.domains).set('w', { min: '0', max: '9' }),
    };
    const idle = { yields: 'w', value: '2', from: [{ equation: 'c', times: '1' }] };
    const world = { ...good.world, w: '2' };
    expect(checkCertificate(more, { ...good, world })).toEqual([]);
    const padded = { ...good, world, steps: [idle, step, last] };
    expect(checkCertificate(more, padded)).toEqual(['step 1 (w): no later step needs it']);
  });

  test('a world in which a quantity could be anything', () => {
    const free = {
      ...system,
      premises: [equation('a', 'x = 0'), equation('b', 'y = x*p + q')],
      domains: new Map(['x', 'y', 'p', 'q'].map((name) => [name, { min: '0', max: '9' }])),
    };
    const worlds: [Record<string, string>, Record<string, string>] = [
      { p: '5', q: '1', x: '0', y: '1' },
      { p: '5', q: '2', x: '0', y: '2' },
    ];
    const certificate = {
      kind: 'worlds' as const,
      target: 'y',
      answers: ['1', '2'] as [string, string],
      worlds,
    };
    expect(checkCertificate(free, certificate).join()).toMatch('p could have any value');
  });

  test('two equations with one id', () => {
    const premises = [...system.premises, equation('a', 'x = 3')];
    expect(checkCertificate({ ...system, premises }, good)).toEqual([
      'two equations have the same id',
    ]);
  });
});
