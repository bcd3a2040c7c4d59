import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Scripted {
  baseUrl: string;
  /** Bodies and headers of the requests so far. */
  seen: Array<{ path: string; headers: IncomingMessage['headers']; body: unknown }>;
}

/** A loopback endpoint for one test: each request is answered by the function. */
export async function startScripted(
  answer: (response: ServerResponse, request: { path: string; count: number }) => void,
): Promise<Scripted> {
  const seen: Scripted['seen'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    const path = request.url ?? '';
    seen.push({ path, headers: request.headers, body: text === '' ? null : JSON.parse(text) });
    answer(response, { path, count: seen.length });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { baseUrl: `http://127.0.0.1:${portOf(server.address())}/v1`, seen };
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

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
