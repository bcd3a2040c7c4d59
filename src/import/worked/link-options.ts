import type { Fraction } from '../../math/fraction.ts';
import { stem } from '../../reading/words.ts';
import { type Place, wordsOf } from '../text/number-places.ts';
import { type Expression, exactValue, factorsOf, leavesOf } from './arithmetic.ts';
import { type FormName, formOf } from './leaf-forms.ts';
import { readerReason } from './reader-constants.ts';
import type { Source } from './sources.ts';
import type { Calculation } from './worked-solution.ts';

/** Where a number may come from, likeliest first. */
export function options(context: Context): Option[] {
  const found = [...stepOptions(context), ...placeOptions(context), ...readerOptions(context)];
  return found.sort((a, b) => b.score - a.score);
}

export interface Context {
  readonly calculations: readonly Calculation[];
  readonly places: readonly Place[];
  readonly question: string;
  /** Lengths of the lists in the question. */
  readonly lists: ReadonlySet<number>;
  readonly usedSteps: ReadonlySet<number>;
  readonly usedPlaces: ReadonlySet<number>;
  /** Those that this calculation has used. */
  readonly usedHere: ReadonlySet<number>;
  readonly index: number;
  readonly leaf: { readonly index: number; readonly value: Fraction };
  readonly role: Role;
}

export interface Option {
  readonly source: Source;
  readonly score: number;
}

/** What a number does in a calculation: it is added (or taken away), multiplies or divides. */
export type Role = 'term' | 'factor' | 'divisor';

export function rolesOf(
  expression: Expression,
): Array<{ leaf: Expression & { kind: 'leaf' }; role: Role }> {
  if (expression.kind === 'equation')
    return [...rolesOf(expression.left), ...rolesOf(expression.right)];
  const factors = factorsOf(expression);
  return factors.flatMap(({ factor, below }) => {
    if (factor.kind === 'leaf')
      return [{ leaf: factor, role: below ? 'divisor' : factors.length > 1 ? 'factor' : 'term' }];
    if (factor.kind === 'negative') return rolesOf(factor.of);
    return factor.kind === 'unknown' ? [] : [...rolesOf(factor.left), ...rolesOf(factor.right)];
  });
}

function* stepOptions({ calculations, usedSteps, index, leaf }: Context): Generator<Option> {
  for (let step = index - 1; step >= 0; step--) {
    const earlier = calculations[step];
    if (!earlier || earlier.expression.kind === 'leaf') continue;
    if (!earlier.result.equals(leaf.value) && !exactValue(earlier.expression)?.equals(leaf.value)) {
      continue;
    }
    const recent = step === index - 1 ? 0.2 : 0;
    yield { source: { from: 'step', step }, score: (usedSteps.has(step) ? 1.4 : 3.9) + recent };
  }
}

function* placeOptions(context: Context): Generator<Option> {
  const { calculations, places, usedPlaces, usedHere, index, leaf, role } = context;
  const { line = '', at = 0 } = calculations[index] ?? {};
  const lineFit = fitTo(line, at, leaf.value);
  for (const place of places) {
    if (place.value.equals(1) && place.kind === 'plain') continue;
    if (isLowerPart(leaf.value, place) && (role !== 'term' || place.kind === 'ratio')) {
      const reason = `it is the lower part of ${place.value.toFraction()} in the text`;
      yield { source: { from: 'text', reason }, score: 2.3 };
    }
    const form = formOf(leaf.value, place);
    const idle = !usedPlaces.has(place.index);
    const base = form && baseScore(form.name, place, role, idle, calculations[index]);
    if (!form || base === undefined) continue;
    yield {
      source: { from: 'place', place, form },
      score:
        base +
        lineFit(place) -
        (usedPlaces.has(place.index) ? 0.3 : 0) -
        (usedHere.has(place.index) ? 1.5 : 0),
    };
  }
}

/**
 * How well the words of a calculation's line, and those beside the value that it uses at a place, fit a number of the
 * text. They are looked at when it is first asked: most values are results.
 */
function fitTo(line: string, at: number, value: Fraction): (place: Place) => number {
  let beside: ReturnType<typeof besideValue> | undefined;
  return ({ near, around, unit, kind }) => {
    beside ??= besideValue(line.slice(0, at), value);
    const [said, close] = [wordsOf(line), wordsOf(near)];
    return (
      0.5 * overlap(beside.words, close) +
      0.4 * overlap(said, close) +
      0.2 * overlap(said, wordsOf(around)) +
      (unit !== '' && beside.units.has(stem(unit)) ? 1 : 0) +
      (kind === 'money' && beside.money ? 0.6 : 0)
    );
  };
}

/** The 4 of 3/4, the 11 of 7:11. */
function isLowerPart(value: Fraction, { kind, value: part }: Place): boolean {
  return (kind === 'ratio' || (kind === 'fraction' && part.n > 1n)) && value.equals(part.d);
}

function baseScore(
  form: FormName,
  place: Place,
  role: Role,
  idle: boolean,
  calculation: Calculation | undefined,
): number | undefined {
  const { kind } = place;
  switch (form) {
    case 'itself': {
      if (isMultiple(place)) return role === 'term' ? 1 : role === 'divisor' && idle ? 4.3 : 3.3;
      if (isDifference(place)) return role === 'term' ? 2.9 : 2.2;
      if (kind !== 'percent') return 2.6;
      const hundred =
        calculation &&
        leavesOf(calculation.expression).some(
          ({ value }) => value.equals(100) || value.equals('1/100'),
        );
      return hundred ? 2.8 : /%/.test(calculation?.line ?? '') ? 2.4 : 1.5;
    }
    case 'hundredth':
      return 2.8;
    case 'inverse':
      if (role === 'term') return 1;
      if (kind === 'percent') return role === 'divisor' ? 2.4 : undefined;
      // A fraction in words is hardly ever idle.
      return role === 'divisor' ? (idle ? 4.3 : 2.8) : 2.4;
    case 'inverse of the rest':
      return role === 'factor' ? 1.6 : undefined;
    case 'numerator':
      return role === 'term' && kind !== 'ratio' ? undefined : 2.4;
    default:
      return 1.2;
  }
}

function* readerOptions({
  calculations,
  question,
  lists,
  index,
  leaf,
}: Context): Generator<Option> {
  const line = calculations[index]?.line ?? '';
  const reason = readerReason(leaf.value, line);
  if (reason !== undefined) yield { source: { from: 'reader', reason }, score: 2.2 };
  const remote = reason === undefined ? readerReason(leaf.value, question) : undefined;
  if (remote !== undefined) yield { source: { from: 'reader', reason: remote }, score: 1.4 };
  if (leaf.value.d === 1n && lists.has(Number(leaf.value.n))) {
    yield { source: { from: 'reader', reason: `the text lists ${leaf.value.n}` }, score: 1 };
  }
}

/** "twice", "3 times as many": it multiplies. */
export function isMultiple({ kind, unit, next }: Place): boolean {
  return (
    (kind === 'factor' && !/^(?:a|per|each|every|daily|weekly|monthly)$/.test(unit)) ||
    (unit === 'times' &&
      /^(?:as|more|the|that|his|her|their|bigger|larger|longer|older|taller|heavier)$/.test(next))
  );
}

/** "3 more", "2 fewer than": it is added or taken away. */
function isDifference({ unit, next }: Place): boolean {
  return (
    /^(?:more|fewer|less|extra|additional)$/.test(unit) ||
    /^(?:more|older|younger|taller|shorter|longer|less|fewer)$/.test(next)
  );
}

/** What stands right beside a value in a line: "$20", "20 fruit/cluster". */
function besideValue(
  line: string,
  value: Fraction,
): { words: ReadonlySet<string>; units: ReadonlySet<string>; money: boolean } {
  const digits = value.toString();
  const plain = line.replace(/(\d),(?=\d{3})/g, '$1');
  const words = new Set<string>();
  const units = new Set<string>();
  let money = false;
  for (let at = plain.indexOf(digits); at >= 0; at = plain.indexOf(digits, at + digits.length)) {
    const end = at + digits.length;
    if (/[\d.]$/.test(plain.slice(0, at)) || /^\d/.test(plain.slice(end))) continue;
    for (const word of wordsOf(plain.slice(Math.max(0, at - 15), end + 25))) words.add(word);
    const behind =
      /^(?:\.0+)?[ -]?((?:[a-z]+[ /]?){1,2})/i.exec(plain.slice(end, end + 30))?.[1] ?? '';
    for (const word of behind.toLowerCase().split(/[ /]/))
      if (word.length > 2) units.add(stem(word));
    if (/\$ ?$/.test(plain.slice(0, at))) money = true;
  }
  return { words, units, money };
}

/** The share of the smaller set that is in the other, from 0 to 1. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const least = Math.min(a.size, b.size);
  if (least === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared / least;
}
