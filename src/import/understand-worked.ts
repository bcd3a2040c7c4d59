import { type Fraction, rational } from '../math/fraction.ts';
import { EquationError } from '../math/polynomial.ts';
import type { Problem } from '../problem/problem.ts';
import { nameQuantities, placeSymbol, stepSymbol } from './quantities.ts';
import { type Refused, refused } from './refused.ts';
import { numberPlaces, type Place } from './text/number-places.ts';
import { type TaggedText, tagged } from './text/tagged-text.ts';
import { tidyQuestion } from './text/tidy-question.ts';
import { leavesOf } from './worked/arithmetic.ts';
import { type Computation, computationOf } from './worked/computation.ts';
import { linkLeaves } from './worked/link.ts';
import type { Source } from './worked/sources.ts';
import { equationOf } from './worked/step-equations.ts';
import type { Calculation } from './worked/worked-solution.ts';

/** A word problem with its worked solution. */
export interface Worked {
  readonly question: string;
  readonly calculations: readonly Calculation[];
  readonly answer: Fraction;
}

/** A word problem whose solution is traced back to the numbers of its text. */
export interface Understood
  extends Pick<Problem, 'quantities' | 'premises' | 'background' | 'target' | 'world'> {
  readonly text: TaggedText;
  /** All numbers of the text. */
  readonly places: readonly Place[];
  readonly computation: Computation;
  /** Those that the solution uses, in the order of the text. */
  readonly used: readonly Place[];
  /** Those of them that may as well be another, equal number of the text. */
  readonly loose: ReadonlySet<Place>;
}

/**
 * Traces the numbers of a worked solution: each to an earlier result, a number of the text, or what
 * every reader knows. The numbers of the text become premises, the calculations the background.
 * Refused where a number cannot be traced, or the exact answer is another.
 */
export function understandWorked(given: Worked): Understood | Refused {
  const text = tagged(tidyQuestion(given.question));
  const places = numberPlaces(text);
  const calculations = usableCalculations(given.calculations, places, text.text);
  const links = linkLeaves(calculations, places, text.text);
  const computation = computationOf(calculations, links, given.answer, text.text);
  if ('reason' in computation) return computation;
  const background = stepEquations(computation);
  if ('reason' in background) return background;
  const { used, loose } = usedPlaces(computation);
  return {
    text,
    places,
    computation,
    used,
    loose,
    quantities: nameQuantities(text, used, loose, computation),
    premises: used.map((place) => ({
      id: placeSymbol(place.index),
      equation: `${placeSymbol(place.index)} = ${rational(place.value)}`,
      gives: place.kind === 'ratio' || loose.has(place) ? null : placeSymbol(place.index),
    })),
    background,
    target: targetOf(computation),
    world: worldOf(used, computation),
  };
}

/**
 * Of several equations for one unknown ("x + x + 30 = 110", "2x = 80") the first whose numbers all
 * have a source; the others only restate it.
 */
function usableCalculations(
  calculations: readonly Calculation[],
  places: readonly Place[],
  question: string,
): Calculation[] {
  const equations = calculations.filter(({ expression }) => expression.kind === 'equation');
  if (equations.length === 0) return [...calculations];
  const links = linkLeaves(calculations, places, question);
  const complete = (calculation: Calculation, strict: boolean) => {
    const mine = links[calculations.indexOf(calculation)];
    return leavesOf(calculation.expression).every(({ index }) => {
      const source = mine?.get(index)?.source;
      return source && (!strict || source.from !== 'text' || source.places);
    });
  };
  const kept = new Set<Calculation>();
  for (const { result } of equations) {
    const same = equations.filter((other) => other.result.equals(result));
    const best =
      same.find((each) => complete(each, true)) ?? same.find((each) => complete(each, false));
    if (best) kept.add(best);
  }
  return calculations.filter((each) => each.expression.kind !== 'equation' || kept.has(each));
}

function targetOf({ goal, scale }: Computation): string {
  return scale === 1 ? stepSymbol(goal) : 'answer';
}

/** The numbers of the text that the computation uses, in the order of the text. */
function usedPlaces({ links, steps }: Computation): { used: Place[]; loose: Set<Place> } {
  const found = new Map<number, Place>();
  const loose = new Set<Place>();
  const collect = (source: Source): void => {
    if (source.from === 'place') found.set(source.place.index, source.place);
    if (source.from === 'place' && source.loose) loose.add(source.place);
    if (source.from === 'head') {
      collect(source.left);
      collect(source.right);
    }
  };
  for (const step of steps) for (const { source } of links[step]?.values() ?? []) collect(source);
  return { used: [...found.values()].sort((a, b) => a.index - b.index), loose };
}

function stepEquations({
  calculations,
  links,
  steps,
  goal,
  scale,
}: Computation): Problem['background'] | Refused {
  try {
    const equations = steps.flatMap((step) => {
      const expression = calculations[step]?.expression;
      if (!expression) return [];
      const equation = equationOf(stepSymbol(step), expression, {
        source: (leaf) => links[step]?.get(leaf)?.source,
        place: placeSymbol,
        step: stepSymbol,
      });
      return [{ id: `calculation${step + 1}`, equation }];
    });
    return scale === 1
      ? equations
      : [...equations, { id: 'scale', equation: `answer = ${scale}*${stepSymbol(goal)}` }];
  } catch (cause) {
    if (cause instanceof EquationError) return refused('a calculation is too large', cause.message);
    throw cause;
  }
}

function worldOf(used: readonly Place[], { results, goal, scale }: Computation): Problem['world'] {
  const world: Record<string, string> = {};
  for (const place of used) world[placeSymbol(place.index)] = rational(place.value);
  for (const [step, value] of results) world[stepSymbol(step)] = rational(value);
  const last = results.get(goal);
  if (scale !== 1 && last) world.answer = rational(last.mul(scale));
  return world;
}
