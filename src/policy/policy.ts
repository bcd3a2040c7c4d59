import type { Ask } from '../protocol/transcript.ts';

/** What is wrapped around the model under test: a function over a conversation. */
export interface Policy {
  readonly name: string;
  wrap(ask: Ask): Ask;
}
