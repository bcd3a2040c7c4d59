import type { Random } from '../../math/random.ts';
import type { Problem, Segment } from '../../problem/problem.ts';
import type { Operator } from './operator.ts';
import { sentencePlaces } from './places.ts';

/**
 * The problem with one or two of its asides told in the text: true sentences with numbers that touch
 * no equation of the target (GSM-MCE's and GSM-IC's distractors). It is a problem like any other, so
 * every operator works on it. Undefined where there is no aside, or no place for one.
 */
export function addAsides(problem: Problem, random: Random): Problem | undefined {
  const places = sentencePlaces(problem);
  const asides = random.shuffle(problem.asides).slice(0, random.int(1, 2));
  if (places.length === 0 || asides.length === 0) return undefined;
  const placed = asides.map((aside) => ({ ...aside, before: random.pick(places) }));
  const world = Object.fromEntries(placed.map(({ quantity, value }) => [quantity.id, value]));
  return {
    ...problem,
    quantities: [...problem.quantities, ...placed.map(({ quantity }) => quantity)],
    premises: [
      ...problem.premises,
      ...placed.map(({ quantity: { id }, value }) => ({
        id,
        equation: `${id} = ${value}`,
        gives: id,
      })),
    ],
    world: { ...problem.world, ...world },
    segments: problem.segments.flatMap((segment, index) => [
      ...placed
        .filter(({ before }) => before === index)
        .map(({ quantity, text }): Segment => {
          return { premise: quantity.id, question: false, text, blur: null, gone: '' };
        }),
      segment,
    ]),
  };
}

/** The premises of a problem that are asides. */
export function asidesOf(problem: Problem): string[] {
  const asides = new Set(problem.asides.map(({ quantity }) => quantity.id));
  return problem.premises.filter(({ id }) => asides.has(id)).map(({ id }) => id);
}

/** `base+distract`: the base operator, to be put to the problem with asides. */
export function withAsides(base: Operator): Operator {
  return {
    ...base,
    name: `${base.name}+distract`,
    summary: `${base.summary}; true sentences that do not matter are added`,
    distracts: true,
  };
}
