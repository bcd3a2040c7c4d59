import { type Completion, type Fields, type Message, ModelError } from '../model/completion.ts';
import type { PacedEndpoint } from './paced-endpoint.ts';

export interface RefusableFields {
  /** Fields that the endpoint has refused, left out from then on. */
  readonly refused: Set<string>;
  /** What is asked for, where the endpoint takes it. */
  readonly wanted: Fields;
  /** Of them those that the run was told to send: they are never left out. */
  readonly kept: Fields;
  /** Told of a failure that is no such refusal, before another call begins. */
  readonly onFailure: (error: ModelError) => void;
}

/**
 * One call; fields that the endpoint refuses are left out, now and in all calls to come: a schema, a
 * temperature, a seed. Throws as the endpoint does.
 */
export async function completeWithout(
  endpoint: PacedEndpoint,
  messages: readonly Message[],
  { refused, wanted, kept, onFailure }: RefusableFields,
): Promise<{ completion: Completion; ms: number; attempts: number }> {
  let guessed = false;
  for (;;) {
    let sent: Fields = {};
    let without: Refusal | undefined;
    const fields = () => {
      sent = Object.fromEntries(Object.entries(wanted).filter(([name]) => !refused.has(name)));
      return sent;
    };
    try {
      return await endpoint.complete(messages, fields, (error) => {
        without = refusal(error, sent);
        if (without && !Object.hasOwn(kept, without.field)) refused.add(without.field);
        else onFailure(error);
      });
    } catch (error) {
      // It was not the field that the guess fell on: the next call may have it again.
      if (guessed && isVague(error)) refused.delete('response_format');
      if (!without || Object.hasOwn(kept, without.field)) throw error;
      guessed = without.guessed;
    }
  }
}

interface Refusal {
  readonly field: string;
  /** The endpoint did not say which: it may be another. */
  readonly guessed: boolean;
}

/** The field that a failure is about; a refusal that names none is taken to mean the response format. */
function refusal(error: ModelError, sent: Fields): Refusal | undefined {
  const { field } = error.details;
  if (error.kind === 'budget' && field !== undefined) return { field, guessed: false };
  return isVague(error) && Object.hasOwn(sent, 'response_format')
    ? { field: 'response_format', guessed: true }
    : undefined;
}

function isVague(error: unknown): boolean {
  if (!(error instanceof ModelError) || error.kind !== 'request') return false;
  return error.details.status === 400 || error.details.status === 422;
}
