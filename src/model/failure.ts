import { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import { z } from 'zod';
import { type Fields, ModelError } from './completion.ts';

export interface FailureContext {
  baseUrl: string;
  model: string;
  fields: Fields;
  timeoutMs: number;
  redact: (text: string) => string;
}

/** Said of a reply that breaks off, and of one that never was JSON. */
export const NO_JSON = 'the endpoint sent no completion (cut or invalid JSON)';

/** Says what a failed call was, in one sentence for the user and a kind for the run. */
export function modelFailure(error: unknown, context: FailureContext): ModelError {
  const { baseUrl, timeoutMs, redact } = context;
  if (error instanceof ModelError) {
    return new ModelError(error.kind, redact(error.message), error.details);
  }
  if (error instanceof APIUserAbortError || isNamed(error, 'TimeoutError', 'AbortError')) {
    return new ModelError('transport', `no reply within ${timeoutMs / 1000} s`);
  }
  if (error instanceof SyntaxError) return new ModelError('transport', NO_JSON);
  if (error instanceof APIConnectionError || !(error instanceof APIError)) {
    return connectionFailure(error, baseUrl, redact);
  }
  return statusFailure(error, context);
}

function statusFailure(error: APIError, context: FailureContext): ModelError {
  const { baseUrl, model, fields, redact } = context;
  const status = error.status ?? 0;
  const said = redact(plain(error.message));
  const make = (kind: ModelError['kind'], message: string) =>
    new ModelError(kind, message, { status, ...retryAfter(error.headers) });
  if (status === 401 || status === 403) {
    return make('key', `${baseUrl} refuses the key (${said}). Nothing was tried again.`);
  }
  // 402: DeepSeek's and OpenRouter's "insufficient balance".
  const quota = [error.code, error.type].includes('insufficient_quota') || status === 402;
  if (quota) return make('quota', `${baseUrl}: ${said}`);
  if (status === 429) return make('rate-limit', `too many requests (${said})`);
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    return make('server', `the endpoint failed (${said})`);
  }
  if (isModelMissing(error, status))
    return make('model', `${baseUrl} has no model ${model} (${said}).`);
  if (status === 404 || status === 405) {
    return make(
      'endpoint',
      `${baseUrl} has no such path (${said}). Is the address right? It mostly ends in /v1.`,
    );
  }
  const refused = refusedField(error, said, fields);
  if (refused) {
    return new ModelError('budget', `the endpoint refuses ${refused} (${said})`, {
      status,
      field: topLevel(refused, fields),
    });
  }
  return make('request', `the endpoint refuses the request (${said})`);
}

function connectionFailure(
  error: unknown,
  baseUrl: string,
  redact: (text: string) => string,
): ModelError {
  const code = causeCode(error);
  if (
    code &&
    ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'].includes(code)
  ) {
    return new ModelError(
      'endpoint',
      `nothing answers at ${baseUrl} (${code}). Is the server running, and the address right?`,
      { fatalOnlyAtFirst: true },
    );
  }
  const why = error instanceof Error ? plain(error.message) : 'unknown';
  return new ModelError('transport', `the connection broke (${redact(code ?? why)})`);
}

function isModelMissing(error: APIError, status: number): boolean {
  if (error.code === 'model_not_found') return true;
  return (
    (status === 404 || status === 400) &&
    /\bmodel\b.{0,120}\b(not found|does not exist|not exist|unknown|invalid model)|unknown model|invalid model/i.test(
      error.message.slice(0, 1000),
    )
  );
}

/** The budget's field that a 4xx names, by `param` or in its message. */
function refusedField(error: APIError, said: string, fields: Fields): string | undefined {
  const names = fieldNames(fields);
  return (
    names.find((name) => error.param === name || error.param?.startsWith(`${name}.`)) ??
    names.find((name) => namesField(said, name, Object.hasOwn(fields, name)))
  );
}

/** Nested names such as "effort" and "type" are words of any sentence: they count quoted or in a path. */
function namesField(said: string, name: string, top: boolean): boolean {
  return (said.match(/["'`]?\w[\w.]{0,100}/g) ?? []).some((found) => {
    const path = found.replace(/^["'`]|\.+$/g, '').split('.');
    const surely = top || name.includes('_') || path.length > 1 || /^\W/.test(found);
    return surely && path.includes(name);
  });
}

/** The field of the body in which a field of that name stands. */
function topLevel(name: string, fields: Fields): string {
  const holding = Object.entries(fields).find(
    ([top, value]) => top === name || fieldNames({ [top]: value }).includes(name),
  );
  return holding?.[0] ?? name;
}

/** Names of fields, nested ones too, the longest first. */
function fieldNames(fields: Fields): string[] {
  const Nested = z.record(z.string(), z.unknown());
  return Object.entries(fields)
    .flatMap(([name, value]) => {
      const nested = Nested.safeParse(value);
      return [name, ...(nested.success ? fieldNames(nested.data) : [])];
    })
    .sort((a, b) => b.length - a.length);
}

/** RFC 9110, section 10.2.3: seconds or a date; and the SDK's finer retry-after-ms. Up to 10 minutes. */
function retryAfter(headers: Headers | undefined): { retryAfterMs?: number } {
  const fine = headers?.get('retry-after-ms');
  const coarse = headers?.get('retry-after');
  // By the endpoint's own clock where it shows it: ours may be wrong.
  const date = Date.parse(headers?.get('date') ?? '');
  const now = Number.isNaN(date) ? Date.now() : date;
  const ms = fine
    ? Number(fine)
    : /^\d+(\.\d+)?$/.test(coarse ?? '')
      ? Number(coarse) * 1000
      : Date.parse(coarse ?? '') - now;
  return Number.isFinite(ms) ? { retryAfterMs: Math.min(Math.max(ms, 0), 600_000) } : {};
}

/** The first error code on the chain of causes. */
function causeCode(error: unknown): string | undefined {
  const Coded = z.object({ code: z.string() });
  let at: unknown = error;
  for (let depth = 0; at instanceof Error && depth < 6; depth += 1) {
    const coded = Coded.safeParse(at);
    if (coded.success) return coded.data.code;
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
  return undefined;
}

/** A line to be shown, of a text from outside, which may be a whole web page. */
export function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (/<!doctype|<html/i.test(line)) return `${line.slice(0, 4).trim()} and a web page`;
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
