import { connect } from 'node:net';
import { type Ended, startLacuna } from './lacuna.ts';

/** `lacuna reward serve` at a free port. */
export interface ServedRewards {
  /** Such as "http://127.0.0.1:49152". */
  readonly url: string;
  /** Sends a signal, and gives what the command printed in all. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<Ended>;
  /** Resolves when the command has said that it is stopping. */
  readonly stopping: Promise<void>;
}

/** Throws with what it says where it ends instead. */
export async function serveRewards(
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<ServedRewards> {
  const { child, ended } = startLacuna(['reward', 'serve', '--port', '0', ...args], { cwd, env });
  const said = (stream: typeof child.stdout, what: RegExp) =>
    new Promise<string>((resolve) => {
      let text = '';
      stream?.on('data', (chunk: string) => {
        text += chunk;
        const found = what.exec(text)?.[0];
        if (found !== undefined) resolve(found);
      });
    });
  const stopping = said(child.stderr, /Stopping/).then(() => undefined);
  const url = await Promise.race([
    said(child.stdout, /http:\/\/[\d.]+:\d+/),
    ended.then(({ stderr }) => Promise.reject(new Error(stderr))),
  ]);
  const stop = (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    return ended;
  };
  return { url, stop, stopping };
}

/** Posts JSON, or text as it is. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text), text };
}

/** Every byte that a server writes to these bytes on one connection, until it ends it. */
export function bytesAnswered(url: string, sent: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(sent));
    let bytes = '';
    socket.setEncoding('latin1').on('data', (chunk) => {
      bytes += chunk;
    });
    socket.on('close', () => resolve(bytes));
    socket.on('error', reject);
  });
}
