import { type Fraction, fraction, rational } from '../src/math/fraction.ts';
import { add, type Polynomial, scale } from '../src/math/polynomial.ts';
import type { Random } from '../src/math/random.ts';
import { type Domain, type Equation, equation, type System } from '../src/math/system.ts';

/** A system whose status follows from how it was made, and the world that it was made from. */
export interface Made {
  readonly system: System;
  readonly world: Record<string, string>;
}

const WHOLE: Domain = { min: '0', max: '100000000', step: '1' };
const ANY: Domain = { min: '-100000000', max: '100000000' };

interface Draft {
  readonly equations: Equation[];
  readonly names: readonly string[];
  readonly values: ReadonlyMap<string, number>;
  /** Per quantity, those that it is computed from. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
}

/** The target has one value. */
export function uniqueSystem(random: Random, size: number): Made {
  const draft = drafted(random, size);
  return made(random, draft, random.pick(draft.names), draft.equations, WHOLE);
}

/** An equation that the target needs is missing. */
export function openSystem(random: Random, size: number): Made {
  const draft = drafted(random, size);
  const target = random.pick(draft.names);
  const needed = new Set([target]);
  for (const name of needed) for (const input of draft.inputs.get(name) ?? []) needed.add(input);
  const missing = random.pick([...needed]);
  const equations = draft.equations.filter(({ id }) => id !== `says-${missing}`);
  return made(random, draft, target, equations, WHOLE);
}

/**
 * One more statement says of something that it is more than it is. Products are of given quantities
 * only, so that without any one premise a solution in fractions exists, not only in roots.
 */
export function clashingSystem(random: Random, size: number): Made {
  const draft = drafted(random, size, true);
  const [a, b] = random.shuffle(draft.names);
  const sum = (draft.values.get(a ?? '') ?? 0) + (draft.values.get(b ?? '') ?? 0);
  const claim = equation('claim', `${a} + ${b} = ${sum + random.int(1, 9)}`);
  const { system, world } = made(random, draft, random.pick(draft.names), draft.equations, ANY);
  return { system: { ...system, premises: [...system.premises, claim] }, world };
}

/** Only sums and products of positive numbers: whatever a quantity depends on, it grows with. */
function drafted(random: Random, size: number, givenFactors = false): Draft {
  const names = random
    .shuffle(['ant', 'bee', 'cow', 'dog', 'elk', 'fox', 'gnu', 'hen'])
    .slice(0, size);
  const values = new Map<string, number>();
  const inputs = new Map<string, string[]>();
  const equations = names.map((name, index) => {
    const [x, y] = random.shuffle(names.slice(0, index));
    const [u, v] = [values.get(x ?? ''), values.get(y ?? '')];
    const id = `says-${name}`;
    const factor = random.int(1, 5);
    const form = random.int(0, 3);
    if (x === undefined || u === undefined || form === 0) {
      const value = random.int(1, 20);
      values.set(name, value);
      return equation(id, `${name} = ${value}`);
    }
    if (y === undefined || v === undefined || form === 1) {
      values.set(name, factor * u + 3);
      inputs.set(name, [x]);
      return equation(id, `${factor}*${x} + 3 = ${name}`);
    }
    const given = !inputs.has(x) && !inputs.has(y);
    inputs.set(name, [x, y]);
    if (form === 2 && u * v < 5000 && (given || !givenFactors)) {
      values.set(name, u * v);
      return equation(id, `${name} = ${x}*${y}`);
    }
    values.set(name, factor * u + v);
    return equation(id, `${name} - ${y} = ${factor}*${x}`);
  });
  return { equations, names, values, inputs };
}

/** Equations are added to each other, which changes nothing but the work, and shuffled. */
function made(
  random: Random,
  draft: Draft,
  target: string,
  equations: readonly Equation[],
  domain: Domain,
): Made {
  const mixed = [...equations];
  for (let times = random.int(0, 3); times > 0 && mixed.length > 1; times--) {
    const [from, to] = random.shuffle([...mixed.keys()]);
    const [a, b] = [mixed[from ?? 0], mixed[to ?? 0]];
    if (a && b && isLinear(a.polynomial) && isLinear(b.polynomial)) {
      const factor = fraction(random.pick(['1', '2', '-1', '1/2']));
      mixed[to ?? 0] = { id: b.id, polynomial: mixedIn(b.polynomial, a.polynomial, factor) };
    }
  }
  const shuffled = random.shuffle(mixed);
  const cut = random.int(1, shuffled.length);
  return {
    system: {
      premises: shuffled.slice(0, cut),
      background: shuffled.slice(cut),
      domains: new Map(draft.names.map((name) => [name, domain])),
      target,
    },
    world: Object.fromEntries(
      Array.from(draft.values, ([name, value]) => [name, rational(fraction(value))]),
    ),
  };
}

function mixedIn(to: Polynomial, from: Polynomial, factor: Fraction): Polynomial {
  return add(to, scale(from, factor));
}

function isLinear(polynomial: Polynomial): boolean {
  return [...polynomial.keys()].every((monomial) => !monomial.includes('*'));
}
