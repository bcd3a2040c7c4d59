import { SingleBar } from 'cli-progress';
import type { Completion, ModelError, ModelErrorKind } from '../model/completion.ts';
import { costOf } from '../run/plan.ts';
import type { Prices } from '../run/record.ts';

export interface ProgressOptions {
  title: string;
  /** Conversations of the run, and how many of them an earlier session finished. */
  total: number;
  done: number;
  prices: Prices | null;
  /** Drawn for a terminal only. */
  visible: boolean;
  /** Milliseconds. */
  now: () => number;
}

/** A bar on stderr: conversations done, their rate, tokens, cost so far and time left. */
export class RunProgress {
  readonly #options: ProgressOptions;
  readonly #bar: SingleBar;
  readonly #started: number;
  #finished = 0;
  #failed = 0;
  #tokens = 0;
  #cost = 0;
  #trouble = '';
  readonly #retries = new Map<ModelErrorKind, number>();
  #fewest = Number.POSITIVE_INFINITY;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#started = options.now();
    this.#bar = new SingleBar({
      format: '{title} {bar} {value}/{total} · {rate}/s · {tokens} tok{cost} · {left}{trouble}',
      barsize: 16,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      hideCursor: true,
      linewrap: false,
      stream: process.stderr,
      noTTYOutput: false,
      fps: 8,
    });
    if (options.visible) this.#bar.start(options.total, options.done, this.#payload());
  }

  reply({ usage }: Completion): void {
    const { prices } = this.#options;
    this.#tokens += (usage.input ?? 0) + (usage.output ?? 0);
    if (prices) this.#cost += costOf(usage.input ?? 0, usage.output ?? 0, prices);
    this.#trouble = '';
  }

  retry(error: ModelError, waitMs: number): void {
    this.#retries.set(error.kind, (this.#retries.get(error.kind) ?? 0) + 1);
    this.#trouble = ` · ${error.kind}, again in ${Math.ceil(waitMs / 1000)} s`;
    this.#draw();
  }

  /** Lines above the bar, or on their own where there is none. */
  say(lines: readonly string[]): void {
    if (!this.#options.visible) process.stderr.write(`${lines.join('\n')}\n`);
    // The bar takes the terminal's line: what is written goes where it was, and the bar below.
    else {
      process.stderr.write(`\r\x1b[K${lines.join('\n')}\n`);
      this.#draw();
    }
  }

  conversation(failed: boolean): void {
    if (failed) this.#failed += 1;
    else this.#finished += 1;
    this.#draw();
  }

  /** So many calls may be in flight now. */
  limit(calls: number): void {
    this.#fewest = Math.min(this.#fewest, calls);
  }

  /** What went wrong on the way and was tried again, in a sentence; "" where nothing did. */
  get hindrances(): string {
    if (this.#retries.size === 0) return '';
    const kinds = [...this.#retries].map(
      ([kind, count]) => `${count} × ${RETRIED.get(kind) ?? kind}`,
    );
    const fewer = Number.isFinite(this.#fewest)
      ? `; for a time only ${this.#fewest} in flight, since the endpoint had too much to do`
      : '';
    return `Tried again: ${kinds.join(', ')}${fewer}.`;
  }

  stop(): void {
    if (!this.#options.visible) return;
    this.#draw();
    this.#bar.stop();
  }

  #draw(): void {
    if (!this.#options.visible) return;
    this.#bar.update(this.#options.done + this.#finished, this.#payload());
  }

  #payload(): Record<string, string> {
    const { title, total, done, prices, now } = this.#options;
    const seconds = Math.max(0.001, (now() - this.#started) / 1000);
    const rate = this.#finished / seconds;
    const left = total - done - this.#finished;
    return {
      title,
      rate: rate >= 10 ? rate.toFixed(0) : rate.toFixed(1),
      tokens: shortCount(this.#tokens),
      cost: prices ? ` · $${this.#cost.toFixed(2)}` : '',
      left:
        left === 0 ? `${seconds.toFixed(0)} s` : `${duration(left / Math.max(rate, 1e-6))} left`,
      trouble: this.#failed > 0 ? ` · ${this.#failed} failed${this.#trouble}` : this.#trouble,
    };
  }
}

/** Why calls were tried again, in words. */
const RETRIED: ReadonlyMap<ModelErrorKind, string> = new Map([
  ['rate-limit', 'too many requests'],
  ['server', 'the endpoint failed'],
  ['transport', 'no whole reply'],
  ['endpoint', 'nothing usable answered'],
]);

function shortCount(count: number): string {
  if (count < 10_000) return String(count);
  return count < 1e6 ? `${(count / 1e3).toFixed(0)}k` : `${(count / 1e6).toFixed(1)}M`;
}

function duration(seconds: number): string {
  if (seconds > 359_999) return '–';
  if (seconds >= 3600)
    return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return seconds >= 60 ? `${Math.floor(seconds / 60)} min` : `${Math.ceil(seconds)} s`;
}
