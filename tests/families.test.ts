import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { certify } from '../src/corrupt/certify.ts';
import { generateItems } from '../src/corrupt/generate.ts';
import { gap } from '../src/corrupt/operators/gap.ts';
import { operatorNamed } from '../src/corrupt/operators/index.ts';
import { packageFile } from '../src/package-root.ts';
import { drawProblem } from '../src/problem/draw.ts';
import type { Family } from '../src/problem/family.ts';
import { defaultFamilies, loadFamilies, parseFamily } from '../src/problem/load.ts';

const OPERATORS = ['remove', 'blur', 'contradict', 'contradict-deep', 'remove+distract'];

const readme = await readFile(packageFile('problems/README.md'), 'utf8');
const example = parseFamily(/```yaml\n([^`]*)```/.exec(readme)?.[1] ?? '', 'README.md');
const families = await loadFamilies(defaultFamilies());
const all = example.family ? [...families, example.family] : families;

it('has 15 families in 15 topics, and a valid example in its README', () => {
  expect(example.faults).toEqual([]);
  expect(new Set(families.map(({ topic }) => topic)).size).toBe(15);
});

describe.each(all.map((family): [string, Family] => [family.family, family]))('%s', (_, family) => {
  const given = Object.keys(family.premises).filter((name) => family.premises[name] === 'given');

  it('offers every operator something to work with, in at least two wordings', () => {
    expect(family.wordings.length).toBeGreaterThanOrEqual(2);
    for (const wording of family.wordings) {
      const blurred = wording.flatMap((part) =>
        typeof part === 'object' && 'premise' in part && part.blur ? [part.premise] : [],
      );
      expect(blurred).toEqual(expect.arrayContaining(given));
    }
    expect(Object.keys(family.again).length).toBeGreaterThanOrEqual(2);
    expect(Object.keys(family.claims).length).toBeGreaterThanOrEqual(1);
    expect(family.asides.length).toBeGreaterThanOrEqual(2);
    for (const { also } of Object.values(family.quantities)) {
      expect(also.length).toBeGreaterThanOrEqual(1);
    }
  });

  it('has at least 97% of its items admitted', () => {
    const items = [1, 2].flatMap((seed) => [
      ...generateItems({ families: [family], operators: OPERATORS, perFamily: 4, seed }),
    ]);
    const rejected = items.filter((item) => 'rejected' in item);
    expect(rejected.length, JSON.stringify(rejected)).toBeLessThanOrEqual(items.length * 0.03);
  });

  it('leaves the target open without any one of its premises', () => {
    const problems = [0, 1, 2, 3].map((index) => drawProblem(family, 11, index));
    for (const [name] of Object.entries(family.premises)) {
      const results = problems.map((problem) => {
        const premise = problem.premises.find(({ id }) => id === name);
        const operator = operatorNamed('remove');
        return premise && certify(problem, gap(problem, premise, 'gone'), { operator, seed: 1 });
      });
      // A whole-number puzzle may by chance have one solution only; never as a rule.
      const open = results.filter((result) => result && 'item' in result);
      expect(open.length, `${name}: ${JSON.stringify(results)}`).toBeGreaterThanOrEqual(2);
    }
  });
});
