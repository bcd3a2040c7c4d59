import OpenAI from 'openai';
import { Agent, type Response as UndiciResponse, fetch as undiciFetch } from 'undici';
import { parseChatReply } from './chat-reply.ts';
import { type Completion, type Endpoint, ModelError } from './completion.ts';
import { withErrorObject } from './error-body.ts';
import { modelFailure } from './failure.ts';
import { redactor } from './redact.ts';
import { parseResponsesReply } from './responses-reply.ts';
import { listModels } from './served-models.ts';

export interface ConnectOptions {
  /** Such as "http://127.0.0.1:8000/v1". */
  baseUrl: string;
  /** "" where the endpoint needs none. */
  key: string;
  model: string;
  api: 'chat' | 'responses';
  headers: Readonly<Record<string, string>>;
  /** For one call, from the request to the last byte of the reply. */
  timeoutMs: number;
}

/**
 * The door to an OpenAI-compatible endpoint. Its calls throw ModelError, whose message holds neither
 * the key nor the value of an extra header.
 */
export function connect(options: ConnectOptions): Endpoint {
  const { baseUrl, key, model, api, headers, timeoutMs } = options;
  const client = new OpenAI({
    baseURL: baseUrl,
    // Local servers need no key, but the client insists on one.
    apiKey: key || 'none',
    organization: null,
    project: null,
    defaultHeaders: { ...headers },
    // Retries have one owner, which is not the SDK.
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: pooledFetch,
  });
  const redact = redactor([key, ...Object.values(headers)]);
  const path = api === 'chat' ? '/chat/completions' : '/responses';
  return {
    async complete({ messages, fields, signal }) {
      const body =
        api === 'chat' ? { model, messages, ...fields } : { model, input: messages, ...fields };
      const timeout = AbortSignal.timeout(timeoutMs);
      const signals = signal ? [timeout, signal] : [timeout];
      try {
        const reply: unknown = await client.post(path, { body, signal: AbortSignal.any(signals) });
        return parseReply(api, reply, baseUrl);
      } catch (error) {
        const failure = modelFailure(error, { baseUrl, model, fields, timeoutMs, redact });
        throw failure.kind === 'model' ? await withServedModels(failure, client) : failure;
      }
    },
  };
}

function parseReply(api: ConnectOptions['api'], reply: unknown, baseUrl: string): Completion {
  if (typeof reply === 'string') {
    throw new ModelError(
      'endpoint',
      `${baseUrl} answers, but not as an OpenAI-compatible endpoint (it sent ${
        /^\s*</.test(reply) ? 'a web page' : 'plain text'
      }). Is the path right? It mostly ends in /v1.`,
      { fatalOnlyAtFirst: true },
    );
  }
  return api === 'chat' ? parseChatReply(reply) : parseResponsesReply(reply);
}

async function withServedModels(failure: ModelError, client: OpenAI): Promise<ModelError> {
  const served = await listModels(() => client.get('/models', { timeout: 5000 }));
  if (served.length === 0) return failure;
  const shown = served.slice(0, 8).join(', ');
  const more = served.length > 8 ? `, and ${served.length - 8} more` : '';
  return new ModelError('model', `${failure.message} It serves: ${shown}${more}.`, failure.details);
}

/** One pool for all calls; long reasoning must not be cut by the transport's own time limits. */
const pool = new Agent({ headersTimeout: 0, bodyTimeout: 0, connections: null });

/** What the openai package asks of a fetch: a URL, and a body of text. */
async function pooledFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { method, headers, body, signal } = init ?? {};
  const url = input instanceof Request ? input.url : input;
  const response = await undiciFetch(url, {
    dispatcher: pool,
    method,
    headers: [...new Headers(headers)],
    body: typeof body === 'string' ? body : undefined,
    signal,
  });
  return response.ok ? standard(response) : withErrorObject(response);
}

/** The same response in the platform's own class: the types of undici's differ where the DOM's are known. */
function standard({ status, statusText, headers, body }: UndiciResponse): Response {
  const reader = body?.getReader();
  const stream =
    reader &&
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    });
  return new Response(stream ?? null, { status, statusText, headers: [...headers] });
}
