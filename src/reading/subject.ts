import { type Item, isCertified } from '../corrupt/item.ts';
import { clashOf, kindOf } from '../corrupt/item-kind.ts';
import { type Fraction, fraction } from '../math/fraction.ts';
import type { Quantity } from '../problem/problem.ts';
import { said } from './said.ts';

/** A quantity as a reader knows it: by its names and its unit. */
export type Named = Pick<Quantity, 'id' | 'noun' | 'unit' | 'also'>;

/** What a reply is about: all of an item that reading it takes. Labelled items of others fill it too. */
export interface Subject {
  readonly kind: 'missing' | 'contradicted' | 'intact';
  readonly text: string;
  /** The problem's own question. */
  readonly question: string | null;
  readonly quantities: readonly Named[];
  /**
   * Whether `quantities` holds every quantity of the problem. Where it holds only the missing ones,
   * a request for another measure of the things in the text gets the benefit of the doubt.
   */
  readonly complete: boolean;
  readonly target: string | null;
  /** Quantities whose values the text states. */
  readonly stated: ReadonlySet<string>;
  /** Minimal sets of quantities whose values would do. */
  readonly sufficient: ReadonlyArray<readonly string[]>;
  readonly clash: { readonly quantity: string; readonly values: readonly Fraction[] } | null;
  /** The intact problem's answer; null where it is not known, as with labelled items of others. */
  readonly answer: Fraction | null;
}

const subjects = new WeakMap<Item, Subject>();

/** What replies to an item are about: worked out once for each item, which is not changed afterwards. */
export function subjectOf(item: Item): Subject {
  const known = subjects.get(item);
  if (known) return known;
  const made = subjectFrom(item);
  subjects.set(item, made);
  return made;
}

function subjectFrom(item: Item): Subject {
  const clash = clashOf(item);
  return {
    kind: kindOf(item),
    text: item.text,
    question: questionOf(item.text),
    quantities: item.quantities,
    // Of an item of others, only what is missing or clashes has a name.
    complete: isCertified(item),
    target: item.target,
    stated: new Set(
      item.premises.flatMap(({ gives, span }) => (gives !== null && span !== null ? [gives] : [])),
    ),
    sufficient: item.asks,
    clash: clash && {
      quantity: clash.quantity,
      values: clash.values.map((value) => fraction(value)),
    },
    answer: fraction(item.answer),
  };
}

/** The last sentence of a problem that asks. */
export function questionOf(text: string): string | null {
  return said(text).sentences.findLast(({ question }) => question)?.text ?? null;
}
