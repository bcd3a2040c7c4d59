import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { serveLocally } from '../local-page/serve.ts';
import { counted } from '../report/numbers.ts';
import { follow } from '../view/follow.ts';
import { RunIndex } from '../view/run-index.ts';
import { Selections } from '../view/selections.ts';
import { viewApp } from '../view/server.ts';
import { interrupted } from './interrupt.ts';
import { parseOptions } from './options.ts';

const Options = z.object({
  open: z.boolean(),
  port: z.coerce.number('expected a port').int().min(1).max(65_535).optional(),
});

/** Milliseconds between two looks at a run that does not grow. */
const EVERY = 500;

/** `lacuna view RUN`: serves a page over a run, which may still be growing, until Ctrl-C. */
export async function view(dir: string, flags: unknown): Promise<void> {
  const { open, port } = parseOptions(Options, flags);
  const index = await RunIndex.open(dir);
  const selections = new Selections(index);
  // What is broken at the beginning is said at once, without a page that nobody sees.
  await index.advance();
  const token = randomBytes(18).toString('base64url');
  const server = await serveLocally(viewApp(index, selections, token), { token, port });
  process.stdout.write(
    `${dir}: ${index.run.model}, ${counted(index.places.size, 'conversation')} when complete. Open in a browser on this machine:\n` +
      `  ${server.url}\n` +
      'Ctrl-C stops.\n',
  );
  if (open && process.stdout.isTTY && process.stdin.isTTY) openBrowser(server.url);
  const stop = new AbortController();
  const following = follow([index, selections], {
    every: EVERY,
    sleep: (ms) => sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined),
    signal: stop.signal,
  });
  try {
    await Promise.race([interrupted(), following]);
  } finally {
    stop.abort();
    await server.close();
  }
  await following;
}

/** Best effort: the address stands in the terminal anyway. */
function openBrowser(url: string): void {
  const command =
    process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
