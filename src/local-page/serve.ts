import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { InputError } from '../input-error.ts';

export interface LocalServer {
  /** With the token in its path: who does not know it sees nothing. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves an application of `localApp` on loopback, at a free port unless one is named. Throws InputError
 * where the port cannot be had.
 */
export async function serveLocally(
  app: Hono,
  { token, port = 0 }: { token: string; port?: number | undefined },
): Promise<LocalServer> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(new InputError(`cannot listen on 127.0.0.1:${port}: ${error.message}`));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (!isInet(address)) throw new TypeError('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/${token}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function isInet(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
