import { createServer, type ServerResponse } from 'node:http';
import { z } from 'zod';

const Body = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});
export type ChatBody = z.infer<typeof Body>;

/** What a scripted model says to a conversation. */
export type Reply = (body: ChatBody) => string;

export interface ChatServer {
  baseUrl: string;
  /** Bodies of all chat requests so far. */
  bodies: ChatBody[];
  close: () => Promise<void>;
}

/** A loopback server with a list of models, whose chat requests the function answers. */
export async function startChatServer(
  models: readonly string[],
  answer: (response: ServerResponse, body: ChatBody) => void,
  port = 0,
): Promise<ChatServer> {
  const bodies: ChatBody[] = [];
  const server = createServer(async (request, response) => {
    if (request.url === '/v1/models') {
      sendJson(response, 200, { object: 'list', data: models.map((id) => ({ id })) });
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Body.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    bodies.push(body);
    answer(response, body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    bodies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A plain completion with usage. */
export function completion(body: ChatBody, text: string, more: object = {}): object {
  const prompt = body.messages.map(({ content }) => content).join('\n');
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: body.model,
    choices: [
      { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text, ...more } },
    ],
    usage: {
      prompt_tokens: Math.ceil(prompt.length / 4),
      completion_tokens: Math.ceil(text.length / 4),
    },
  };
}
