import type { Label } from '../reading/labels.ts';
import type { Journal } from '../run/journal.ts';
import type { HandLabel } from '../run/labels.ts';
import { placeId } from '../run/replies.ts';
import type { Task } from './task.ts';

export interface LabellingOptions {
  readonly tasks: readonly Task[];
  readonly labeller: string;
  /** All labels given so far, by anybody. */
  readonly given: Iterable<HandLabel>;
  readonly journal: Pick<Journal<HandLabel>, 'append'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One person's way through the replies: which are labelled, and which label came last. */
export class Labelling {
  readonly tasks: readonly Task[];
  readonly labeller: string;
  readonly #labels = new Map<string, Label>();
  /** Places in the order in which they were labelled: what undo takes back. */
  #order: string[] = [];
  readonly #journal: LabellingOptions['journal'];
  readonly #now: () => number;

  constructor({ tasks, labeller, given, journal, now }: LabellingOptions) {
    this.tasks = tasks;
    this.labeller = labeller;
    this.#journal = journal;
    this.#now = now;
    const own = new Set(tasks.map(({ place }) => placeId(place)));
    for (const line of given) {
      const id = placeId(line);
      if (line.labeller === labeller && own.has(id)) this.#note(id, line.label);
    }
  }

  label(index: number): Label | undefined {
    const task = this.tasks[index];
    return task && this.#labels.get(placeId(task.place));
  }

  get labelled(): number {
    return this.#labels.size;
  }

  /** The first reply without a label from `from` on, then from the beginning; undefined when all have one. */
  nextOpen(from = 0): number | undefined {
    const places = this.tasks.map((_, i) => (from + i) % this.tasks.length);
    return places.find((i) => this.label(i) === undefined);
  }

  /** Resolves when the label is on disk. Throws RangeError for a reply that there is not, InputError where it cannot be written. */
  async give(index: number, label: Label): Promise<void> {
    const task = this.tasks[index];
    if (!task) throw new RangeError(`no reply ${index}`);
    await this.#write(task, label);
  }

  /** Takes the last label back; gives where it was, or undefined where there is none. */
  async undo(): Promise<number | undefined> {
    const last = this.#order.at(-1);
    const index = this.tasks.findIndex(({ place }) => placeId(place) === last);
    const task = this.tasks[index];
    if (!task) return undefined;
    await this.#write(task, null);
    return index;
  }

  async #write({ place }: Task, label: Label | null): Promise<void> {
    const { item, budget, epoch } = place;
    const at = new Date(this.#now()).toISOString();
    await this.#journal.append({ item, budget, epoch, labeller: this.labeller, label, at });
    this.#note(placeId(place), label);
  }

  #note(id: string, label: Label | null): void {
    this.#order = this.#order.filter((earlier) => earlier !== id);
    if (label === null) this.#labels.delete(id);
    else {
      this.#labels.set(id, label);
      this.#order.push(id);
    }
  }
}
