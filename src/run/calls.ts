import { createHash } from 'node:crypto';
import { canonicalJson } from '../corrupt/digest.ts';
import type { Item } from '../corrupt/item.ts';
import type { Completion, Fields, Message, ModelError } from '../model/completion.ts';
import { spend } from '../model/spend.ts';
import type { Policy } from '../policy/policy.ts';
import type { Protocol } from '../protocol/protocol.ts';
import { commitment } from '../reading/commitment.ts';
import type { Journal } from './journal.ts';
import { PacedEndpoint, type PacedEndpointOptions } from './paced-endpoint.ts';
import type { RunLine, RunRecord } from './record.ts';
import { type Place, placeId, type Recorded } from './replies.ts';

export interface CallContext extends PacedEndpointOptions {
  record: RunRecord;
  protocol: Protocol;
  policy: Policy;
  journal: Journal<RunLine>;
  recorded: Recorded;
  onReply: (completion: Completion) => void;
}

/** Conversations whose every call is recorded, and whose recorded calls are not made again. */
export class RecordedCalls {
  readonly #context: CallContext;
  readonly #endpoint: PacedEndpoint;
  readonly #inFlight = new Set<Promise<unknown>>();

  constructor(context: CallContext) {
    this.#context = context;
    this.#endpoint = new PacedEndpoint(context);
  }

  /** Whether the endpoint has answered in this session. */
  get anyReply(): boolean {
    return this.#endpoint.anyReply;
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
    const turns = await protocol.converse(item, ask, {
      maxTurns: record.maxTurns,
      answers: record.answers,
    });
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
    const { journal, now } = this.#context;
    const { completion, ms, attempts } = await this.#endpoint.complete(messages, () => fields);
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
