import { Random } from '../math/random.ts';
import { drawProblem } from '../problem/draw.ts';
import type { Family } from '../problem/family.ts';
import type { Person } from '../problem/people.ts';
import type { Problem } from '../problem/problem.ts';
import { render } from '../problem/render.ts';
import { certify } from './certify.ts';
import type { CertifiedItem } from './item.ts';
import { addAsides } from './operators/distract.ts';
import { operatorNamed } from './operators/index.ts';
import type { Operator } from './operators/operator.ts';
import { Seen } from './seen.ts';

/** An item that could not be made, and why: each reason once, in the order of the candidates. */
export interface Rejection {
  readonly rejected: string;
  readonly problem: string;
  readonly family: string;
  readonly operator: string;
  /** Each candidate that was tried: the premise that it changed, and why it was not admitted. */
  readonly tried: ReadonlyArray<{ readonly premise: string | null; readonly reason: string }>;
}

export interface GenerateOptions {
  readonly families: readonly Family[];
  /** Names of operators; each twin that they need comes unasked. */
  readonly operators: readonly string[];
  /** Problems per family. */
  readonly perFamily: number;
  readonly seed: number;
  /** Whose names the texts use; by default the roster that ships with the package. */
  readonly people?: readonly Person[];
}

/**
 * Items of freshly drawn problems, one by one: per problem its intact twin(s), then each operator's
 * item, or the rejection. The same options give the same items, byte for byte.
 * Throws InputError on an unknown operator, before anything else, and where a family cannot be drawn.
 */
export function generateItems(options: GenerateOptions): Generator<CertifiedItem | Rejection> {
  const operators = withTwins(options.operators.map(operatorNamed));
  return generate(options, operators);
}

function* generate(
  { families, perFamily, seed, people }: GenerateOptions,
  operators: readonly Operator[],
): Generator<CertifiedItem | Rejection> {
  for (const family of families) {
    const seen = new Seen();
    for (let index = 0; index < perFamily; index++) {
      const problem = drawProblem(family, seed, index, people);
      const { text } = render(problem);
      if (!seen.add(text) || !seen.add(problem.id)) {
        const rejected = 'the draw repeats an earlier problem of the family';
        yield rejection(problem, operatorNamed('intact'), rejected);
        continue;
      }
      for (const made of corruptProblem(problem, operators, seed)) {
        // Two problems may differ in nothing but the number that was taken away.
        const repeats = !('rejected' in made) && made.twin !== null && !seen.add(made.text);
        yield repeats
          ? rejection(problem, operatorNamed(made.operator), 'its text repeats an earlier one')
          : made;
      }
    }
  }
}

/**
 * Items of one problem under operators that are ordered by `withTwins`; an operator whose twin was
 * rejected is rejected with it.
 */
export function* corruptProblem(
  problem: Problem,
  operators: readonly Operator[],
  seed: number,
): Generator<CertifiedItem | Rejection> {
  const distracted = operators.some(({ distracts }) => distracts)
    ? addAsides(problem, new Random(seed, problem.id, 'asides'))
    : undefined;
  const twins = new Set<string>();
  for (const operator of operators) {
    const source = operator.distracts ? distracted : problem;
    const result = source
      ? firstCertified(source, operator, seed)
      : 'there is no aside, or no place for one';
    if (typeof result === 'string') yield rejection(problem, operator, result);
    else if ('tried' in result)
      yield rejection(problem, operator, told(result.tried), result.tried);
    else if (result.twin !== null && !twins.has(result.twin)) {
      yield rejection(problem, operator, 'its intact twin was rejected');
    } else {
      if (result.twin === null) twins.add(result.id);
      yield result;
    }
  }
}

/** The first of the operator's candidates that certifies, or why none did. */
function firstCertified(
  problem: Problem,
  operator: Operator,
  seed: number,
): CertifiedItem | Pick<Rejection, 'tried'> {
  // `X` and `X+distract` share the stream, so that they differ in the asides alone where they can.
  const random = new Random(seed, problem.id, operator.name.replace('+distract', ''));
  const tried: Array<Rejection['tried'][number]> = [];
  for (const candidate of operator.candidates(problem, random)) {
    const result = certify(problem, candidate, { operator, seed });
    if ('item' in result) return result.item;
    const premise = candidate.change.kind === 'none' ? null : candidate.change.premise;
    tried.push({ premise, reason: result.rejected });
  }
  return { tried };
}

/** The reasons of all that was tried, each once. */
function told(tried: Rejection['tried']): string {
  const reasons = new Set(tried.map(({ reason }) => reason));
  return [...reasons].slice(0, 5).join('; ') || 'the problem offers nothing to this operator';
}

/** Each operator once, after the intact one that its items are paired with. */
export function withTwins(operators: readonly Operator[]): Operator[] {
  const asked = new Map(operators.map((operator) => [operator.name, operator]));
  const twins = [operatorNamed('intact')];
  if (operators.some(({ distracts }) => distracts)) twins.push(operatorNamed('intact+distract'));
  for (const twin of twins) asked.delete(twin.name);
  return [...twins, ...asked.values()];
}

function rejection(
  { id, family }: Problem,
  operator: Operator,
  rejected: string,
  tried: Rejection['tried'] = [],
): Rejection {
  return { rejected, problem: id, family, operator: operator.name, tried };
}
