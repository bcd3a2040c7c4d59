import type { Message } from '../model/completion.ts';
import type { Ask } from '../protocol/transcript.ts';

/** What is wrapped around the model under test: a function over a conversation. */
export interface Policy {
  readonly name: string;
  /** Calls that it makes for each reply that stands. */
  readonly calls: number;
  /** Given the conversation so far, which ends with the user, it may ask in other words, or more than once. */
  wrap(ask: Ask): Ask;
  /**
   * What the user says once the protocol is done, of all that the model was shown last; null where he
   * says nothing more. The reply to it is then the conversation's last.
   */
  closing?(messages: readonly Message[]): string | null;
}
