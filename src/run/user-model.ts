import {
  type Completion,
  type Fields,
  type Message,
  ModelError,
  type ModelErrorKind,
} from '../model/completion.ts';
import { askForAnswer, responseFormat } from '../model/json-answer.ts';
import { type Answers, speak, type User, userByRules } from '../protocol/user.ts';
import { USER_ANSWER, understandingOf } from '../protocol/user-answer.ts';
import { MEND, userPrompt } from '../protocol/user-prompt.ts';
import { whoReads } from '../protocol/who-reads.ts';
import type { PacedEndpoint } from './paced-endpoint.ts';
import { completeWithout } from './refusable-fields.ts';

/** A failure of the model that reads for the user, and not of the model under test. */
export class UserModelFailure extends ModelError {
  /** Keys of recorded calls that came to no answer. */
  readonly unread: readonly string[];

  constructor(
    kind: ModelErrorKind,
    message: string,
    { details = {}, unread = [] }: { details?: ModelError['details']; unread?: readonly string[] },
  ) {
    super(kind, message, details);
    this.unread = unread;
  }
}

/** One call, recorded or made, and its key: `ask` makes it. */
export type RecordedCall = (
  messages: readonly Message[],
  ask: () => Promise<Called>,
) => Promise<{ completion: Completion; key: string }>;

export interface Called {
  readonly completion: Completion;
  readonly ms: number;
  readonly attempts: number;
  /** Of the batch that it came by. */
  readonly batch?: string | undefined;
}

export interface UserModelOptions {
  readonly model: string;
  readonly endpoint: PacedEndpoint;
  readonly seed: number;
  readonly answers: Answers;
}

/**
 * A model that says what replies ask of the user. What the user says is made by the same code as
 * without a model, from the values of what was asked: it has no words of its own, and knows no value.
 * Replies that cannot ask are not put to it, and rules read those that speak to whoever reads them.
 */
export class UserModel {
  readonly #options: UserModelOptions;
  readonly #byRules: User;
  /** Fields of the request that its endpoint has refused. */
  readonly #refused = new Set<string>();

  constructor(options: UserModelOptions) {
    this.#options = options;
    this.#byRules = userByRules(options.answers);
  }

  /** Whether its endpoint has answered in this session. */
  get anyReply(): boolean {
    return this.#options.endpoint.anyReply;
  }

  /** How it is sampled: part of a call's identity, as it is asked for and not as it is sent. */
  get sampling(): Fields {
    return { temperature: 0, seed: this.#options.seed };
  }

  /**
   * The user of one conversation. The user throws UserModelFailure, also where nothing that the model
   * says of a reply can be read; Stopped; and what `call` throws.
   */
  user(call: RecordedCall): User {
    const { model, seed, answers } = this.#options;
    return async (item, conversation) => {
      const reply = conversation.at(-1)?.content ?? '';
      const reads = whoReads(item, reply);
      if (reads === 'nobody') return null;
      if (reads === 'rules') return this.#byRules(item, conversation);
      const { answer, none, calls } = await askForAnswer(userPrompt(item, conversation, seed), {
        shape: USER_ANSWER,
        quoted: conversation.map(({ content }) => content),
        mend: MEND,
        call: (messages) => call(messages, () => this.#ask(messages)),
      });
      if (answer === null) {
        throw new UserModelFailure('output', `the user model ${model} gave no answer: ${none}`, {
          unread: calls.map(({ key }) => key),
        });
      }
      const understanding = understandingOf(answer, item, reply);
      return understanding && { ...speak(item, understanding, answers), by: model };
    };
  }

  async #ask(messages: readonly Message[]): Promise<Called> {
    const { endpoint, model } = this.#options;
    try {
      return await completeWithout(endpoint, messages, {
        refused: this.#refused,
        wanted: { ...responseFormat(USER_ANSWER), ...this.sampling },
        kept: {},
        onFailure: () => undefined,
      });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const { message, details } = error;
      // It has no budget: nothing of the model under test's is refused.
      const kind = error.kind === 'budget' ? 'request' : error.kind;
      throw new UserModelFailure(kind, `the user model ${model}: ${message}`, { details });
    }
  }
}
