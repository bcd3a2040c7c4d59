import { sentencePlaces } from '../corrupt/operators/places.ts';
import { rational } from '../math/fraction.ts';
import type { Problem } from '../problem/problem.ts';
import { offersOf } from './offers.ts';
import { placeSymbol } from './quantities.ts';
import { type Refused, refused } from './refused.ts';
import { type Stated, segmentsOf } from './text/clauses.ts';
import type { Place } from './text/number-places.ts';
import { restatement } from './text/restatement.ts';
import type { TaggedText } from './text/tagged-text.ts';
import type { Understood, Worked } from './understand-worked.ts';

/** A problem of another set, as the importers read it. */
export interface Given extends Worked {
  readonly id: string;
  readonly topic: string;
}

/**
 * A word problem that was understood as a `Problem`: the numbers of the text that the solution uses are
 * premises, its calculations the background, its answer the target's value. Refused where no number may
 * go from the text; those in `unaskable`, by their symbols, may not.
 */
export function formalise(
  { id, topic, answer }: Given,
  understood: Understood,
  unaskable: ReadonlySet<string> = new Set(),
): { problem: Problem } | Refused {
  const { text, places, used, loose, quantities, premises, background, target, world } = understood;
  const { offers, refusals } = offersOf(understood, unaskable);
  const stated = used.map(
    (place): Stated => ({
      premise: placeSymbol(place.index),
      place,
      edit: offers.find((offer) => offer.place === place)?.edit,
      removable: offers.some((offer) => offer.place === place && offer.removable),
    }),
  );
  const segments = segmentsOf(text, stated);
  if (!segments)
    return refused('two numbers of the text stand too close to tell their clauses apart');
  const problem: Problem = {
    id,
    family: id,
    topic,
    wording: 0,
    quantities: [...quantities],
    premises: [...premises],
    background: [...background],
    target,
    world,
    answer: rational(answer),
    segments,
    again: {},
    claims: {},
    asides: [],
  };
  const surely = used.filter((place) => !loose.has(place));
  const again = restatements(text, places, surely, problem);
  if (offers.length === 0 && Object.keys(again).length === 0) {
    return refusals.length === 0
      ? refused('the solution uses no number of the text')
      : refused('no number may go from the text', refusals.join('; '));
  }
  return { problem: { ...problem, again } };
}

/** Sentences that may be said again with another value, by the symbols of their numbers. */
function restatements(
  text: TaggedText,
  places: readonly Place[],
  used: readonly Place[],
  problem: Problem,
): Record<string, string> {
  const following = () =>
    sentencePlaces(problem).map((index) => problem.segments[index]?.text ?? '');
  return Object.fromEntries(
    used.flatMap((place) => {
      const sentence = restatement(text, places, place, following);
      return sentence === undefined ? [] : [[placeSymbol(place.index), sentence]];
    }),
  );
}
