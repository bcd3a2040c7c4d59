import {
  CORRUPTED_LABELS,
  INTACT_LABELS,
  isUnsure,
  type Label,
  type Verdict,
} from '../../graders/verdict.ts';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { goesByProblems } from '../protocol/index.ts';
import type { RunRecord } from '../run/record.ts';

/** What the statistics need to know of an item. */
export type ItemFacts = Pick<Item, 'id' | 'twin' | 'family' | 'topic' | 'operator'> & {
  readonly certificate: { readonly kind: string };
};

/** What is kept of a verdict: no text. */
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
  readonly input: number | null;
  readonly output: number | null;
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

/** Collects the verdicts of one run, one by one in any order. */
export class Tally {
  readonly run: RunRecord;
  readonly corrupted: readonly ItemFacts[];
  readonly intact: readonly ItemFacts[];
  /** Of a protocol that goes by pairs. */
  readonly pairs: readonly Pair[];
  readonly #items: ReadonlyMap<string, ItemFacts>;
  /** By budget, item and epoch. */
  readonly #outcomes: ReadonlyMap<string, Map<string, Array<Outcome | undefined>>>;
  #grader: string | null = null;

  /** `items` are the run's items, all of them. Throws InputError where they are not. */
  constructor(run: RunRecord, items: Iterable<ItemFacts>) {
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
    this.#outcomes = new Map(asked.map(({ budget }) => [budget.name, new Map()]));
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
  add(verdict: Verdict): void {
    const { item: id, budget, epoch, label, none, requests, right, spent } = verdict;
    const { turns, toldBy = null, lead, explored } = verdict;
    const item = this.#items.get(id);
    const ofBudget = this.#outcomes.get(budget);
    const where = `the verdict on item ${id}, budget ${budget}, epoch ${epoch}`;
    if (!item || !ofBudget || epoch >= this.run.epochs) {
      throw new InputError(`${where} is not of this run: grade the run again`);
    }
    if (this.#grader !== null && this.#grader !== verdict.grader) {
      throw new InputError(
        `${where} is by ${verdict.grader}, earlier ones by ${this.#grader}: report one grader at a time`,
      );
    }
    const labels: readonly Label[] = item.twin === null ? INTACT_LABELS : CORRUPTED_LABELS;
    if (!labels.includes(label)) {
      throw new InputError(`${where} says "${label}", which is none of: ${labels.join(', ')}`);
    }
    const outcome = {
      label,
      none,
      requests,
      right,
      unsure: isUnsure(verdict),
      suspect: verdict.judged?.doubts.includes('injection') ?? false,
      noticed: verdict.noticed,
      input: spent.input,
      output: spent.output,
      ...(turns && { told: { turns, by: toldBy } }),
      ...(lead && { lead }),
      ...(explored && { explored }),
      ...(verdict.distract && { distract: verdict.distract }),
    };
    const epochs = ofBudget.get(id) ?? [];
    const earlier = epochs[epoch];
    if (earlier && (earlier.label !== label || earlier.right !== right)) {
      throw new InputError(
        `${where} is there twice, as "${earlier.label}" and "${label}": grade the run again`,
      );
    }
    this.#grader = verdict.grader;
    epochs[epoch] = outcome;
    ofBudget.set(id, epochs);
  }

  /** Takes a stream of verdicts in. Throws as `add` does. */
  async addAll(verdicts: AsyncIterable<Verdict> | Iterable<Verdict>): Promise<this> {
    if (Symbol.iterator in verdicts) for (const verdict of verdicts) this.add(verdict);
    else for await (const verdict of verdicts) this.add(verdict);
    return this;
  }

  /** An item's outcome in an epoch; undefined where there is no verdict yet. */
  outcome(budget: string, item: string, epoch: number): Outcome | undefined {
    return this.#outcomes.get(budget)?.get(item)?.[epoch];
  }

  /** An item's outcomes, those that there are. */
  outcomes(budget: string, item: string): readonly Outcome[] {
    const epochs = this.#outcomes.get(budget)?.get(item) ?? [];
    return isWhole(epochs) ? epochs : epochs.filter((outcome) => outcome !== undefined);
  }
}

/** Whether no epoch is left out: then there is nothing to copy. */
function isWhole(epochs: ReadonlyArray<Outcome | undefined>): epochs is readonly Outcome[] {
  return !epochs.includes(undefined);
}
