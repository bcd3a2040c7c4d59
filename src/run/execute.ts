import PQueue from 'p-queue';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { ModelError } from '../model/completion.ts';
import { type CallContext, RecordedCalls } from './calls.ts';
import type { LineJournal } from './journal.ts';
import { Stopped } from './paced-endpoint.ts';
import { Patience } from './patience.ts';
import type { RunLine } from './record.ts';
import type { RunError } from './recorded.ts';
import type { Place } from './replies.ts';

export interface Execution extends CallContext {
  items: readonly Item[];
  /** Aborts `signal` where going on is of no use. */
  giveUp: () => void;
  /** Conversations at a time whose reply is waited for. */
  concurrency: number;
  onConversation: (failed: boolean) => void;
}

export interface Ending {
  /** Conversations that failed for good. */
  errors: RunError[];
  /** Conversations that have an end. */
  ended: number;
  /** Of them, those that were held now. */
  held: number;
  /** Conversations without an end: failed, or not begun. */
  open: number;
}

/**
 * Holds every conversation of the run that has not ended; each reply is on disk before it counts.
 * Throws InputError where going on is of no use (wrong key, no such model, nothing there, disk
 * full); what was recorded until then stays.
 */
export async function execute(run: Execution): Promise<Ending> {
  const most = atOnce(run);
  const queue = new PQueue({ concurrency: most });
  const journal = new WatchedJournal(run.journal, (ending) => {
    // An end on its way to the disk holds no place that another call could have: a kill would cost no call of it, as
    // its replies are there. One by one stays so.
    if (!run.waves) queue.concurrency = most + Math.min(ending, most - 1);
  });
  const calls = new RecordedCalls({ ...run, journal });
  const guard = new Guard(run);
  const before = run.recorded.ended.size;
  let planned = 0;
  for (const { place, item } of places(run)) {
    planned += 1;
    if (run.recorded.ended.has(place)) continue;
    // A run may have millions of conversations: only as many as are under way are held.
    await queue.onSizeLessThan(1);
    void queue.add(() => converse(run, calls, guard, place, item));
  }
  run.waves?.allOpened();
  await queue.onIdle();
  await calls.settled();
  if (guard.reason) throw guard.reason;
  const ended = run.recorded.ended.size;
  const errors = [...run.recorded.errors.values()];
  return { errors, ended, held: ended - before, open: planned - ended };
}

/** Conversations at a time: in batches, all that one may hold wait together. */
function atOnce({ concurrency, waves }: Pick<Execution, 'concurrency' | 'waves'>): number {
  return waves?.size ?? concurrency;
}

/** A journal that tells how many ends of conversations are being written. */
class WatchedJournal implements LineJournal<RunLine> {
  readonly #journal: LineJournal<RunLine>;
  readonly #onChange: (ending: number) => void;
  #ending = 0;

  constructor(journal: LineJournal<RunLine>, onChange: (ending: number) => void) {
    this.#journal = journal;
    this.#onChange = onChange;
  }

  async append(line: RunLine): Promise<RunLine> {
    if (line.type !== 'end') return this.#journal.append(line);
    this.#change(1);
    try {
      return await this.#journal.append(line);
    } finally {
      this.#change(-1);
    }
  }

  #change(by: number): void {
    this.#ending += by;
    this.#onChange(this.#ending);
  }
}

/** Budgets alternate within an item, so that a run cut short is still balanced. */
function* places(run: Execution): Generator<{ place: Place; item: Item }> {
  const budgets = run.record.budgets.filter((entry) => entry.sameAs === null);
  for (let epoch = 0; epoch < run.record.epochs; epoch += 1) {
    for (const item of run.items) {
      for (const { budget } of budgets) {
        yield { place: { item: item.id, budget: budget.name, epoch }, item };
      }
    }
  }
}

async function converse(
  run: Execution,
  calls: RecordedCalls,
  guard: Guard,
  place: Place,
  item: Item,
): Promise<void> {
  if (run.signal.aborted || guard.refused.has(place.budget)) return;
  try {
    await calls.converse(place, item);
    guard.succeeded();
    run.onConversation(false);
  } catch (error) {
    if (error instanceof Stopped) return;
    const failure = guard.failed(place, error, calls);
    if (failure) await calls.recordError(place, failure).catch((cause) => guard.fail(cause));
    run.onConversation(true);
  }
}

/** Decides when to give up: the whole run, a budget, or only one conversation. */
export class Guard {
  /** Budgets that the endpoint does not take. */
  readonly refused = new Set<string>();
  readonly #patience: Patience;
  readonly #giveUp: () => void;
  #reason: InputError | undefined;

  constructor(run: Pick<Execution, 'concurrency' | 'waves' | 'giveUp'>) {
    this.#patience = new Patience(atOnce(run), 'conversations');
    this.#giveUp = run.giveUp;
  }

  /** Why the run was given up, if it was. */
  get reason(): InputError | undefined {
    return this.#reason;
  }

  succeeded(): void {
    this.#patience.succeeded();
  }

  /** The error to record for the conversation; undefined where the run itself is at fault. */
  failed(place: Place, error: unknown, calls: RecordedCalls): ModelError | undefined {
    if (!(error instanceof ModelError)) {
      this.fail(error);
      return undefined;
    }
    if (calls.isFatal(error)) {
      this.fail(calls.hasAnswered(error) ? brokenOff(error) : new InputError(error.message));
      return undefined;
    }
    if (error.kind === 'budget') {
      this.refused.add(place.budget);
      return error;
    }
    const lost = this.#patience.failed(error);
    if (lost) this.fail(lost);
    return error;
  }

  fail(error: unknown): void {
    this.#reason ??=
      error instanceof InputError ? error : new InputError(`the run stopped: ${String(error)}`, 3);
    this.#giveUp();
  }
}

/** A run that went well until its quota was spent or its key revoked is incomplete; it was not called wrongly. */
function brokenOff({ message }: ModelError): InputError {
  const said = /[.!?]$/.test(message) ? message : `${message}.`;
  return new InputError(`${said} What was recorded is safe; the same command goes on.`, 3);
}
