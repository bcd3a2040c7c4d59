import { type Fraction, fraction } from '../../math/fraction.ts';
import { stem } from '../../reading/words.ts';
import type { Place } from '../text/number-places.ts';
import { evaluate, exactValue, type Operator } from './arithmetic.ts';
import { formOf, type LeafForm } from './leaf-forms.ts';
import { type Context, isMultiple } from './link-options.ts';
import { readerReason } from './reader-constants.ts';
import type { Source } from './sources.ts';

/** Two sources whose sum, difference, product or quotient is the leaf, where there is but one such pair. */
export function workedInHead({
  calculations,
  places,
  question,
  usedSteps,
  usedPlaces,
  index,
  leaf,
}: Context): Source | undefined {
  const line = calculations[index]?.line ?? '';
  const atoms: Atom[] = [];
  for (const place of places) {
    const form = formOf(place.value, place);
    if (form && !['clock', 'ordinal', 'percent'].includes(place.kind))
      atoms.push({
        source: { from: 'place', place, form },
        value: place.value,
        free: !usedPlaces.has(place.index),
      });
  }
  for (let step = 0; step < index; step++) {
    const earlier = calculations[step];
    const value = earlier && exactValue(earlier.expression);
    if (earlier && value && !/leaf|equation/.test(earlier.expression.kind))
      atoms.push({
        source: { from: 'step', step },
        value: earlier.result,
        free: !usedSteps.has(step),
      });
  }
  for (const value of HEAD_CONSTANTS) {
    const exact = fraction(value);
    const reason = readerReason(exact, `${line} ${question}`);
    if (reason !== undefined)
      atoms.push({ source: { from: 'reader', reason }, value: exact, free: true });
  }
  const pairs: Array<{ source: Source; free: boolean; key: string }> = [];
  for (const a of atoms) {
    for (const b of atoms) {
      if (a === b || (a.source.from === 'reader' && b.source.from === 'reader')) continue;
      for (const operator of ['+', '-', '*', '/'] as const) {
        if (/[+*]/.test(operator) && atoms.indexOf(a) > atoms.indexOf(b)) continue;
        if (/[*/]/.test(operator) && (a.value.equals(1) || b.value.equals(1))) continue;
        if (!isMental(operator, a, b)) continue;
        const value = evaluate({
          kind: 'operation',
          operator,
          left: { kind: 'leaf', index: 0, value: a.value },
          right: { kind: 'leaf', index: 1, value: b.value },
        });
        if (!value?.equals(leaf.value)) continue;
        pairs.push({
          source: {
            from: 'head',
            operator,
            left: a.source,
            right: b.source,
            values: [a.value, b.value],
          },
          free: a.free && b.free,
          key: '',
        });
      }
    }
  }
  const free = pairs.filter(({ free }) => free);
  const [only, ...more] = free.length > 0 ? free : pairs;
  return more.length === 0 ? only?.source : undefined;
}

const HEAD_CONSTANTS = [1, 3, 4, 7, 8, 12, 16, 60];

/** What people do without writing it down: "twice as many" makes 3 parts in all, two weeks are 14 days. */
function isMental(operator: Operator, a: Atom, b: Atom): boolean {
  const one = [a, b].find(({ source }) => source.from === 'reader');
  if (one) {
    const other = one === a ? b : a;
    if (other.source.from === 'step')
      return one.value.equals(1) && other.free && operator === '-' && one === b;
    if (other.source.from !== 'place') return false;
    const { place } = other.source;
    if (!one.value.equals(1))
      return (
        operator === '*' &&
        place.kind === 'plain' &&
        UNITS_OF.get(Number(one.value.n))?.test(place.unit) === true
      );
    if (isMultiple(place)) return operator === '+';
    return (
      other.free && place.kind === 'plain' && (operator === '+' || (operator === '-' && one === b))
    );
  }
  if (operator === '+' || operator === '-') {
    const ones = [a, b].filter(({ value }) => value.equals(1));
    const alike = new Set(
      [a, b].map(({ source }) => (source.from === 'place' ? stem(source.place.unit) : '')),
    );
    return (
      a.free &&
      b.free &&
      a.value.s > 0n &&
      b.value.s > 0n &&
      (ones.length === 0 || alike.size === 1)
    );
  }
  const kinds = [a, b].map(({ source }) => (source.from === 'place' ? source.place.kind : 'step'));
  if (operator === '/') return false;
  if (kinds.join() === 'factor,factor') return true;
  return kinds.includes('fraction')
    ? !kinds.includes('factor')
    : kinds.includes('factor') && kinds.includes('step');
}

/** Units of which one is so many of a smaller one. */
const UNITS_OF = new Map([
  [3, /^yards?$/],
  [4, /^gallons?$/],
  [8, /^gallons?$/],
  [16, /^pounds?$/],
  [7, /^weeks?$/],
  [12, /^(?:years?|feet|foot)$/],
  [60, /^(?:hours?|minutes?)$/],
]);

interface Atom {
  readonly source: Source;
  readonly value: Fraction;
  readonly free: boolean;
}

/** The sum of all numbers of one unit: "2 hours" and "1 hour" are 3 in all. */
export function totalOf({ places, leaf }: Context): Source | undefined {
  const units = new Map<string, Place[]>();
  for (const place of places) {
    const unit = stem(place.unit);
    if (place.kind === 'plain' && TOTALLED.has(unit))
      units.set(unit, [...(units.get(unit) ?? []), place]);
  }
  for (const [first, ...rest] of units.values()) {
    if (!first || rest.length === 0) continue;
    let total = itself(first);
    for (const place of rest) {
      const next = itself(place);
      total = {
        source: {
          from: 'head',
          operator: '+',
          left: total.source,
          right: next.source,
          values: [total.value, next.value],
        },
        value: total.value.add(next.value),
      };
    }
    if (total.value.equals(leaf.value)) return total.source;
  }
  return undefined;
}

/** Units of which a solution says a total without working it out. */
const TOTALLED = new Set(['hours', 'minutes', 'miles'].map(stem));

function itself(place: Place): Valued {
  const form: LeafForm = {
    name: 'itself',
    above: [fraction(0), fraction(1)],
    below: [fraction(1), fraction(0)],
  };
  return { source: { from: 'place', place, form }, value: place.value };
}

interface Valued {
  readonly source: Source;
  readonly value: Fraction;
}
