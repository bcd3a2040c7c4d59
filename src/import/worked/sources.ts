import type { Fraction } from '../../math/fraction.ts';
import type { Place } from '../text/number-places.ts';
import type { Operator } from './arithmetic.ts';
import type { LeafForm } from './leaf-forms.ts';

/** Where a number of a calculation comes from. */
export type Source =
  | { readonly from: 'step'; readonly step: number }
  | {
      readonly from: 'place';
      readonly place: Place;
      readonly form: LeafForm;
      /** It is one of several equal numbers of the text, and nothing tells which. */
      readonly loose?: true;
    }
  /** The solution works it out in its head, from two others. */
  | {
      readonly from: 'head';
      readonly operator: Operator;
      readonly left: Source;
      readonly right: Source;
      /** What the two are worth, as written. */
      readonly values: readonly [Fraction, Fraction];
    }
  /** The text states it, but more than once, or as a part of another number: it stays as it is. */
  | { readonly from: 'text'; readonly reason: string; readonly places?: readonly Placed[] }
  | { readonly from: 'reader'; readonly reason: string };

/** A place as a source. */
export type Placed = Source & { readonly from: 'place' };

export interface Link {
  readonly source: Source;
  /** Other sources that are nearly as likely. */
  readonly others: readonly Source[];
}

/** Per calculation, per leaf. Missing where no source was found. */
export type Links = ReadonlyArray<ReadonlyMap<number, Link>>;

export function note(source: Source, steps: Set<number>, places: Set<number>): void {
  if (source.from === 'step') steps.add(source.step);
  if (source.from === 'place') places.add(source.place.index);
  if (source.from === 'head')
    for (const part of [source.left, source.right]) note(part, steps, places);
}

export function same(a: Source, b: Source): boolean {
  if (a.from === 'step' && b.from === 'step') return a.step === b.step;
  return a.from === 'place' && b.from === 'place' && a.place === b.place;
}
