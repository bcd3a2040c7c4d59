import { describe, expect, it } from 'vitest';
import { InputError } from '../../input-error.ts';
import { fraction } from '../../math/fraction.ts';
import { Random } from '../../math/random.ts';
import { inDomain } from '../../math/system.ts';
import { packageFile } from '../../package-root.ts';
import { drawProblem } from '../../problem/draw.ts';
import { loadFamilies } from '../../problem/load.ts';
import type { Problem } from '../../problem/problem.ts';
import { render } from '../../problem/render.ts';
import { changeFaults } from '../applied-change.ts';
import { certify } from '../certify.ts';
import { lintText } from '../lint/index.ts';
import { statedNumbers } from '../stated-numbers.ts';
import { addAsides, asidesOf } from './distract.ts';
import { OPERATORS, operatorNamed } from './index.ts';
import { type Candidate, type Operator, state } from './operator.ts';

const families = await loadFamilies(packageFile('src/problem/fixtures'));
const problems = families.flatMap((family) => [0, 1, 2, 3].map((i) => drawProblem(family, 5, i)));

/** The problem as the operator gets it. */
function given(problem: Problem, operator: Operator): Problem {
  if (!operator.distracts) return problem;
  const distracted = addAsides(problem, new Random(problem.id, 'asides'));
  if (!distracted) throw new Error(`no place for an aside in ${problem.id}`);
  return distracted;
}

function candidates(problem: Problem, operator: Operator, seed = 1): Candidate[] {
  return [...operator.candidates(given(problem, operator), new Random(seed))];
}

function twinOf(problem: Problem) {
  const { rendered, premises } = state(problem, {});
  return { text: rendered.text, premises };
}

describe.each([...new Set(OPERATORS.values())])('every operator: $name', (operator) => {
  it('offers something for some problem, in a seeded order', () => {
    const all = problems.map((problem) => candidates(problem, operator));
    expect(all.some((offered) => offered.length > 0)).toBe(true);
    expect(problems.map((problem) => candidates(problem, operator))).toEqual(all);
  });

  it('offers texts that are the twin with the change applied, with spans that hold', () => {
    for (const problem of problems) {
      const twin = twinOf(given(problem, operator));
      for (const { text, premises, change } of candidates(problem, operator)) {
        expect(changeFaults({ text, premises: [...premises], change }, twin)).toEqual([]);
        for (const { span } of premises) expect(text.slice(...(span ?? [0, 0]))).not.toBe('');
      }
    }
  });

  it('offers tidy texts that end in the question', () => {
    for (const problem of problems) {
      const twin = given(problem, operator);
      const { text: intact, question } = render(twin);
      for (const { text } of candidates(problem, operator)) {
        expect(lintText(text), text).toEqual([]);
        expect(text.endsWith(intact.slice(...question))).toBe(true);
      }
    }
  });

  it('has a candidate certified with the status that it promises', () => {
    for (const problem of problems) {
      const source = given(problem, operator);
      const results = candidates(problem, operator).map((candidate) =>
        certify(source, candidate, { operator, seed: 1 }),
      );
      const admitted = results.flatMap((result) => ('item' in result ? [result.item] : []));
      expect(
        admitted.length,
        `${problem.id}: ${JSON.stringify(results.slice(0, 3))}`,
      ).toBeGreaterThan(0);
      for (const item of admitted) expect(operator.proves(item.certificate)).toBe(true);
    }
  });
});

describe('what the operators choose', () => {
  it('remove reaches every premise, relations too; blur those that have a vague form', () => {
    for (const problem of problems) {
      const changed = (name: string) =>
        candidates(problem, operatorNamed(name)).map(
          ({ change }) => change.kind === 'gap' && change.premise,
        );
      expect(changed('remove').sort()).toEqual(problem.premises.map(({ id }) => id).sort());
      const vague = problem.segments.filter(({ blur }) => blur !== null);
      expect(changed('blur').sort()).toEqual(vague.map(({ premise }) => premise).sort());
    }
  });

  it('different seeds begin with different candidates', () => {
    const problem = problems[0];
    if (!problem) throw new Error('no problem');
    for (const name of ['remove', 'blur', 'contradict']) {
      const firsts = Array.from({ length: 20 }, (_, seed) => {
        return candidates(problem, operatorNamed(name), seed)[0]?.text;
      });
      expect(new Set(firsts).size, name).toBeGreaterThan(1);
    }
  });

  it.each(['contradict', 'contradict-deep'])(
    '%s states a near value that stands nowhere else',
    (name) => {
      for (const problem of problems) {
        const stated = statedNumbers(render(problem).text);
        for (const { change } of candidates(problem, operatorNamed(name))) {
          if (change.kind !== 'clash') throw new Error('no clash');
          const [truth, wrong] = change.values.map((value) => fraction(value));
          const quantity = problem.quantities.find(({ id }) => id === change.quantity);
          if (!truth || !wrong || !quantity) throw new Error('no values');
          expect(truth.equals(wrong)).toBe(false);
          expect(inDomain(wrong, quantity.domain)).toBe(true);
          const ratio = wrong.div(truth).valueOf();
          expect(ratio >= 0.5 && ratio <= 2).toBe(true);
          expect(Math.abs(ratio - 1)).toBeGreaterThanOrEqual(0.05);
          expect(stated.some((number) => number.equals(wrong))).toBe(false);
          expect(statedNumbers(change.text).some((number) => number.equals(wrong))).toBe(true);
        }
      }
    },
  );

  it('asides come between sentences, before the question, and operators leave them alone', () => {
    for (const problem of problems) {
      const distracted = given(problem, operatorNamed('distract'));
      const asides = asidesOf(distracted);
      expect([1, 2]).toContain(asides.length);
      const { text, premises, question } = render(distracted);
      for (const id of asides) {
        const [start, end] = premises.get(id) ?? [0, 0];
        expect(text.slice(0, start)).toMatch(/[.!?] $/);
        expect(text.slice(start, end)).toMatch(/\.$/);
        expect(end).toBeLessThan(question[0]);
      }
      for (const { change } of candidates(problem, operatorNamed('distract'))) {
        expect(asides).not.toContain(change.kind === 'gap' && change.premise);
      }
    }
  });
});

describe('names', () => {
  it('bare distract means remove+distract', () => {
    expect(operatorNamed('distract').name).toBe('remove+distract');
  });

  it('refuses an unknown name and lists the known ones', () => {
    expect(() => operatorNamed('delete')).toThrow(InputError);
    expect(() => operatorNamed('delete')).toThrow(/"delete".*intact, remove, blur, contradict/);
  });
});
