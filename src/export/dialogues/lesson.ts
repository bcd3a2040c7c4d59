import type { Item } from '../../corrupt/item.ts';
import type { Derivation, Step } from '../../math/certificate.ts';
import { display, type Rational } from '../../math/fraction.ts';
import type { Random } from '../../math/random.ts';
import { QuantityWords } from '../../report/quantity-words.ts';

/** A derivation told bit by bit: what was said is not said again unless it is asked for. */
export class Lesson {
  readonly #item: Item;
  readonly #words: QuantityWords;
  readonly #random: Random;
  readonly #derivation: Derivation;
  /** Steps that are more than reading a value off the text. */
  readonly #steps: readonly Step[];
  #said = 0;

  constructor(item: Item, derivation: Derivation, random: Random) {
    this.#item = item;
    this.#words = new QuantityWords(item);
    this.#random = random;
    this.#derivation = derivation;
    const given = new Set(item.premises.flatMap(({ id, gives }) => (gives ? [id] : [])));
    this.#steps = derivation.steps.filter(
      ({ from }) => from.length !== 1 || !given.has(from[0]?.equation ?? ''),
    );
  }

  get said(): number {
    return this.#said;
  }

  /** What comes next, by its name. */
  get next(): string {
    const step = this.#steps[this.#said] ?? this.#steps.at(-1);
    return this.#name(step?.yields ?? this.#item.target);
  }

  /** The next so many steps, one sentence each; "" where all were said. */
  goOn(steps = 1): string {
    const some = this.#steps.slice(this.#said, this.#said + steps);
    this.#said = Math.min(this.#steps.length, this.#said + steps);
    return some.map((step) => this.#sentence(step)).join(' ');
  }

  /** How a quantity comes about, with the steps before it that were not said yet. */
  explain(quantity: string): string {
    const at = this.#steps.findIndex(({ yields }) => yields === quantity);
    const step = this.#steps[at];
    if (!step) return this.goOn();
    if (at < this.#said) return this.#sentence(step);
    return this.goOn(at + 1 - this.#said);
  }

  /** The number that a quantity of the text has. */
  value(quantity: string): string {
    return this.#words.value(this.#derivation.world[quantity] ?? '0', quantity);
  }

  /** All that is left of it, and the answer. */
  conclude(): string {
    const rest = this.goOn(this.#steps.length);
    const answer = this.#words.value(this.#derivation.answer, this.#item.target);
    const number = display(this.#derivation.answer);
    // The last step has named what is asked for already.
    const named = rest === '' ? `So ${this.#name(this.#item.target)} is ${answer}.\n\n` : '';
    const ending = this.#random.pick([
      `${named}The answer is ${number}.`,
      `That makes ${answer}.\n\n**Answer: ${number}**`,
      `The final answer is ${number}.`,
      `Altogether, the final answer is **${number}**.`,
    ]);
    return [rest, ending].filter(Boolean).join(' ');
  }

  #name(quantity: string): string {
    return this.#words.noun(quantity);
  }

  #sentence({ yields, value, from }: Step): string {
    const words = this.#words;
    const result = `${words.inNouns(yields)} is ${words.value(value, yields)}`;
    const known = new Map<string, Rational>(
      Object.entries(this.#derivation.world).filter(([id]) => id !== yields),
    );
    const equations = from.map(({ equation }) => words.equation(equation) ?? '');
    const told = equations.map((equation) => words.inNouns(equation)).join(', and ');
    const [only = ''] = equations;
    const numbers = equations.length === 1 ? words.inNumbers(only, known) : '';
    return this.#random.pick([
      `We know that ${told}${numbers === '' ? '' : `, here ${numbers}`}, so ${result}.`,
      `Since ${told}, ${result}.`,
      `To get ${words.inNouns(yields)}, we use that ${told}: ${result}.`,
    ]);
  }
}
