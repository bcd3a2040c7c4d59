import { APIError } from 'openai';
import { z } from 'zod';
import { ModelError } from '../completion.ts';
import { errorIn } from '../error-body.ts';
import { plain } from '../failure.ts';

/** A line of a batch's output or error file, as far as we read it. */
const Result = z.object({
  custom_id: z.string().max(200),
  response: z.object({ status_code: z.int(), body: z.unknown() }).nullish(),
  error: z
    .object({ code: z.string().nullish().catch(null), message: z.string().nullish().catch(null) })
    .nullish(),
});
export type BatchResult = z.infer<typeof Result>;

/** `result` is null where the line cannot be read. */
export interface BatchLine {
  readonly line: number;
  readonly result: BatchResult | null;
}

/** Reads a line; null is one that was too long to be held. */
export function parseResult(text: string | null): BatchResult | null {
  try {
    return Result.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}

/** The body of a reply. Throws what the call failed with: an APIError as of an ordinary call, or ModelError. */
export function bodyOfResult({ response, error }: BatchResult): unknown {
  if (!response) throw notExecuted(error);
  const { status_code: status, body } = response;
  if (status >= 200 && status < 300) return body;
  const stray = errorIn(body);
  const error_ = stray === undefined ? body : { error: stray };
  throw APIError.generate(status, Object(error_), undefined, new Headers());
}

/** The provider did not come to it ("batch_expired", "request_timeout"): it may at the next try. */
function notExecuted(error: BatchResult['error']): ModelError {
  const said = error?.message ?? error?.code ?? 'no reason is given';
  return new ModelError('server', `the batch did not execute the request (${plain(said)})`);
}
