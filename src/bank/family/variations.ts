import { certify } from '../../corrupt/certify.ts';
import type { Item } from '../../corrupt/item.ts';
import { clashes } from '../../corrupt/operators/clash.ts';
import { addAsides } from '../../corrupt/operators/distract.ts';
import { gap } from '../../corrupt/operators/gap.ts';
import { operatorNamed } from '../../corrupt/operators/index.ts';
import { type Candidate, type Operator, state } from '../../corrupt/operators/operator.ts';
import { Random } from '../../math/random.ts';
import { drawProblem } from '../../problem/draw.ts';
import type { Family } from '../../problem/family.ts';
import type { Problem } from '../../problem/problem.ts';

/** One thing that an operator can do to a problem: all of them together are what a writer must read. */
export interface Variation {
  readonly operator: Operator;
  /** The premise or quantity that it is about; "" for the intact text. */
  readonly about: string;
  readonly problem: Problem;
  /** Ways to do it, one of which must be admitted. */
  readonly candidates: readonly Candidate[];
}

/** A problem of one wording of a family. */
export function problemOfWording(
  family: Family,
  wording: number,
  seed: number,
  index: number,
): Problem {
  const only = family.wordings[wording] ?? [];
  return { ...drawProblem({ ...family, wordings: [only] }, seed, index), wording };
}

/** Every operator on every premise, quantity and aside of a problem. */
export function variationsOf(problem: Problem): Variation[] {
  return [...plain(problem), ...gaps(problem), ...added(problem), ...distracted(problem)];
}

/** The first candidate that is admitted; else the last one, and why it is not. */
export function admit(
  { problem, operator, candidates }: Variation,
  seed: number,
): { text: string; item: Item } | { text: string; rejected: string } {
  let result = { text: '', rejected: 'there is no value or no place for it' };
  for (const candidate of candidates) {
    const { text } = candidate;
    const certified = certify(problem, candidate, { operator, seed });
    if ('item' in certified) return { text, item: certified.item };
    result = { text, rejected: certified.rejected };
  }
  return result;
}

function plain(problem: Problem): Variation[] {
  const { rendered, premises } = state(problem, {});
  const candidate: Candidate = { text: rendered.text, premises, change: { kind: 'none' } };
  return [{ operator: operatorNamed('intact'), about: '', problem, candidates: [candidate] }];
}

function gaps(problem: Problem): Variation[] {
  const vague = new Set(
    problem.segments.flatMap(({ premise, blur }) => (premise && blur !== null ? [premise] : [])),
  );
  return problem.premises.flatMap((premise) => {
    const removed = { operator: operatorNamed('remove'), form: 'gone' } as const;
    const blurred = { operator: operatorNamed('blur'), form: 'blur' } as const;
    return [removed, ...(vague.has(premise.id) ? [blurred] : [])].map(({ operator, form }) => ({
      operator,
      about: premise.id,
      problem,
      candidates: [gap(problem, premise, form)],
    }));
  });
}

function added(problem: Problem): Variation[] {
  const kinds = [
    [operatorNamed('contradict'), problem.again, 'again'],
    [operatorNamed('contradict-deep'), problem.claims, 'claim'],
  ] as const;
  return kinds.flatMap(([operator, sentences, suffix]) =>
    Object.entries(sentences).map(([about, sentence]) => {
      const random = new Random(problem.id, about, suffix);
      const all = [...clashes(problem, { [about]: sentence }, suffix, random)];
      return { operator, about, problem, candidates: all };
    }),
  );
}

function distracted(problem: Problem): Variation[] {
  const operator = operatorNamed('intact+distract');
  return problem.asides.flatMap((aside) => {
    const about = aside.quantity.id;
    const told = addAsides({ ...problem, asides: [aside] }, new Random(problem.id, about));
    return plain(told ?? problem).map((variation) => ({ ...variation, operator, about }));
  });
}
