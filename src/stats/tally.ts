import type { CountedVerdict } from '../../graders/skim-verdicts.ts';
import {
  CORRUPTED_LABELS,
  INTACT_LABELS,
  type Label,
  type Verdict,
} from '../../graders/verdict.ts';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { goesByProblems } from '../protocol/index.ts';
import type { RunRecord } from '../run/record.ts';
import { Alike } from './alike.ts';

/** What the statistics need to know of an item. */
export type ItemFacts = Pick<Item, 'id' | 'twin' | 'family' | 'topic' | 'operator'> & {
  readonly certificate: { readonly kind: string };
};

/** Verdicts one by one, or what hands them over one by one. */
export type Verdicts =
  | AsyncIterable<CountedVerdict>
  | Iterable<CountedVerdict>
  | ((take: (verdict: CountedVerdict) => void) => Promise<void>);

/** What is kept of a verdict: no text. Those that are alike are one object: a run may have millions. */
export interface Outcome {
  readonly label: Label;
  readonly none: Verdict['none'];
  readonly requests: boolean;
  readonly right: boolean;
  /** The grader is not sure of the label, which is its best. */
  readonly unsure: boolean;
  /** The reply speaks to its grader, and judges read it otherwise than the rules. */
  readonly suspect: boolean;
  /** Whether a gap or clash was noticed, in thought (null: none recorded) and in the reply. */
  readonly noticed: Verdict['noticed'];
  /** Reply by reply, where the problem was not all told at once. */
  readonly told?: {
    readonly turns: NonNullable<Verdict['turns']>;
    /** The turn, from 0, with which all was told; null where the turn cap came before. */
    readonly by: number | null;
  };
  /** How the model led, where it had to. */
  readonly lead?: NonNullable<Verdict['lead']>;
  readonly explored?: Explored;
  /** Reply by reply, where the user strayed from the problem. */
  readonly distract?: NonNullable<Verdict['distract']>;
}

/** Whom the replies asked, where there were several to ask (explore). */
export type Explored = NonNullable<Verdict['explored']>;

/** A corrupted item with its intact twin. */
export interface Pair {
  readonly corrupted: ItemFacts;
  readonly intact: ItemFacts;
}

/** Tokens over some conversations. */
export interface Tokens {
  readonly sum: number;
  /** Conversations of which they are known. */
  readonly known: number;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** What is counted of the conversations on one item under one budget. */
interface Cell {
  /** By epoch. */
  readonly outcomes: Array<Outcome | undefined>;
  readonly input: Mutable<Tokens>;
  readonly output: Mutable<Tokens>;
  /** Output tokens by epoch, where they are asked for. */
  readonly lengths: Array<number | null> | null;
}

export interface TallyOptions {
  /** Whether the output tokens of each conversation are kept, for `lengthOf`. */
  readonly lengths?: boolean;
}

/** Collects the verdicts of one run, one by one in any order. */
export class Tally {
  readonly run: RunRecord;
  readonly corrupted: readonly ItemFacts[];
  readonly intact: readonly ItemFacts[];
  /** Of a protocol that goes by pairs. */
  readonly pairs: readonly Pair[];
  readonly #items: ReadonlyMap<string, ItemFacts>;
  /** By budget and item. */
  readonly #cells: ReadonlyMap<string, Map<string, Cell>>;
  readonly #alike = new Alike();
  readonly #lengths: boolean;
  #grader: string | null = null;

  /** `items` are the run's items, all of them. Throws InputError where they are not. */
  constructor(run: RunRecord, items: Iterable<ItemFacts>, { lengths = false }: TallyOptions = {}) {
    const facts = Array.from(items, ({ id, twin, family, topic, operator, certificate }) => ({
      id,
      twin,
      family,
      topic,
      operator,
      certificate: { kind: certificate.kind },
    }));
    this.run = run;
    this.#items = new Map(facts.map((item) => [item.id, item]));
    if (this.#items.size !== run.items) {
      throw new InputError(
        `the run of ${run.model} asked ${run.items} items, but ${this.#items.size} were given: report with the release that it ran on`,
      );
    }
    this.intact = facts.filter(({ twin }) => twin === null);
    this.corrupted = facts.filter(({ twin }) => twin !== null);
    const paired = goesByProblems(run.protocol) ? [] : this.corrupted;
    this.pairs = paired.map((corrupted) => {
      const intact = this.#items.get(corrupted.twin ?? '');
      if (intact) return { corrupted, intact };
      throw new InputError(
        `item ${corrupted.id}: its twin ${corrupted.twin} is not among the items: a score needs both halves of a pair`,
      );
    });
    const asked = run.budgets.filter(({ sameAs }) => sameAs === null);
    this.#cells = new Map(asked.map(({ budget }) => [budget.name, new Map()]));
    this.#lengths = lengths;
  }

  /** Items of which nothing is proved. */
  get uncertified(): number {
    return [...this.#items.values()].filter(({ certificate }) => certificate.kind === 'none')
      .length;
  }

  /** Name and version of the grader; null before the first verdict. */
  get grader(): string | null {
    return this.#grader;
  }

  /**
   * Takes a verdict in. The same one twice counts once.
   * Throws InputError for a verdict that is not of this run, or that contradicts an earlier one.
   */
  add(verdict: CountedVerdict): void {
    const { item: id, budget, epoch, label, right, spent } = verdict;
    const item = this.#items.get(id);
    const ofBudget = this.#cells.get(budget);
    // Only for errors: of a million verdicts none has one.
    const where = () => `the verdict on item ${id}, budget ${budget}, epoch ${epoch}`;
    if (!item || !ofBudget || epoch >= this.run.epochs) {
      throw new InputError(`${where()} is not of this run: grade the run again`);
    }
    if (this.#grader !== null && this.#grader !== verdict.grader) {
      throw new InputError(
        `${where()} is by ${verdict.grader}, earlier ones by ${this.#grader}: report one grader at a time`,
      );
    }
    const labels: readonly Label[] = item.twin === null ? INTACT_LABELS : CORRUPTED_LABELS;
    if (!labels.includes(label)) {
      throw new InputError(`${where()} says "${label}", which is none of: ${labels.join(', ')}`);
    }
    const cell = ofBudget.get(id) ?? this.#newCell();
    const earlier = cell.outcomes[epoch];
    if (earlier && (earlier.label !== label || earlier.right !== right)) {
      throw new InputError(
        `${where()} is there twice, as "${earlier.label}" and "${label}": grade the run again`,
      );
    }
    this.#grader = verdict.grader;
    if (earlier) return;
    ofBudget.set(id, cell);
    cell.outcomes[epoch] = this.#alike.of(verdict);
    count(cell.input, spent.input);
    count(cell.output, spent.output);
    if (cell.lengths) cell.lengths[epoch] = spent.output;
  }

  #newCell(): Cell {
    const { epochs } = this.run;
    return {
      // At once as long as it will be: one that grows takes up to twice as much.
      outcomes: epochs <= MOST_AT_ONCE ? new Array(epochs) : [],
      input: { ...NO_TOKENS },
      output: { ...NO_TOKENS },
      lengths: this.#lengths ? [] : null,
    };
  }

  /** Takes verdicts in. Throws as `add` does. */
  async addAll(verdicts: Verdicts): Promise<this> {
    if (typeof verdicts === 'function') await verdicts((verdict) => this.add(verdict));
    else if (Symbol.iterator in verdicts) for (const verdict of verdicts) this.add(verdict);
    else for await (const verdict of verdicts) this.add(verdict);
    return this;
  }

  /** An item's outcome in an epoch; undefined where there is no verdict yet. */
  outcome(budget: string, item: string, epoch: number): Outcome | undefined {
    return this.#cell(budget, item)?.outcomes[epoch];
  }

  /** An item's outcomes, those that there are. */
  outcomes(budget: string, item: string): readonly Outcome[] {
    const epochs = this.#cell(budget, item)?.outcomes ?? [];
    return isWhole(epochs) ? epochs : epochs.filter((outcome) => outcome !== undefined);
  }

  /** Tokens that the conversations on an item took. */
  tokens(budget: string, item: string): { readonly input: Tokens; readonly output: Tokens } {
    const { input, output } = this.#cell(budget, item) ?? { input: NO_TOKENS, output: NO_TOKENS };
    return { input, output };
  }

  /** Output tokens of a conversation; null where unknown. Throws RangeError where they are not kept. */
  lengthOf(budget: string, item: string, epoch: number): number | null {
    if (!this.#lengths) throw new RangeError('a tally that keeps no lengths');
    return this.#cell(budget, item)?.lengths?.[epoch] ?? null;
  }

  #cell(budget: string, item: string): Cell | undefined {
    return this.#cells.get(budget)?.get(item);
  }
}

/** Epochs that an item's outcomes have place for from the beginning. */
const MOST_AT_ONCE = 1000;

const NO_TOKENS: Tokens = { sum: 0, known: 0 };

function count(of: Mutable<Tokens>, tokens: number | null): void {
  if (tokens === null) return;
  of.sum += tokens;
  of.known += 1;
}

/** Whether no epoch is left out: then there is nothing to copy. */
function isWhole(epochs: ReadonlyArray<Outcome | undefined>): epochs is readonly Outcome[] {
  return !epochs.includes(undefined);
}
