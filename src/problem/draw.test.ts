import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../input-error.ts';
import { fraction } from '../math/fraction.ts';
import { parseEquation, substitute } from '../math/polynomial.ts';
import { inDomain } from '../math/system.ts';
import { packageFile } from '../package-root.ts';
import { drawProblem } from './draw.ts';
import type { Family } from './family.ts';
import { loadFamilies } from './load.ts';
import { Problem } from './problem.ts';
import { render } from './render.ts';

let bread: Family;
let ferry: Family;
beforeAll(async () => {
  const [first, second] = await loadFamilies(packageFile('src/problem/fixtures'));
  if (!first || !second) throw new Error('the fixtures are gone');
  [bread, ferry] = [first, second];
});

const SEEDS = Array.from({ length: 25 }, (_, seed) => seed);

describe('a drawn problem', () => {
  it('is a record of its schema, and the same for the same family, seed and index', () => {
    const problem = drawProblem(bread, 3, 4);
    expect(Problem.parse(problem)).toEqual(problem);
    expect(drawProblem(bread, 3, 4)).toEqual(problem);
    expect(problem.id).toMatch(/^bread-[0-9a-f]{6}$/);
    const ids = [drawProblem(bread, 3, 5), drawProblem(bread, 4, 4)].map(({ id }) => id);
    expect(new Set([...ids, problem.id]).size).toBe(3);
  });

  it('has an id of its own among a million of its family', () => {
    expect(drawProblem(bread, 3, 255).id).toMatch(/^bread-[0-9a-f]{6}$/);
    expect(drawProblem(bread, 3, 256).id).toMatch(/^bread-[0-9a-f]{6}-256$/);
    expect(drawProblem(bread, 3, 1_000_000).id).toMatch(/^bread-[0-9a-f]{6}-1000000$/);
  });

  it('has a true world: every equation holds, every value is in its domain', () => {
    for (const seed of SEEDS) {
      for (const family of [bread, ferry]) {
        const { world, premises, background, quantities, target, answer } = drawProblem(
          family,
          seed,
          0,
        );
        const values = new Map(Object.entries(world).map(([id, value]) => [id, fraction(value)]));
        for (const { equation } of [...premises, ...background]) {
          expect(substitute(parseEquation(equation), values).size, equation).toBe(0);
        }
        for (const { id, domain } of quantities) {
          const value = values.get(id);
          expect(value && inDomain(value, domain), id).toBe(true);
        }
        expect(answer).toBe(world[target]);
      }
    }
  });

  it('leaves no slot open and shows money with two decimals', () => {
    for (const seed of SEEDS) {
      const { text } = render(drawProblem(bread, seed, 0));
      expect(text).not.toMatch(/[{}]/);
      expect(text).toMatch(/\b\d(\.\d\d)? dollars/);
    }
  });

  it('uses people with their pronouns, all wordings and all names', () => {
    const problems = SEEDS.map((seed) => drawProblem(bread, seed, 0));
    expect(new Set(problems.map(({ wording }) => wording))).toEqual(new Set([0, 1]));
    const texts = problems.map((problem) => render(problem).text).join(' ');
    for (const part of [
      'Mill Lane',
      'Harbour Road',
      'Elm Street',
      ' she ',
      ' he ',
      'Her ',
      'His ',
    ]) {
      expect(texts).toContain(part);
    }
  });

  it('keeps the numbers of its text apart from each other and from all other values', () => {
    for (const seed of SEEDS) {
      const { world, asides } = drawProblem(bread, seed, 0);
      const values = [...Object.values(world), ...asides.map(({ value }) => value)];
      const stated = [world.loaves, world.price, world.costs, ...asides.map(({ value }) => value)];
      for (const value of stated) expect(values.filter((v) => v === value)).toHaveLength(1);
    }
  });

  it('accepts shared values where the family cannot avoid them', () => {
    const family = structuredClone(ferry);
    family.names = {};
    for (const name of ['vehicles', 'more']) {
      const quantity = family.quantities[name];
      if (quantity) quantity.draw = name === 'more' ? [10, 10] : [30, 30];
    }
    // cars = 20, bikes = 10 = more
    expect(drawProblem(family, 1, 0).world).toMatchObject({ bikes: '10', more: '10' });
  });
});

describe('a draw that will not do is drawn again', () => {
  it('where its numbers happen to leave a quantity open', () => {
    const family = structuredClone(bread);
    // At a price of 3 the weight is 4; at a price of 2, both sides are equal whatever it is.
    family.quantities.price = { ...priceOf(bread), draw: [2, 3] };
    family.quantities.weight = { ...priceOf(bread), noun: 'weight of a loaf' };
    family.background.push('price * weight = 2 * weight + 4 * price - 8');
    for (const seed of SEEDS) {
      expect(drawProblem(family, seed, 0).world).toMatchObject({ price: '3', weight: '4' });
    }
  });

  it('but not for ever where every draw leaves one open', () => {
    const family = structuredClone(bread);
    family.quantities.price = { ...priceOf(bread), draw: [2] };
    family.quantities.weight = { ...priceOf(bread), noun: 'weight of a loaf' };
    family.background.push('price * weight = 2 * weight + 4 * price - 8');
    expect(() => drawProblem(family, 1, 0)).toThrow(
      /family bread: quantities\.weight: all premises together leave it open/,
    );
  });
});

function priceOf({ quantities }: Family): Family['quantities'][string] {
  const { price } = quantities;
  if (!price) throw new Error('the fixture has no price');
  return structuredClone({ ...price, draw: undefined });
}

describe('a family that cannot be drawn is refused by name', () => {
  it('when values leave their domain', () => {
    const family = structuredClone(ferry);
    if (family.quantities.vehicles) family.quantities.vehicles.draw = [31, 33];
    expect(() => drawProblem(family, 1, 0)).toThrow(InputError);
    expect(() => drawProblem(family, 1, 0)).toThrow(/family ferry: .*(bikes|cars)/);
  });

  it('when the premises leave a quantity open', () => {
    const family = { ...structuredClone(bread), background: ['profit = price * loaves - costs'] };
    expect(() => drawProblem(family, 1, 0)).toThrow(/family bread: quantities\.income: .*open/);
  });

  it('when the premises contradict each other', () => {
    const family = structuredClone(bread);
    family.background.push('loaves = 5');
    expect(() => drawProblem(family, 1, 0)).toThrow(/family bread: .*contradict/);
  });

  it('when the roster has too few people', () => {
    expect(() => drawProblem(bread, 1, 0, [])).toThrow(InputError);
  });
});
