import { describe, expect, it } from 'vitest';
import { Random } from '../math/random.ts';
import { packageFile } from '../package-root.ts';
import { drawProblem } from '../problem/draw.ts';
import type { Family } from '../problem/family.ts';
import { loadFamilies } from '../problem/load.ts';
import type { Problem } from '../problem/problem.ts';
import { certify } from './certify.ts';
import { Item } from './item.ts';
import { operatorNamed } from './operators/index.ts';

const [bread, ferry] = await loadFamilies(packageFile('src/problem/fixtures'));

function drawn(family: Family | undefined, index = 0): Problem {
  if (!family) throw new Error('the fixtures are gone');
  return drawProblem(family, 2, index);
}

/** What certification says of each candidate of an operator, by the premise changed. */
function results(problem: Problem, name: string) {
  const operator = operatorNamed(name);
  const offered = [...operator.candidates(problem, new Random(1))];
  return offered.map((candidate) => ({
    premise: candidate.change.kind === 'none' ? '' : candidate.change.premise,
    result: certify(problem, candidate, { operator, seed: 9 }),
  }));
}

function removal(problem: Problem, premise: string, name = 'remove') {
  const found = results(problem, name).find((one) => one.premise === premise);
  if (!found) throw new Error(`no candidate for ${premise}`);
  return found.result;
}

/** The problem with the text of its segments changed. */
function retold(problem: Problem, change: (text: string) => string): Problem {
  return {
    ...problem,
    segments: problem.segments.map((segment) => ({ ...segment, text: change(segment.text) })),
  };
}

describe('admitted items', () => {
  it('are records of their schema, with the twin and the seed', () => {
    const result = removal(drawn(bread), 'price');
    if (!('item' in result)) throw new Error(result.rejected);
    expect(Item.parse(result.item)).toEqual(result.item);
    const { id, twin, problem, seed, asks, premises } = result.item;
    expect([id, twin, seed]).toEqual([`${problem}.remove`, `${problem}.intact`, 9]);
    expect(asks).toEqual([['income'], ['price']]);
    expect(premises.map((premise) => premise.id)).toEqual(['loaves', 'costs']);
  });

  it('of a removed relation say what would do as well', () => {
    const result = removal(drawn(ferry), 'half');
    // Nothing but the target itself would fill this gap: it is rejected.
    expect(result).toEqual({ rejected: expect.stringContaining('no set of up to 3') });
  });

  it('of a clash need nobody to ask for a value', () => {
    for (const { result } of results(drawn(bread), 'contradict')) {
      if ('item' in result) expect(result.item.asks).toEqual([]);
    }
  });
});

describe('rejected', () => {
  const price = (problem: Problem) => Number(problem.world.costs);

  it.each([
    ['in digits', (value: number) => `Flour comes in sacks of ${value} pounds.`],
    ['derived', (value: number) => `Half of ${2 * value} people like bread.`],
    ['as a percentage', (value: number) => `Of the rolls, 50 percent of ${2 * value} are left.`],
  ])('the removed value still stands in the text: %s', (_, sentence) => {
    const problem = drawn(bread);
    const leaking = {
      ...problem,
      segments: [
        ...problem.segments.slice(0, -1),
        { premise: null, question: false, text: sentence(price(problem)), blur: null, gone: '' },
        ...problem.segments.slice(-1),
      ],
    };
    expect(removal(leaking, 'costs')).toEqual({
      rejected: expect.stringContaining('still stands'),
    });
    expect(removal(leaking, 'costs', 'blur')).toEqual({
      rejected: expect.stringContaining('still stands'),
    });
    expect('item' in removal(leaking, 'price')).toBe(true);
  });

  it('a text that a careful writer would not leave', () => {
    const problem = retold(drawn(bread), (text) => text.replace('profit', 'profit profit'));
    expect(removal(problem, 'price')).toEqual({
      rejected: expect.stringContaining('a word stands twice'),
    });
  });

  it('a clause that takes the end of a sentence with it', () => {
    const found = [0, 1, 2, 3, 4, 5, 6, 7]
      .map((index) => drawn(bread, index))
      .find((p) => p.wording === 1);
    if (!found) throw new Error('no problem of the second wording');
    const problem = {
      ...found,
      segments: found.segments.map((segment) => ({ ...segment, gone: '' })),
    };
    expect(removal(problem, 'price')).toEqual({
      rejected: expect.stringContaining('the sentence before it has no end'),
    });
    expect('item' in removal(found, 'price')).toBe(true);
  });

  it('a removal that leaves the answer fixed', () => {
    const problem = drawn(bread);
    const twice = {
      ...problem,
      background: [
        ...problem.background,
        { id: 'b3', equation: `income = ${problem.world.income}` },
      ],
    };
    expect(removal(twice, 'price')).toEqual({ rejected: 'open was expected, it is unique' });
  });

  it('a problem of more quantities than verification takes', () => {
    const problem = drawn(bread);
    const [first] = problem.quantities;
    if (!first) throw new Error('no quantity');
    const more = Array.from({ length: 24 }, (_, i) => ({ ...first, id: `extra${i}` }));
    const large = { ...problem, quantities: [...problem.quantities, ...more] };
    expect(removal(large, 'price')).toEqual({ rejected: 'quantities: too many' });
  });

  it('a contradiction that the answer does not hang on', () => {
    const problem = { ...drawn(bread), target: 'income' };
    const answer = problem.world.income ?? '';
    const again = { costs: 'The ingredients were {value} dollars.' };
    const found = results({ ...problem, answer, again }, 'contradict');
    expect(found.length).toBeGreaterThan(0);
    for (const { result } of found) {
      expect(result).toEqual({ rejected: 'the answer does not hang on what clashes' });
    }
  });

  it('a contradiction of the wrong depth', () => {
    const problem = drawn(bread);
    const shallow = { ...problem, claims: { price: 'A loaf is {value} dollars.' } };
    for (const { result } of results(shallow, 'contradict-deep')) {
      expect(result).toEqual({ rejected: expect.stringContaining('the conflict has 2 premises') });
    }
    const deep = { ...problem, again: problem.claims, premises: problem.premises.map((p) => p) };
    expect(results(deep, 'contradict')).toEqual([]);
  });
});
