import type { Fraction } from '../../math/fraction.ts';
import { onceFor } from '../../once-for.ts';
import { type Refused, refused } from '../refused.ts';
import { type Expression, evaluate, exactValue, leavesOf } from './arithmetic.ts';
import type { Link, Links, Source } from './sources.ts';
import type { Calculation } from './worked-solution.ts';

/** The calculations that lead to the answer, each number with its source. */
export interface Computation {
  readonly calculations: readonly Calculation[];
  readonly links: Links;
  /** The calculation that gives the answer. */
  readonly goal: number;
  /** What its result is multiplied by to be the answer: 100 where dollars become cents. */
  readonly scale: number;
  /** The calculations that the goal needs, in order, the goal last. */
  readonly steps: readonly number[];
  /** The exact result of each of them. */
  readonly results: ReadonlyMap<number, Fraction>;
}

/**
 * What leads to the answer, computed exactly; or why nothing does: no calculation gives it, a number
 * of one has no source, or the exact result is another (the solution rounds).
 */
export function computationOf(
  calculations: readonly Calculation[],
  links: Links,
  answer: Fraction,
  question: string,
): Computation | Refused {
  let refusal = refused('no calculation of the solution gives its answer');
  for (const { goal, scale } of goals(calculations, answer, question)) {
    const found = resolve(calculations, links, goal);
    if ('reason' in found) {
      refusal = found;
      continue;
    }
    const value = found.results.get(goal);
    if (value?.mul(scale).equals(answer)) return { calculations, goal, scale, ...found };
    refusal = refused(
      'computed exactly, the solution gives another answer',
      `${value?.mul(scale).toFraction() ?? 'none'}, not ${answer.toFraction()}`,
    );
  }
  return refusal;
}

/** The calculations with the answer as their result, the last first. */
function* goals(
  calculations: readonly Calculation[],
  answer: Fraction,
  question: string,
): Generator<{ goal: number; scale: number }> {
  const scales = /\bcents?\b/i.test(question) ? [1, 100] : [1];
  for (const scale of scales) {
    for (const [back, { expression, result }] of calculations.toReversed().entries()) {
      if (expression.kind === 'leaf') continue;
      const exact = exactValue(expression);
      if (result.mul(scale).equals(answer) || exact?.mul(scale).equals(answer)) {
        yield { goal: calculations.length - 1 - back, scale };
      }
    }
  }
}

function resolve(
  calculations: readonly Calculation[],
  links: Links,
  goal: number,
): Pick<Computation, 'steps' | 'results' | 'links'> | Refused {
  const results = new Map<number, Fraction>();
  const chosen = links.map((each) => new Map(each));
  /** Adds the exact result of a calculation and of all that it needs; or says what is in the way. */
  const visit = (index: number): Refused | undefined => {
    if (results.has(index)) return undefined;
    const { expression } = calculations[index] ?? {};
    if (!expression) return refused('there is no such calculation');
    const values = new Map<number, Fraction>();
    for (const leaf of leavesOf(expression)) {
      const link = links[index]?.get(leaf.index);
      if (!link) return noSource(leaf.value);
      let fault: Refused | undefined;
      for (const source of [link.source, ...link.others]) {
        fault = stepsOf(source)
          .map(visit)
          .find((each) => each !== undefined);
        if (fault !== undefined) continue;
        const others = [link.source, ...link.others].filter((other) => other !== source);
        const value = sourceValue(source, leaf.value, results);
        if (!value) return DIVIDES_BY_0;
        values.set(leaf.index, value);
        chosen[index]?.set(leaf.index, source === link.source ? link : { source, others });
        break;
      }
      if (fault !== undefined) return fault;
    }
    const value = evaluate(expression, values);
    if (!value) return DIVIDES_BY_0;
    results.set(index, value);
    return undefined;
  };
  const fault = visit(goal);
  return fault ?? { steps: [...results.keys()], results, links: chosen };
}

const DIVIDES_BY_0 = refused('a calculation divides by 0');

function noSource(value: Fraction): Refused {
  return refused(
    'a number of a calculation stands neither in the question nor in an earlier result',
    value.toString(),
  );
}

/** The steps that a source goes back to. */
export function stepsOf(source: Source): number[] {
  if (source.from === 'step') return [source.step];
  return source.from === 'head' ? [...stepsOf(source.left), ...stepsOf(source.right)] : [];
}

/** The value of a leaf by its source, with exact results for rounded ones, and other values for places. */
export function sourceValue(
  source: Source,
  stated: Fraction,
  results: ReadonlyMap<number, Fraction>,
  changed: ReadonlyMap<number, Fraction> = new Map(),
): Fraction | undefined {
  switch (source.from) {
    case 'step':
      return results.get(source.step);
    case 'place': {
      const { above, below } = source.form;
      const q = changed.get(source.place.index) ?? source.place.value;
      const bottom = below[0].add(below[1].mul(q));
      return bottom.n === 0n ? undefined : above[0].add(above[1].mul(q)).div(bottom);
    }
    case 'head': {
      const leaf = (part: Source, index: number): Expression | undefined => {
        const value = sourceValue(part, source.values[index] ?? stated, results, changed);
        return value && { kind: 'leaf', index, value };
      };
      const [left, right] = [leaf(source.left, 0), leaf(source.right, 1)];
      return (
        left && right && evaluate({ kind: 'operation', operator: source.operator, left, right })
      );
    }
    default:
      return stated;
  }
}

/**
 * Whether the answer hangs on a number of the text, whichever of the likely sources the numbers of
 * the calculations have: a reading in which it does not is one in which the text without it may still
 * be answerable.
 */
export function mattersInEveryReading(
  computation: Computation,
  place: number,
  value: Fraction,
): boolean {
  return answersOf(computation).every(({ reading, answer: before }) => {
    return [2, 3].some((factor) => {
      const after = answerWith(computation, reading, new Map([[place, value.mul(factor)]]));
      return before !== undefined && after !== undefined && !after.equals(before);
    });
  });
}

/** The answer of the solution with other values for some numbers of the text; undefined where it divides by 0. */
export function answerFor(
  computation: Computation,
  changed: ReadonlyMap<number, Fraction>,
): Fraction | undefined {
  return answerWith(computation, new Map(), changed);
}

/** Whether the answer is proportional to a number of the text, or to its inverse. */
export function scalesWith(computation: Computation, place: number, value: Fraction): boolean {
  const before = answerWith(computation, new Map(), new Map());
  const after = answerWith(computation, new Map(), new Map([[place, value.mul(2)]]));
  if (!before || !after || before.n === 0n) return false;
  const ratio = after.div(before);
  return ratio.equals(2) || ratio.equals('1/2');
}

/** Other sources for some leaves, by "calculation:leaf". */
type Reading = ReadonlyMap<string, Source>;

const keyOf = (calculation: number, leaf: number) => `${calculation}:${leaf}`;

/** The likely readings of a solution, and the answer in each: every number of the text asks for them. */
const answersOf = onceFor((computation: Computation) =>
  readingsOf(computation).map((reading) => ({
    reading,
    answer: answerWith(computation, reading, new Map()),
  })),
);

/** All likely readings of a solution in which it computes nothing that it does not use. */
function readingsOf({ links, steps, goal }: Computation): Reading[] {
  const doubtful = steps.flatMap((index) =>
    Array.from(links[index] ?? [], ([leaf, link]) => ({ key: keyOf(index, leaf), link })).filter(
      ({ link }) => link.others.length > 0,
    ),
  );
  return variations(doubtful).filter((reading) => {
    const used = new Set(
      steps.flatMap((index) =>
        Array.from(links[index] ?? [], ([leaf, { source }]) =>
          stepsOf(reading.get(keyOf(index, leaf)) ?? source),
        ).flat(),
      ),
    );
    return steps.every((step) => step === goal || used.has(step));
  });
}

/** The answer in a reading, with other values for some numbers of the text. */
function answerWith(
  { calculations, links, goal }: Computation,
  reading: Reading,
  changed: ReadonlyMap<number, Fraction>,
): Fraction | undefined {
  const results = new Map<number, Fraction | undefined>();
  const run = (index: number): Fraction | undefined => {
    if (results.has(index)) return results.get(index);
    results.set(index, undefined);
    const expression = calculations[index]?.expression;
    if (!expression) return undefined;
    const values = new Map<number, Fraction>();
    for (const leaf of leavesOf(expression)) {
      const source = reading.get(keyOf(index, leaf.index)) ?? links[index]?.get(leaf.index)?.source;
      if (!source) continue;
      const inner = new Map<number, Fraction>();
      for (const step of stepsOf(source)) {
        const value = run(step);
        if (value) inner.set(step, value);
      }
      const value = sourceValue(source, leaf.value, inner, changed);
      if (value) values.set(leaf.index, value);
    }
    const result = evaluate(expression, values);
    results.set(index, result);
    return result;
  };
  return run(goal);
}

/** More doubt than that is looked at one leaf at a time. */
const MOST_READINGS = 64;

function variations(doubtful: ReadonlyArray<{ key: string; link: Link }>): Reading[] {
  const count = doubtful.reduce((product, { link }) => product * (1 + link.others.length), 1);
  const none: Reading = new Map();
  if (count > MOST_READINGS) {
    return [
      none,
      ...doubtful.flatMap(({ key, link }) => link.others.map((other) => new Map([[key, other]]))),
    ];
  }
  let all = [none];
  for (const { key, link } of doubtful) {
    all = all.flatMap((reading) => [
      reading,
      ...link.others.map((other) => new Map([...reading, [key, other]])),
    ]);
  }
  return all;
}
