import { createHash } from 'node:crypto';
import { canonicalJson } from '../corrupt/digest.ts';
import type { Item } from '../corrupt/item.ts';
import type { Completion, Endpoint, Fields, Message, ModelError } from '../model/completion.ts';
import { withRetries } from '../model/retry.ts';
import { spend } from '../model/spend.ts';
import type { Policy } from '../policy/policy.ts';
import type { Protocol } from '../protocol/protocol.ts';
import { commitment } from '../reading/commitment.ts';
import type { Journal } from './journal.ts';
import type { Pace } from './pace.ts';
import type { RunRecord } from './record.ts';
import { type Place, placeId, type Recorded } from './replies.ts';

export interface CallContext {
  record: RunRecord;
  endpoint: Endpoint;
  protocol: Protocol;
  policy: Policy;
  pace: Pace;
  journal: Journal;
  recorded: Recorded;
  /** Tries per call, the first one included. */
  attempts: number;
  /** Milliseconds since 1970. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** In [0, 1): jitter. */
  random: () => number;
  /** Stops new calls; those in flight are paid for, so they are waited for and recorded. */
  signal: AbortSignal;
  onReply: (completion: Completion) => void;
  onRetry: (error: ModelError, waitMs: number) => void;
}

/** The run was told to stop: the conversation stays open and goes on when the run is resumed. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Conversations whose every call is recorded, and whose recorded calls are not made again. */
export class RecordedCalls {
  /** Whether the endpoint has answered in this session. */
  anyReply = false;
  readonly #context: CallContext;
  readonly #inFlight = new Set<Promise<unknown>>();

  constructor(context: CallContext) {
    this.#context = context;
  }

  /** Holds one conversation to its end and records which replies stand. */
  async converse(place: Place, item: Item): Promise<void> {
    const { record, policy, protocol, journal, recorded } = this.#context;
    const planned = record.budgets.find((entry) => entry.budget.name === place.budget);
    if (!planned) throw new RangeError(`no budget ${place.budget}`);
    const keys = new Map<Completion, string>();
    let made = 0;
    const call = async (
      messages: readonly Message[],
      extra: Fields = {},
      part = '',
    ): Promise<Completion> => {
      const fields = { ...planned.fields, ...extra };
      const key = this.#key(item, place, fields, part, messages);
      const number = made;
      made += 1;
      const known = recorded.open.get(placeId(place))?.get(key);
      const completion = known ?? (await this.#ask(place, key, number, fields, messages));
      keys.set(completion, key);
      return completion;
    };
    const ask = policy.wrap(spend(planned.budget, call, commitment));
    const turns = await protocol.converse(item, ask, { maxTurns: record.maxTurns });
    await journal.append({
      type: 'end',
      ...place,
      turns: turns.map(({ user, understood, reply }) => ({
        user,
        understood,
        reply: keys.get(reply) ?? '',
      })),
    });
    recorded.ended.add(placeId(place));
    recorded.open.delete(placeId(place));
    recorded.errors.delete(placeId(place));
  }

  async recordError(place: Place, error: ModelError): Promise<void> {
    const { journal, recorded, now } = this.#context;
    const { kind, message } = error;
    recorded.errors.set(placeId(place), { place, kind, message });
    await journal.append({ type: 'error', ...place, kind, message, at: isoTime(now()) });
  }

  /** Resolves when no call is in flight: parallel samples outlive a conversation that failed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#inFlight);
  }

  async #ask(
    place: Place,
    key: string,
    number: number,
    fields: Fields,
    messages: readonly Message[],
  ): Promise<Completion> {
    const asking = this.#askAndRecord(place, key, number, fields, messages);
    this.#inFlight.add(asking);
    try {
      return await asking;
    } finally {
      this.#inFlight.delete(asking);
    }
  }

  async #askAndRecord(
    place: Place,
    key: string,
    number: number,
    fields: Fields,
    messages: readonly Message[],
  ): Promise<Completion> {
    const { endpoint, pace, journal, now, signal } = this.#context;
    const attempt = () =>
      pace.start(
        async () => {
          if (signal.aborted) throw new Stopped();
          const started = now();
          const completion = await endpoint.complete({ messages, fields });
          return { completion, ms: now() - started };
        },
        ({ completion: { usage } }) => (usage.input ?? 0) + (usage.output ?? 0),
      );
    const { value, attempts } = await this.#retrying(attempt);
    const { completion, ms } = value;
    this.anyReply = true;
    await journal.append({
      type: 'reply',
      key,
      ...place,
      call: number,
      messages: [...messages],
      completion,
      attempts,
      ms,
      at: isoTime(now()),
    });
    this.#context.onReply(completion);
    return completion;
  }

  #retrying<T>(attempt: () => Promise<T>): Promise<{ value: T; attempts: number }> {
    const { attempts, sleep, random, pace, signal, onRetry } = this.#context;
    return withRetries(attempt, {
      attempts,
      sleep,
      random,
      signal,
      alsoRetry: (error) => error.details.fatalOnlyAtFirst === true && this.anyReply,
      onRetry: (error, waitMs) => {
        // What the endpoint says to one caller holds for all of them.
        if (error.details.retryAfterMs) pace.holdFor(error.details.retryAfterMs);
        onRetry(error, waitMs);
      },
    });
  }

  /** Identity of a call: all that the reply depends on. Never its position in a file. */
  #key(
    item: Item,
    place: Place,
    fields: Fields,
    part: string,
    messages: readonly Message[],
  ): string {
    const { model, api } = this.#context.record;
    const identity = [item.digest, model, api, fields, place.epoch, part, messages];
    return createHash('sha256').update(canonicalJson(identity)).digest('hex').slice(0, 32);
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
