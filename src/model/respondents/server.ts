import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Item } from '../../corrupt/item.ts';
import { type Completion, Message } from '../completion.ts';
import { EXPLORERS, type Explorer } from './explorers.ts';
import { RESPONDENTS, STRAY_RESPONDENTS } from './index.ts';
import { type FindLaid, respondTo } from './respond.ts';

const MAX_BODY_BYTES = 1 << 20;

const Effort = z.string().nullish();
const ChatBody = z.object({
  model: z.string(),
  messages: z.array(Message).min(1),
  reasoning_effort: Effort,
});
const ResponsesBody = z.object({
  model: z.string(),
  input: z.array(Message).min(1),
  reasoning: z.object({ effort: Effort }).nullish(),
});

const SERVED: readonly Explorer[] = [...RESPONDENTS, ...EXPLORERS];

export interface RespondentServer {
  /** Such as "http://127.0.0.1:49152/v1". */
  baseUrl: string;
  close: () => Promise<void>;
}

/** An error in the shape of the OpenAI API. */
class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code: string | null = null,
  ) {
    super(message);
  }
}

/**
 * Serves the respondents over HTTP on a loopback port, each as a model, so that they are asked by the
 * same client as any model: Chat Completions, Responses and the list of models.
 */
export async function serveRespondents(
  items: readonly Item[],
  findLaid?: FindLaid,
): Promise<RespondentServer> {
  const respond = respondTo(items, findLaid);
  const reply = (model: string, messages: readonly Message[], effort: string | null) => {
    const respondent = [...SERVED, ...STRAY_RESPONDENTS].find(({ name }) => name === model);
    if (!respondent) throw new HttpError(404, `no model ${model}`, 'model_not_found');
    const completion = respond(respondent, messages, effort);
    if (!completion) throw new HttpError(400, 'the conversation is about no item of this run');
    return completion;
  };
  const routes = new Map<string, (body: unknown) => unknown>([
    ['GET /v1/models', () => ({ object: 'list', data: SERVED.map(({ name: id }) => ({ id })) })],
    [
      'POST /v1/chat/completions',
      (body) => {
        const { model, messages, reasoning_effort: effort } = parse(ChatBody, body);
        return chatReply(model, reply(model, messages, effort ?? null));
      },
    ],
    [
      'POST /v1/responses',
      (body) => {
        const { model, input, reasoning } = parse(ResponsesBody, body);
        return responsesReply(model, reply(model, input, reasoning?.effort ?? null));
      },
    ],
  ]);
  const server = createServer((request, response) => void answer(request, response, routes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no loopback port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: ReadonlyMap<string, (body: unknown) => unknown>,
): Promise<void> {
  try {
    const route = routes.get(`${request.method} ${request.url}`);
    if (!route) throw new HttpError(404, `no ${request.method} ${request.url} here`);
    send(response, 200, route(await readBody(request)));
  } catch (error) {
    const { status, message, code } =
      error instanceof HttpError ? error : new HttpError(500, String(error));
    send(response, status, { error: { message, type: 'invalid_request_error', code } });
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) throw new HttpError(413, 'the body is too large');
    chunks.push(part);
  }
  try {
    return bytes === 0 ? null : JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpError(400, 'the body is no JSON');
  }
}

function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HttpError(400, `${issue?.path.join('.')}: ${issue?.message}`);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function chatReply(model: string, { text, reasoning, usage }: Completion): unknown {
  return {
    id: 'chatcmpl-respondent',
    object: 'chat.completion',
    model,
    choices: [
      {
        index: 0,
        finish_reason: 'stop',
        message: { role: 'assistant', content: text, reasoning_content: reasoning },
      },
    ],
    usage: {
      prompt_tokens: usage.input,
      completion_tokens: usage.output,
      total_tokens: (usage.input ?? 0) + (usage.output ?? 0),
      completion_tokens_details: { reasoning_tokens: usage.reasoning },
    },
  };
}

function responsesReply(model: string, { text, reasoning, usage }: Completion): unknown {
  return {
    id: 'resp-respondent',
    object: 'response',
    model,
    status: 'completed',
    output: [
      { type: 'reasoning', summary: [{ type: 'summary_text', text: reasoning ?? '' }] },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] },
    ],
    usage: {
      input_tokens: usage.input,
      output_tokens: usage.output,
      output_tokens_details: { reasoning_tokens: usage.reasoning },
    },
  };
}
