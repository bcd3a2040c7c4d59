import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../src/math/random.ts';
import {
  type ChatBody,
  type ChatServer,
  completion,
  type Reply,
  sendJson,
  startChatServer,
} from './chat-server.ts';
import { streamChat } from './streamed.ts';

/** Does wrong by a call; `whole` is the reply that it would have had. */
export type Fault = (response: ServerResponse, whole: string) => void;

const error = (message: string) => ({ error: { message } });
const JSON_TYPE = { 'content-type': 'application/json' };

/** Connections that end, times that pass, replies that are none: what endpoints do, by name. */
export const FAULTS = {
  '429 without Retry-After': (response) => sendJson(response, 429, error('Slow down')),
  '429 with Retry-After in seconds': (response) =>
    sendJson(response, 429, error('Slow down'), { 'retry-after': '1' }),
  '429 with Retry-After as a date': (response) =>
    sendJson(response, 429, error('Slow down'), {
      'retry-after': new Date(Date.now() + 1000).toUTCString(),
    }),
  '500': (response) => sendJson(response, 500, error('Internal error')),
  '502 with HTML': (response) => {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end('<!doctype html><html><title>502 Bad Gateway</title>nginx</html>');
  },
  '503': (response) => sendJson(response, 503, error('Overloaded')),
  'a reset before the headers': (response) => response.socket?.resetAndDestroy(),
  'a reset after the headers': (response, whole) => {
    response.writeHead(200, JSON_TYPE);
    response.write(whole.slice(0, whole.length / 2));
    setTimeout(() => response.socket?.resetAndDestroy(), 5);
  },
  'a connection closed before the headers': (response) => response.destroy(),
  'a hang before the headers': () => undefined,
  'a hang within the body': (response, whole) => {
    response.writeHead(200, JSON_TYPE);
    response.write(whole.slice(0, whole.length / 2));
  },
  'a drip that takes too long': (response, whole) => {
    response.writeHead(200, JSON_TYPE);
    void drip(response, whole, 1, 100);
  },
  'cut JSON': (response, whole) => sendJson(response, 200, whole.slice(0, -20)),
  'invalid JSON': (response) => sendJson(response, 200, '{"choices": [{,}]}'),
  'an empty body': (response) => sendJson(response, 200, ''),
  'no choices': (response) => sendJson(response, 200, { id: 'x', choices: [] }),
  'a choice without a message': (response) =>
    sendJson(response, 200, { choices: [{ index: 0, finish_reason: 'stop' }] }),
  'an error with status 200': (response) => sendJson(response, 200, error('Upstream timed out')),
  'a chunk sent twice': (response, whole) => {
    const half = Math.floor(whole.length / 2);
    response.writeHead(200, JSON_TYPE);
    for (const part of [whole.slice(0, half), whole.slice(0, half), whole.slice(half)]) {
      response.write(part);
    }
    response.end();
  },
} as const satisfies Record<string, Fault>;

/** What looks odd and is a whole reply all the same. */
export const ODDITIES = {
  'a drip that ends in time': (response, whole) => {
    response.writeHead(200, JSON_TYPE);
    void drip(response, whole, Math.ceil(whole.length / 10), 10);
  },
  'another content type': (response, whole) =>
    sendJson(response, 200, whole, { 'content-type': 'text/plain; charset=utf-8' }),
  'a byte-order mark and blanks around it': (response, whole) =>
    sendJson(response, 200, `\n  ${whole}\n\n`),
} as const satisfies Record<string, Fault>;

/** Some characters of a text at a time. */
export async function drip(
  response: ServerResponse,
  text: string,
  characters: number,
  everyMs: number,
): Promise<void> {
  for (let at = 0; at < text.length && !response.destroyed; at += characters) {
    response.write(text.slice(at, at + characters));
    await sleep(everyMs);
  }
  response.end();
}

export interface FaultOptions {
  reply: Reply;
  /**
   * The fault of the n-th call with this body, from 1; undefined for a reply. `inFlight` are the calls that
   * have come and have no whole answer yet, this one included.
   */
  faultOf: (body: ChatBody, attempt: number, inFlight: number) => Fault | undefined;
  latencyMs?: number;
  /** Changes a whole reply before it is sent. */
  change?: (whole: object, body: ChatBody, call: number) => object;
  port?: number;
}

/** An endpoint that does wrong by calls as it is told. It streams where it is asked to. */
export function startFaulty(options: FaultOptions): Promise<ChatServer> {
  const { reply, faultOf, latencyMs = 0, change = (whole: object) => whole, port = 0 } = options;
  const attempts = new Map<string, number>();
  let inFlight = 0;
  let calls = 0;
  return startChatServer(
    ['m'],
    async (response, body) => {
      const text = JSON.stringify(body);
      const attempt = (attempts.get(text) ?? 0) + 1;
      attempts.set(text, attempt);
      calls += 1;
      inFlight += 1;
      response.once('close', () => {
        inFlight -= 1;
      });
      const changed = change(completion(body, reply(body)), body, calls);
      const whole = JSON.stringify(changed);
      const fault = faultOf(body, attempt, inFlight);
      if (latencyMs > 0) await sleep(latencyMs);
      if (fault) fault(response, whole);
      else if (body.stream === true) streamChat(response, changed);
      else sendJson(response, 200, whole);
    },
    port,
  );
}

/** A seeded share of all calls goes wrong, in any way but those that take long. */
export function atRandom(
  seed: number,
  share: number,
  faults: Readonly<Record<string, Fault>> = FAULTS,
): FaultOptions['faultOf'] {
  const random = new Random(seed, 'faults');
  const quick = Object.entries(faults).flatMap(([name, fault]) =>
    /Retry-After in|as a date|drip/.test(name) ? [] : [fault],
  );
  return () => (random.int(1, 1000) <= share * 1000 ? random.pick(quick) : undefined);
}
