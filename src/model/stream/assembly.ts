import { z } from 'zod';
import { ModelError } from '../completion.ts';
import { errorIn } from '../error-body.ts';

/** Puts a reply together from the events of a stream. */
export interface Assembly {
  /** One event. Throws ModelError for one that belongs to no whole reply. */
  take(event: StreamEvent): void;
  /** Whether nothing that may follow belongs to the reply. */
  readonly done: boolean;
  /** The body that the reply would have had without a stream. Throws ModelError where it is not whole. */
  whole(): unknown;
}

export interface StreamEvent {
  /** "" where it has none. */
  readonly name: string;
  readonly data: string;
}

/** What an event's data hold. Throws ModelError. */
export function jsonOf({ data }: StreamEvent): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw notWhole('a part of its stream is cut or invalid JSON');
  }
}

const Any = z.unknown().optional();
const Told = z.object({ error: Any, type: Any, object: Any });
const Said = z.union([z.string(), z.object({ message: z.string() }).transform((o) => o.message)]);

/** Throws ModelError where the event tells of a failure: once a stream has begun, no status can. */
export function refuseFailure({ name }: StreamEvent, json: unknown): void {
  const told = Told.safeParse(json).data;
  const failed = Boolean(told?.error) || [name, told?.type, told?.object].includes('error');
  if (!failed) return;
  const error = told?.error || (errorIn(json) ?? json);
  throw notWhole(Said.safeParse(error).data ?? JSON.stringify(error));
}

/** A stream that came to no whole reply: it is asked for again. */
export function notWhole(why: string): ModelError {
  return new ModelError('transport', `the endpoint sent no completion (${why.slice(0, 300)})`);
}
