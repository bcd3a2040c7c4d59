import { describe, expect, it } from 'vitest';
import { type Difficulty, difficultyOf } from './difficulty.ts';

const value = (id: string) => ({
  id,
  equation: `${id} = 2`,
  gives: id,
  span: [0, 1] as [number, number],
});
const relation = (id: string) => ({
  id,
  equation: 'a = b',
  gives: null,
  span: [0, 1] as [number, number],
});
const quantity = (id: string) => ({
  id,
  noun: id,
  unit: '',
  also: [],
  domain: { min: '0', max: '9' },
});
const step = (yields: string, ...from: string[]) => ({
  yields,
  value: '2',
  from: from.map((equation) => ({ equation, times: '1' })),
});

type Intact = Parameters<typeof difficultyOf>[1];
type Measured = Parameters<typeof difficultyOf>[0];

/** An intact problem of so many premises, whose answer takes these steps. */
function intactOf(premises: Intact['premises'], steps: Array<ReturnType<typeof step>>): Intact {
  return {
    premises,
    derivation: { kind: 'derivation', target: 'total', answer: '2', steps, world: {} },
  };
}

const INTACT = intactOf(
  [value('a'), value('b'), relation('half')],
  [step('a', 'a'), step('b', 'b'), step('c', 'half'), step('total', 'b1')],
);

const TEXT: Measured = {
  text: 'He has 2 pens – 5 of them red. How many are blue?',
  premises: [value('a'), value('b'), relation('half')],
  quantities: ['a', 'b', 'c', 'total'].map(quantity),
  target: 'total',
  asides: [],
  change: { kind: 'none' },
};

const gap = (premise: string, at: number): Measured['change'] => ({
  kind: 'gap',
  premise,
  equation: 'a = 2',
  before: 'x',
  after: '',
  span: [at, at],
});

describe('difficulty', () => {
  it('of an intact item', () => {
    expect(difficultyOf(TEXT, INTACT)).toEqual({
      steps: 2,
      system: false,
      premises: 3,
      words: 12,
      candidates: 1,
      place: null,
      about: null,
      stratum: 'easy',
    });
  });

  it('of a gap: a removed value is one more candidate, and where it was is its place', () => {
    const item = { ...TEXT, premises: TEXT.premises.slice(1), change: gap('a', 12) };
    expect(difficultyOf(item, INTACT)).toMatchObject({
      candidates: 2,
      place: 0.24,
      about: 'given',
    });
  });

  it('of a removed relation', () => {
    const item = { ...TEXT, premises: TEXT.premises.slice(0, 2), change: gap('half', 49) };
    expect(difficultyOf(item, INTACT)).toMatchObject({
      candidates: 1,
      place: 1,
      about: 'relation',
    });
  });

  it.each([
    ['a', 'given'],
    ['c', 'implied'],
  ])('of a clash over %s', (id, about) => {
    const change = {
      kind: 'clash',
      premise: 'x',
      quantity: id,
      values: ['2', '3'],
      text: 'x',
    } as const;
    const item: Measured = { ...TEXT, change: { ...change, values: ['2', '3'], span: [0, 1] } };
    expect(difficultyOf(item, INTACT)).toMatchObject({ place: 0, about });
  });

  it('of a system: a step for each equation that is solved together, none for values put in', () => {
    const steps = [step('a', 'a'), step('total', 'b', 'b1', 'b2', 'half')];
    const intact = intactOf(INTACT.premises, steps);
    expect(difficultyOf(TEXT, intact)).toMatchObject({ steps: 3, system: true });
  });

  it('of asides: they are no premises', () => {
    const premises = [...TEXT.premises, value('aside1')];
    const intact = { ...INTACT, premises };
    expect(difficultyOf({ ...TEXT, premises, asides: ['aside1'] }, intact).premises).toBe(3);
  });
});

describe('a stratum', () => {
  const chain = (count: number) => Array.from({ length: count }, (_, i) => step('total', `b${i}`));
  const many = (count: number) => Array.from({ length: count }, (_, i) => value(`v${i}`));

  it.each<[Difficulty['stratum'], number, number, number, boolean]>([
    ['easy', 4, 5, 5, false],
    ['easy', 5, 5, 5, false],
    ['medium', 5, 6, 5, false],
    ['medium', 7, 5, 5, false],
    ['medium', 7, 5, 5, true],
    ['medium', 4, 6, 6, true],
    ['hard', 7, 6, 5, true],
    ['hard', 7, 6, 6, false],
  ])(
    'is %s for %i steps, %i premises, %i candidates, asides: %s',
    (stratum, steps, premises, unknown, aside) => {
      const intact = intactOf(many(premises), chain(steps));
      const quantities = Array.from({ length: unknown }, (_, i) => quantity(`u${i}`));
      const asides = aside ? ['aside1'] : [];
      expect(difficultyOf({ ...TEXT, quantities, asides }, intact).stratum).toBe(stratum);
    },
  );
});
