import { InputError } from '../../src/input-error.ts';
import { type Completion, type Fields, ModelError } from '../../src/model/completion.ts';
import type { Spent } from '../../src/protocol/transcript.ts';
import { type PacedEndpoint, Stopped } from '../../src/run/paced-endpoint.ts';
import { isFatal, Patience } from '../../src/run/patience.ts';
import type { JudgeAnswer } from './answer.ts';
import type { Case } from './case.ts';
import type { Unscored } from './decision.ts';
import { Judge } from './judge.ts';
import type { Judgements } from './judgements.ts';

export interface PanelOptions {
  /** In order; one that is named twice gives two samples, with two seeds. */
  readonly models: readonly string[];
  readonly endpointOf: (model: string) => PacedEndpoint;
  /** Extra fields of the request body. */
  readonly body: Fields;
  readonly seed: number;
  readonly judgements: Judgements;
  /** Calls in flight: it takes more failures in a row than that to give up. */
  readonly concurrency: number;
  /** Stops the calls that have not begun, where going on is of no use. */
  readonly giveUp: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onReply: (completion: Completion) => void;
  /** Off only to measure what holding judges to the reply is worth. */
  readonly crossCheck?: boolean;
}

/** What one judge says of a reply; null where it gave no answer, and why. */
export interface Vote {
  readonly judge: string;
  readonly answer: JudgeAnswer | null;
  readonly none: Unscored['unscored'] | null;
}

/** One judge or several, asked about the same replies. */
export class Panel {
  /** The models, "+" between them: part of the grader's name. */
  readonly name: string;
  readonly crossCheck: boolean;
  readonly #options: PanelOptions;
  readonly #judges: ReadonlyArray<{ name: string; judge: Judge }>;
  readonly #patience: Patience;
  #reason: InputError | undefined;

  /** Throws InputError where no model is named. */
  constructor(options: PanelOptions) {
    const { models, endpointOf, crossCheck = true, concurrency } = options;
    if (models.length === 0) throw new InputError('a panel needs a judge');
    const endpoints = new Map(models.map((model) => [model, endpointOf(model)]));
    const refused = new Map(models.map((model) => [model, new Set<string>()]));
    this.#options = options;
    this.crossCheck = crossCheck;
    this.name = models.join('+');
    this.#patience = new Patience(concurrency, 'judgements');
    this.#judges = models.map((model, place) => {
      const sample = models.slice(0, place).filter((other) => other === model).length;
      const endpoint = endpoints.get(model) ?? endpointOf(model);
      const name = sample === 0 ? model : `${model}#${sample + 1}`;
      const judge = new Judge({
        ...options,
        model,
        sample,
        endpoint,
        refused: refused.get(model) ?? new Set(),
        onFailure: (error) => {
          if (isFatal(error, endpoint.anyReply)) {
            this.#fail(new InputError(`the judge ${name}: ${error.message}`));
          }
        },
      });
      return { name, judge };
    });
  }

  /**
   * All judges' votes, in the order of the panel. Throws InputError where going on is of no use
   * (wrong key, no such model, disk full) and Stopped where it was told to stop.
   */
  async ask(judged: Case): Promise<Vote[]> {
    const votes = await Promise.allSettled(
      this.#judges.map((member) => this.#vote(member, judged)),
    );
    if (this.#reason) throw this.#reason;
    return votes.map((vote) => {
      if (vote.status === 'rejected') throw vote.reason;
      return vote.value;
    });
  }

  /** What judging took so far, replies of earlier sessions included. */
  spent(): Spent {
    return this.#options.judgements.spentOn(this.#judges.flatMap(({ judge }) => [...judge.keys]));
  }

  async #vote({ name, judge }: { name: string; judge: Judge }, judged: Case): Promise<Vote> {
    try {
      const said = await judge.judge(judged);
      this.#patience.succeeded();
      return typeof said === 'string'
        ? { judge: name, answer: null, none: said }
        : { judge: name, answer: said, none: null };
    } catch (error) {
      if (error instanceof Stopped) throw error;
      if (!(error instanceof ModelError)) throw this.#fail(error);
      const lost = this.#patience.failed(error);
      if (lost) throw this.#fail(lost);
      return { judge: name, answer: null, none: 'failed' };
    }
  }

  #fail(error: unknown): InputError {
    this.#reason ??=
      error instanceof InputError ? error : new InputError(`judging stopped: ${String(error)}`, 3);
    this.#options.giveUp();
    return this.#reason;
  }
}
