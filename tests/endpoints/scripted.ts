import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export interface Scripted {
  baseUrl: string;
  /** Paths, headers and bodies of the requests so far. */
  seen: Array<{ path: string; headers: IncomingMessage['headers']; body: unknown }>;
}

/** A loopback server for one test, of whatever kind: each request is answered by the function. */
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
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { baseUrl: `http://127.0.0.1:${address.port}/v1`, seen };
}
