import type OpenAI from 'openai';
import { assemblyOf, bodyOf, parseReply, pathOf, streamFields, USAGE_OPTION } from './api.ts';
import {
  type Completion,
  type CompletionRequest,
  type Endpoint,
  type Fields,
  ModelError,
} from './completion.ts';
import { modelFailure } from './failure.ts';
import { type ConnectOptions, openAiClient } from './openai-client.ts';
import { redactor } from './redact.ts';
import { readReply } from './reply-body.ts';
import { listModels } from './served-models.ts';
import { withTimeLimit } from './time-limit.ts';

/** Bytes of a reply. The longest that models write, with their reasoning, are some hundred times shorter. */
const LONGEST_REPLY = 10_000_000;

/**
 * The door to an OpenAI-compatible endpoint. Its calls throw ModelError, whose message holds neither
 * the key nor the value of an extra header.
 */
export function connect(options: ConnectOptions): Endpoint {
  const { baseUrl, key, model, headers, timeoutMs } = options;
  const client = openAiClient(options, LONGEST_REPLY);
  const redact = redactor([key, ...Object.values(headers)]);
  let streaming: Fields = options.stream ? streamFields(options.api) : {};
  const complete = async (request: CompletionRequest): Promise<Completion> => {
    const { messages, signal } = request;
    const fields = { ...streaming, ...request.fields };
    try {
      return await ask(client, options, { messages, fields, ...(signal && { signal }) });
    } catch (error) {
      const { stream: _, ...named } = fields;
      const failure = modelFailure(error, { baseUrl, model, fields: named, timeoutMs, redact });
      if (refusesUsage(failure, fields) && !Object.hasOwn(request.fields, USAGE_OPTION)) {
        // In this call and all to come: then the usage may be unknown.
        streaming = { stream: true };
        return complete(request);
      }
      throw failure.kind === 'model'
        ? await withServedModels(failure, client)
        : aboutStream(failure, options);
    }
  };
  return { complete };
}

/** One request. Throws whatever goes wrong. */
async function ask(
  client: OpenAI,
  options: ConnectOptions,
  { messages, fields, signal }: CompletionRequest,
): Promise<Completion> {
  const { api, baseUrl, timeoutMs } = options;
  const body = bodyOf(options, { messages, fields });
  const reply = await withTimeLimit(timeoutMs, signal, async (limited) => {
    const response = await client.post(pathOf(api), { body, signal: limited }).asResponse();
    const longest = LONGEST_REPLY;
    return readReply(response, { assembly: assemblyOf(api, longest), longest });
  });
  if (typeof reply !== 'string') return parseReply(api, reply);
  throw new ModelError(
    'endpoint',
    `${baseUrl} answers, but not as an OpenAI-compatible endpoint (it sent ${
      reply.startsWith('<') ? 'a web page' : 'plain text'
    }). Is the path right? It mostly ends in /v1.`,
    { fatalOnlyAtFirst: true },
  );
}

function refusesUsage({ details }: ModelError, sent: Fields): boolean {
  return details.field === USAGE_OPTION && Object.hasOwn(sent, USAGE_OPTION);
}

/** With what to do, where a request is refused for being streamed, or for not being so. */
function aboutStream(failure: ModelError, { stream }: Pick<ConnectOptions, 'stream'>): ModelError {
  const { kind, message, details } = failure;
  const refused = kind === 'request' || kind === 'budget';
  if (stream === undefined || !refused || !/\bstream/i.test(message)) return failure;
  const what = stream ? 'If it does not stream, leave --stream out.' : 'Does --stream help?';
  return new ModelError(kind, `${message}. ${what}`, details);
}

async function withServedModels(failure: ModelError, client: OpenAI): Promise<ModelError> {
  const served = await listModels(() => client.get('/models', { timeout: 5000 }));
  if (served.length === 0) return failure;
  const shown = served.slice(0, 8).join(', ');
  const more = served.length > 8 ? `, and ${served.length - 8} more` : '';
  return new ModelError('model', `${failure.message} It serves: ${shown}${more}.`, failure.details);
}
