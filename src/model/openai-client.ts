import OpenAI from 'openai';
import { Agent, type Response as UndiciResponse, fetch as undiciFetch } from 'undici';
import type { Api } from './api.ts';
import { type BodyBounds, boundedBody } from './bounded-body.ts';
import { withErrorObject } from './error-body.ts';
import { Received } from './received.ts';
import { longestBody, wholeResponse } from './whole-response.ts';

export interface ConnectOptions {
  /** Such as "http://127.0.0.1:8000/v1". */
  baseUrl: string;
  /** "" where the endpoint needs none. */
  key: string;
  model: string;
  api: Api;
  headers: Readonly<Record<string, string>>;
  /** For one call, from the request to the last byte of the reply. */
  timeoutMs: number;
  /** Whether replies are asked for as streams; not there where nothing tells. */
  stream?: boolean;
}

/**
 * The openai package's client of an endpoint, over our connection pool and without its own retries. Where it is
 * said how many bytes a reply may have at most, responses are `Received`.
 */
export function openAiClient(
  { baseUrl, key, headers, timeoutMs }: ConnectOptions,
  longest?: number,
): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    // Local servers need no key, but the client insists on one.
    apiKey: key || 'none',
    organization: null,
    project: null,
    defaultHeaders: { ...headers },
    // Retries have one owner, which is not the SDK.
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: (input, init) =>
      longest === undefined
        ? pooledFetch(input, init, Number.POSITIVE_INFINITY)
        : wholeFetch(input, init, longest),
  });
}

/** One pool for all calls; long reasoning must not be cut by the transport's own time limits. */
const pool = new Agent({ headersTimeout: 0, bodyTimeout: 0, connections: null });

/** Takes half as much of the processor as fetch. */
async function wholeFetch(
  input: string | URL | Request,
  init: RequestInit | undefined,
  longest: number,
): Promise<Response> {
  const { method = 'GET', headers, body = null, signal = null } = init ?? {};
  if (input instanceof Request || (body !== null && typeof body !== 'string')) {
    return pooledFetch(input, init, longest);
  }
  const request = { url: new URL(input), method, headers: new Headers(headers), body, signal };
  const received = await wholeResponse(pool, { ...request, longest });
  const { status } = received;
  // Fetch knows how a redirection is followed.
  if (status >= 300 && status < 400) return pooledFetch(input, init, longest);
  if (status < 300) return new Received(received);
  const { headers: said, start } = received;
  return withErrorObject({ body: [await start], status, headers: said });
}

/** What the openai package asks of a fetch: a URL, and a body of text or a form with a file. */
async function pooledFetch(
  input: string | URL | Request,
  init: RequestInit | undefined,
  longest: number,
): Promise<Response> {
  const { method, headers, body, signal } = init ?? {};
  const url = input instanceof Request ? input.url : input;
  const sent = new Headers(headers);
  const response = await undiciFetch(url, {
    dispatcher: pool,
    method,
    body: body instanceof FormData ? await encoded(body, sent) : textOf(body),
    headers: [...sent],
    signal,
  });
  const most = longestBody(longest, response.headers.get('content-type'));
  const whole = standard(response, { longest: most, signal });
  return response.ok ? whole : withErrorObject(whole);
}

function textOf(body: RequestInit['body']): string | undefined {
  return typeof body === 'string' ? body : undefined;
}

/**
 * The bytes of a form: undici's fetch does not know the platform's forms. Whole, since some servers take
 * no body of unknown length.
 */
async function encoded(form: FormData, headers: Headers): Promise<Uint8Array> {
  const response = new Response(form);
  headers.set('content-type', response.headers.get('content-type') ?? '');
  return new Uint8Array(await response.arrayBuffer());
}

/** The same response in the platform's own class: the types of undici's differ where the DOM's are known. */
function standard(
  { status, statusText, headers, body }: UndiciResponse,
  bounds: BodyBounds,
): Response {
  const stream = body && boundedBody(body, bounds);
  return new Response(stream, { status, statusText, headers: [...headers] });
}
