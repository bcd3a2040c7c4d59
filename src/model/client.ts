import type OpenAI from 'openai';
import { type Api, bodyOf, parseReply, pathOf } from './api.ts';
import { type Completion, type Endpoint, ModelError } from './completion.ts';
import { modelFailure, NO_JSON } from './failure.ts';
import { type ConnectOptions, openAiClient } from './openai-client.ts';
import { redactor } from './redact.ts';
import { listModels } from './served-models.ts';
import { withTimeLimit } from './time-limit.ts';

/** Bytes of a reply. The longest that models write, with their reasoning, are some hundred times shorter. */
const LONGEST_REPLY = 10_000_000;

/**
 * The door to an OpenAI-compatible endpoint. Its calls throw ModelError, whose message holds neither
 * the key nor the value of an extra header.
 */
export function connect(options: ConnectOptions): Endpoint {
  const { baseUrl, key, model, api, headers, timeoutMs } = options;
  const client = openAiClient(options, LONGEST_REPLY);
  const redact = redactor([key, ...Object.values(headers)]);
  return {
    async complete({ messages, fields, signal }) {
      const body = bodyOf(options, { messages, fields });
      try {
        const reply = await withTimeLimit(
          timeoutMs,
          signal,
          (limited): Promise<unknown> => client.post(pathOf(api), { body, signal: limited }),
        );
        return parsed(api, asJson(reply), baseUrl);
      } catch (error) {
        const failure = modelFailure(error, { baseUrl, model, fields, timeoutMs, redact });
        throw failure.kind === 'model' ? await withServedModels(failure, client) : failure;
      }
    },
  };
}

/** Some servers and gateways send a reply under another content type: the package takes it for a text. */
function asJson(reply: unknown): unknown {
  if (typeof reply === 'string' && /^\s*(?:data|event):/.test(reply)) {
    throw new ModelError(
      'request',
      'the endpoint streams its reply, which is not read here: take "stream" out of --body',
    );
  }
  if (typeof reply !== 'string' || !/^\s*\{/.test(reply)) return reply;
  try {
    return JSON.parse(reply);
  } catch {
    throw new ModelError('transport', NO_JSON);
  }
}

function parsed(api: Api, reply: unknown, baseUrl: string): Completion {
  if (typeof reply === 'string') {
    throw new ModelError(
      'endpoint',
      `${baseUrl} answers, but not as an OpenAI-compatible endpoint (it sent ${
        /^\s*</.test(reply) ? 'a web page' : 'plain text'
      }). Is the path right? It mostly ends in /v1.`,
      { fatalOnlyAtFirst: true },
    );
  }
  return parseReply(api, reply);
}

async function withServedModels(failure: ModelError, client: OpenAI): Promise<ModelError> {
  const served = await listModels(() => client.get('/models', { timeout: 5000 }));
  if (served.length === 0) return failure;
  const shown = served.slice(0, 8).join(', ');
  const more = served.length > 8 ? `, and ${served.length - 8} more` : '';
  return new ModelError('model', `${failure.message} It serves: ${shown}${more}.`, failure.details);
}
