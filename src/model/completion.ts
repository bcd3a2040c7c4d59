import { z } from 'zod';

export const Message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});
export type Message = z.infer<typeof Message>;

/** Tokens as the endpoint counted them; null where it did not say (never 0 for unknown). */
export const Usage = z.strictObject({
  input: z.int().nonnegative().nullable(),
  /** Reasoning included. */
  output: z.int().nonnegative().nullable(),
  reasoning: z.int().nonnegative().nullable(),
  /** Part of `input`. */
  cached: z.int().nonnegative().nullable(),
});
export type Usage = z.infer<typeof Usage>;

/** What one call of a model brought. */
export const Completion = z.strictObject({
  text: z.string(),
  /** Reasoning text, where the endpoint returns it. */
  reasoning: z.string().nullable(),
  finish: z.enum(['stop', 'length', 'filter', 'other']),
  /** As the endpoint said it. */
  finishRaw: z.string().nullable(),
  usage: Usage,
  /** The model that the endpoint says answered. */
  model: z.string().nullable(),
  id: z.string().nullable(),
});
export type Completion = z.infer<typeof Completion>;

/** Fields of a request body besides model and messages. */
export type Fields = Readonly<Record<string, unknown>>;

export interface CompletionRequest {
  messages: readonly Message[];
  fields: Fields;
  signal?: AbortSignal;
}

/** The one door to a model. Throws ModelError. */
export interface Endpoint {
  complete(request: CompletionRequest): Promise<Completion>;
}

/** What went wrong with a call, and what may be done about it. */
export type ModelErrorKind =
  /** 401, 403: the key is wrong. Stop the run. */
  | 'key'
  /** The model does not exist there. Stop the run. */
  | 'model'
  /** Nothing answers at that address, or it is no such API (HTML, 404 on the path). Stop the run. */
  | 'endpoint'
  /** Paid quota is used up. Stop the run. */
  | 'quota'
  /** 400 that names a field of the budget: this budget does not take hold here. Stop the budget. */
  | 'budget'
  /** Another 4xx: this call will never succeed. */
  | 'request'
  /** 429. Try again. */
  | 'rate-limit'
  /** 5xx, 408, 409. Try again. */
  | 'server'
  /** Reset, time-out, cut or invalid JSON. Try again. */
  | 'transport'
  /** It answered, and not with what it was asked for, also when asked again. */
  | 'output';

export class ModelError extends Error {
  override readonly name = 'ModelError';
  constructor(
    readonly kind: ModelErrorKind,
    /** One sentence for the user; no key, no stack. */
    message: string,
    readonly details: {
      status?: number;
      /** What the endpoint asked for. */
      retryAfterMs?: number;
      /** Until the endpoint has answered once, a wrong address; afterwards a server that is down. */
      fatalOnlyAtFirst?: boolean;
      /** The field of the body that was refused, where the kind is budget. */
      field?: string;
    } = {},
  ) {
    super(message);
  }
}

export const RETRYABLE: ReadonlySet<ModelErrorKind> = new Set([
  'rate-limit',
  'server',
  'transport',
]);
export const FATAL: ReadonlySet<ModelErrorKind> = new Set(['key', 'model', 'endpoint', 'quota']);
