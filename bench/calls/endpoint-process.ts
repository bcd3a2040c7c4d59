import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const Seen = z.object({ calls: z.number(), first: z.number(), last: z.number(), most: z.number() });
/** What an endpoint answered: calls, milliseconds of the first request and the last reply, most in flight. */
export type Seen = z.infer<typeof Seen>;

export interface BenchEndpoint {
  readonly baseUrl: string;
  /** Since it was asked last. */
  seen(): Promise<Seen>;
  close(): Promise<void>;
}

/** Starts endpoint.ts in a process of its own. */
export async function startEndpoint(latencyMs: number): Promise<BenchEndpoint> {
  const child = fork(join(import.meta.dirname, 'endpoint.js'), [`${latencyMs}`], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (!child.stdout) throw new TypeError('the endpoint prints nowhere');
  const [printed] = await once(child.stdout, 'data');
  const baseUrl = String(printed).trim();
  return {
    baseUrl,
    seen: async () => Seen.parse(await (await fetch(new URL('/seen', baseUrl))).json()),
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
