import type { Item } from '../corrupt/item.ts';
import { type Completion, type Message, ModelError } from '../model/completion.ts';
import { type User, userByRules } from '../protocol/user.ts';
import type { Waves } from './batch/waves.ts';
import { type ConversationContext, converse } from './converse.ts';
import { keyOf } from './identity.ts';
import type { LineJournal } from './journal.ts';
import { PacedEndpoint, type PacedEndpointOptions } from './paced-endpoint.ts';
import { isFatal } from './patience.ts';
import type { RunLine } from './record.ts';
import type { Recorded } from './recorded.ts';
import { type Place, placeId } from './replies.ts';
import { type Called, UserModel, UserModelFailure } from './user-model.ts';

export interface CallContext extends PacedEndpointOptions, ConversationContext {
  /** Of the model that reads for the user; null where rules do. */
  userEndpoint: PacedEndpoint | null;
  /** Makes the calls of the model under test in batches; null where each is made by itself. */
  waves: Waves | null;
  journal: LineJournal<RunLine>;
  recorded: Recorded;
  onReply: (completion: Completion) => void;
}

/** Conversations whose every call is recorded, and whose recorded calls are not made again. */
export class RecordedCalls {
  readonly #context: CallContext;
  readonly #endpoint: PacedEndpoint;
  readonly #userModel: UserModel | null;
  readonly #inFlight = new Set<Promise<unknown>>();

  constructor(context: CallContext) {
    const { record, userEndpoint: endpoint } = context;
    const { seed, answers, user } = record;
    this.#context = context;
    this.#endpoint = new PacedEndpoint(context);
    this.#userModel =
      user && endpoint && new UserModel({ model: user.model, endpoint, seed, answers });
  }

  /** Whether going on is of no use after a failure, of the model or of the one that reads for the user. */
  isFatal(error: ModelError): boolean {
    return isFatal(error, this.hasAnswered(error));
  }

  /** Whether the one that failed, the model or the one that reads for the user, has answered in this session. */
  hasAnswered(failure: ModelError): boolean {
    const model = this.#context.waves ?? this.#endpoint;
    const asked = failure instanceof UserModelFailure ? this.#userModel : model;
    return asked?.anyReply ?? false;
  }

  /** Holds one conversation to its end and records which replies stand. */
  async converse(place: Place, item: Item): Promise<void> {
    const { waves } = this.#context;
    waves?.opened();
    try {
      await this.#converse(place, item);
    } finally {
      waves?.closed();
    }
  }

  async #converse(place: Place, item: Item): Promise<void> {
    const { journal, recorded, waves } = this.#context;
    const turns = await converse(
      this.#context,
      { place, item, user: this.#userOf(place, item) },
      ({ key, number, fields, messages }) =>
        this.#recorded({ type: 'reply', key, place, number, messages }, (keep) =>
          waves
            ? waves.complete({ key, place, messages, fields, keep })
            : kept(
                this.#endpoint.complete(messages, () => fields),
                keep,
              ),
        ),
    );
    await journal.append({ type: 'end', ...place, turns });
    recorded.ended.add(place);
    recorded.open.delete(placeId(place));
    recorded.errors.delete(placeId(place));
  }

  async recordError(place: Place, error: ModelError): Promise<void> {
    const { journal, recorded, now } = this.#context;
    const { kind, message } = error;
    recorded.errors.set(placeId(place), { place, kind, message });
    const unread = error instanceof UserModelFailure ? error.unread : [];
    const line = { type: 'error', ...place, kind, message, at: isoTime(now()) } as const;
    await journal.append(unread.length > 0 ? { ...line, unread: [...unread] } : line);
  }

  /** Resolves when no call is in flight: parallel samples outlive a conversation that failed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#inFlight);
  }

  #userOf(place: Place, item: Item): User {
    const model = this.#userModel;
    const { user, answers } = this.#context.record;
    if (!model) return userByRules(answers);
    let made = 0;
    return model.user(async (messages, ask) => {
      const key = keyOf([item.digest, 'user', user?.model, model.sampling, messages]);
      const number = made;
      made += 1;
      const identity = { type: 'user', key, place, number, messages } as const;
      const completion = await this.#recorded(identity, (keep) => kept(ask(), keep));
      return { completion, key };
    });
  }

  /** The completion that is recorded under the key, or one that is asked for; `ask` has it recorded. */
  async #recorded(
    identity: CallIdentity,
    ask: (keep: Keep) => Promise<Completion>,
  ): Promise<Completion> {
    const known = this.#context.recorded.open.get(placeId(identity.place))?.get(identity.key);
    if (known) return known;
    const asking = ask((called) => this.#record(identity, called));
    this.#inFlight.add(asking);
    try {
      return await asking;
    } finally {
      this.#inFlight.delete(asking);
    }
  }

  async #record(
    { type, key, place, number, messages }: CallIdentity,
    { completion, ms, attempts, batch }: Called,
  ): Promise<Completion> {
    const { journal, now } = this.#context;
    // A line of a batch's output is bounded where it is read.
    if (batch === undefined) refuseHuge(messages, completion);
    const standing = await journal.append({
      type,
      key,
      ...place,
      call: number,
      messages: [...messages],
      completion,
      attempts,
      ms,
      ...(batch !== undefined && { batch }),
      at: isoTime(now()),
    });
    if (type === 'reply') this.#context.onReply(completion);
    return standing.type === type ? standing.completion : completion;
  }
}

/** Records what a call brought; resolves when it is safe, with the completion that stands. */
type Keep = (called: Called) => Promise<Completion>;

async function kept(call: Promise<Called>, keep: Keep): Promise<Completion> {
  return keep(await call);
}

/** A call as it is recorded: of the model under test, or of the one that reads for the user. */
interface CallIdentity {
  readonly type: 'reply' | 'user';
  readonly key: string;
  readonly place: Place;
  readonly number: number;
  readonly messages: readonly Message[];
}

/** Characters of a call: as a line of the file it stays under what is read again (src/jsonl.ts). */
const LONGEST_CALL = 10_000_000;

function refuseHuge(messages: readonly Message[], { text, reasoning }: Completion): void {
  const asked = messages.reduce((sum, { content }) => sum + content.length, 0);
  if (asked + text.length + (reasoning?.length ?? 0) <= LONGEST_CALL) return;
  const message = `the conversation is longer than ${LONGEST_CALL / 1e6} million characters`;
  throw new ModelError('output', message);
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
