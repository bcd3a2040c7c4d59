import { type Fraction, fraction, rational } from '../../math/fraction.ts';
import type { Random } from '../../math/random.ts';
import type { Problem } from '../../problem/problem.ts';
import { fill } from '../../problem/slots.ts';
import { formatValue } from '../../problem/values.ts';
import { statedNumbers } from '../stated-numbers.ts';
import { nearValues } from './near-values.ts';
import { type Candidate, intactState, state } from './operator.ts';
import { sentencePlaces } from './places.ts';

/**
 * The problem with a sentence added that gives a quantity another value: near the true one, in the
 * domain, and not equal to any number of the text or of the world. `suffix` names the new premise.
 */
export function* clashes(
  problem: Problem,
  sentences: Readonly<Record<string, string>>,
  suffix: string,
  random: Random,
): Generator<Candidate> {
  const taken = numbersOf(problem);
  const places = sentencePlaces(problem);
  if (places.length === 0) return;
  for (const [id, sentence] of random.shuffle(Object.entries(sentences))) {
    const quantity = problem.quantities.find((known) => known.id === id);
    const truth = problem.world[id];
    if (!quantity || truth === undefined) continue;
    for (const value of nearValues(fraction(truth), quantity.domain, random)) {
      if (taken.some((other) => other.equals(value))) continue;
      const text = fill(sentence, new Map([['value', formatValue(value, quantity)]]));
      const { rendered, premises } = state(problem, {
        added: [{ before: random.pick(places), text }],
      });
      const [span = [0, 0]] = rendered.added;
      const premise = `${id}-${suffix}`;
      const exact = rational(value);
      yield {
        text: rendered.text,
        premises: [...premises, { id: premise, equation: `${id} = ${exact}`, gives: id, span }],
        change: {
          kind: 'clash',
          premise,
          quantity: id,
          values: [truth, exact],
          text: rendered.text.slice(...span),
          span,
        },
      };
    }
  }
}

/** Every number of a problem, stated or not: worked out once for all clashes. */
function numbersOf(problem: Problem): readonly Fraction[] {
  const known = NUMBERS.get(problem);
  if (known) return known;
  const numbers = [
    ...statedNumbers(intactState(problem).rendered.text),
    ...Object.values(problem.world).map((value) => fraction(value)),
  ];
  NUMBERS.set(problem, numbers);
  return numbers;
}

const NUMBERS = new WeakMap<Problem, readonly Fraction[]>();
