import type { Item } from '../corrupt/item.ts';
import { display, fraction, type Rational } from '../math/fraction.ts';
import type { Quantity } from '../problem/problem.ts';
import { formatValue } from '../problem/values.ts';
import { printable } from './plain-text.ts';

type Facts = Pick<Item, 'quantities' | 'premises' | 'background' | 'text'>;

/** Says in nouns and units what an item's records say in symbols. */
export class QuantityWords {
  readonly #quantities: ReadonlyMap<string, Quantity>;
  readonly #item: Facts;

  constructor(item: Facts) {
    this.#item = item;
    this.#quantities = new Map(item.quantities.map((quantity) => [quantity.id, quantity]));
  }

  /** "the price of one glass", but "Ana's age". */
  noun(id: string): string {
    const noun = printable(this.#quantities.get(id)?.noun ?? id);
    return this.#quantities.has(id) && !/^(?:how |\p{Lu})/u.test(noun) ? `the ${noun}` : noun;
  }

  /** "3 dollars"; the bare number where the noun says what is counted, or the id is of no quantity. */
  value(value: Rational, id: string): string {
    const number = this.number(value, id);
    return [number, this.unit(id, number === '1')].filter(Boolean).join(' ');
  }

  /** "2.50", as the text would show it. */
  number(value: Rational, id: string): string {
    const quantity = this.#quantities.get(id);
    return quantity ? formatValue(fraction(value), quantity) : display(value);
  }

  /** "dollars"; "" where the noun says what is counted ("number of glasses"). */
  unit(id: string, singular = false): string {
    const { noun = '', unit = '' } = this.#quantities.get(id) ?? {};
    if (/^(?:number of|how many) /.test(noun)) return '';
    return singular ? printable(unit) : plural(printable(unit));
  }

  /** An equation or expression with nouns for symbols: "the total = the price × the count". */
  inNouns(expression: string): string {
    return this.#replaceSymbols(expression, (id) => this.noun(id));
  }

  /** The same with numbers for the symbols that have a value: "the total = 3 × 8". */
  inNumbers(expression: string, known: ReadonlyMap<string, Rational>): string {
    return this.#replaceSymbols(expression, (id) => {
      const value = known.get(id);
      return value === undefined ? this.noun(id) : this.number(value, id);
    });
  }

  /** The equation of a premise or of the background; undefined for an id of neither. */
  equation(id: string): string | undefined {
    const { premises, background } = this.#item;
    return [...premises, ...background].find((equation) => equation.id === id)?.equation;
  }

  /** How the text states a premise: “Each glass costs 3 dollars”; undefined where it does not. */
  quote(id: string): string | undefined {
    const span = this.#item.premises.find((premise) => premise.id === id)?.span;
    if (!span || span[1] <= span[0]) return undefined;
    const stated = printable(this.#item.text.slice(...span)).trim();
    return `“${stated.endsWith('.') ? stated.slice(0, -1) : stated}”`;
  }

  /** A statement as a person would point to it: its words, else its equation. */
  statement(id: string): string {
    return this.quote(id) ?? this.inNouns(this.equation(id) ?? id);
  }

  #replaceSymbols(expression: string, word: (id: string) => string): string {
    return printable(expression)
      .replace(/[a-z_]\w*/gi, word)
      .replaceAll(' * ', ' × ')
      .replaceAll(' - ', ' − ');
  }
}

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['child', 'children'],
  ['foot', 'feet'],
  ['person', 'people'],
  ['percent', 'percent'],
  ['goldfish', 'goldfish'],
  ['yen', 'yen'],
  ['yuan', 'yuan'],
  ['baht', 'baht'],
  ['rand', 'rand'],
  ['naira', 'naira'],
]);

/** "glass" → "glasses", "kilometre per hour" → "kilometres per hour". */
function plural(unit: string): string {
  const [head = '', ...per] = unit.split(' per ');
  const words = head.split(' ');
  const last = words.pop() ?? '';
  return [[...words, pluralWord(last)].join(' '), ...per].join(' per ');
}

function pluralWord(word: string): string {
  if (word === '') return '';
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
