import type { z } from 'zod';

/** Why a request, or one entry of a batch, gets no grade. The message quotes nothing of an item. */
export class Fault extends Error {
  override readonly name = 'Fault';
  constructor(
    /** Of the response, where nothing else is in it. */
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Parses a part of a request. Throws Fault that names the field. */
export function parsePart<S extends z.ZodType>(schema: S, part: unknown): z.output<S> {
  const parsed = schema.safeParse(part);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new Fault(400, 'bad-input', `${field === '' ? '' : `${field}: `}${issue?.message}`);
}
