import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { MODEL, type RenderedReply, renderReplies, WRITES } from './replies.ts';

/**
 * An endpoint of Chat Completions for benchmarks, a process of its own: each reply is complete so many
 * milliseconds (the argument, 50 by default) after its request, streamed or not. The same last message gets
 * the same reply. It prints its address; GET /seen says what it has answered since it was asked last.
 */
const LATENCY_MS = Number(process.argv[2] ?? 50);
const REPLIES = renderReplies(512);
const MODELS = Buffer.from(
  JSON.stringify({ object: 'list', data: [{ id: MODEL, object: 'model' }] }),
);

const Body = z.object({
  messages: z.array(z.object({ content: z.string() })).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
});

/** Milliseconds since 1970. */
const now = () => performance.timeOrigin + performance.now();
let seen = { calls: 0, first: 0, last: 0, most: 0 };
let inFlight = 0;

const server = createServer((request, response) => {
  if (request.method === 'POST') complete(request, response);
  else if (request.url === '/seen') {
    sendJson(response, Buffer.from(JSON.stringify(seen)));
    seen = { calls: 0, first: 0, last: 0, most: 0 };
  } else sendJson(response, MODELS);
});
// No connection of a client that pauses is closed under it.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', 4096, () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  process.stdout.write(`http://127.0.0.1:${address.port}/v1\n`);
});
process.on('disconnect', () => process.exit());

function complete(request: IncomingMessage, response: ServerResponse): void {
  if (seen.calls === 0 && inFlight === 0) seen.first = now();
  inFlight += 1;
  seen.most = Math.max(seen.most, inFlight);
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Body.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const reply = replyTo(body.messages.at(-1)?.content ?? '');
    if (body.stream) stream(response, reply, body.stream_options?.include_usage ?? false);
    else setTimeout(() => sendJson(response, reply.whole), LATENCY_MS);
  });
  response.on('close', () => {
    inFlight -= 1;
    seen.calls += 1;
    seen.last = now();
  });
}

/** Clients differ in what else they send. */
function replyTo(asked: string): RenderedReply {
  let hash = 0;
  for (let at = 0; at < asked.length; at += 1) {
    hash = (Math.imul(hash, 31) + asked.charCodeAt(at)) | 0;
  }
  const reply = REPLIES[(hash >>> 0) % REPLIES.length];
  if (!reply) throw new RangeError('no replies');
  return reply;
}

function sendJson(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

/** Each tenth of the time a tenth of the events, in one write. */
function stream(response: ServerResponse, reply: RenderedReply, usage: boolean): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let number = 0;
  const next = () => {
    number += 1;
    if (number < WRITES) {
      response.write(reply.streamed[number - 1]);
      setTimeout(next, LATENCY_MS / WRITES);
    } else response.end(usage ? reply.withUsage : reply.streamed[number - 1]);
  };
  setTimeout(next, LATENCY_MS / WRITES);
}
