import type { ServerResponse } from 'node:http';
import { Random } from '../../src/math/random.ts';
import {
  type ChatServer,
  completion,
  type Reply,
  sendJson,
  startChatServer,
} from './chat-server.ts';

const FAULTS: ReadonlyArray<(response: ServerResponse) => void> = [
  (response) =>
    sendJson(response, 429, { error: { message: 'Slow down' } }, { 'retry-after': '0' }),
  (response) => sendJson(response, 500, { error: { message: 'Internal error' } }),
  (response) => sendJson(response, 503, '<html>Service unavailable</html>'),
  (response) => sendJson(response, 200, '{"id":"x","choices":[{"index":0,"mess'),
  (response) => response.destroy(),
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"id":');
    setTimeout(() => response.destroy(), 5);
  },
  // Hangs until the client's time is up.
  () => undefined,
];

/** Fails a seeded share of the calls, each in one of seven ways; answers the rest after a while. */
export function startFlaky(
  seed: number,
  share: number,
  reply: Reply,
  latencyMs = 5,
  port = 0,
): Promise<ChatServer> {
  const random = new Random(seed, 'flaky');
  return startChatServer(
    ['flaky-model'],
    (response, body) => {
      if (random.int(1, 1000) <= share * 1000) {
        random.pick(FAULTS)(response);
        return;
      }
      setTimeout(() => sendJson(response, 200, completion(body, reply(body))), latencyMs);
    },
    port,
  );
}
