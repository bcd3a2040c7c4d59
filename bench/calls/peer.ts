import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageFile } from '../../src/package-root.ts';
import type { Task } from './contestants.ts';
import { MODEL } from './replies.ts';
import { type Run, wholeRun } from './whole-process.ts';

const PROMPTFOO = packageFile(
  join('bench', 'peers', 'node_modules', 'promptfoo', 'dist', 'src', 'entrypoint.js'),
);

export function peerIsInstalled(): boolean {
  return existsSync(PROMPTFOO);
}

/** Nothing of it leaves the machine, and no update is looked for. */
const QUIET = {
  PROMPTFOO_DISABLE_TELEMETRY: '1',
  PROMPTFOO_DISABLE_UPDATE: '1',
  PROMPTFOO_DISABLE_SHARING: '1',
  PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
  PROMPTFOO_CACHE_ENABLED: 'false',
};

const Results = z.object({
  results: z.object({
    stats: z.object({ successes: z.int(), failures: z.int(), errors: z.int() }),
  }),
});

/** promptfoo with the same prompts, an assertion that is checked locally, and its results in a file. */
export async function promptfoo({ problems, ...task }: Task): Promise<Run> {
  const dir = join(problems.dir, 'promptfoo');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  const texts = Array.from({ length: task.epochs }, () => problems.texts).flat();
  const config = {
    prompts: ['{{text}}'],
    providers: [
      { id: `openai:chat:${MODEL}`, config: { apiBaseUrl: task.baseUrl, apiKey: 'none' } },
    ],
    // Every reply ends in an answer or a question.
    defaultTest: { assert: [{ type: 'regex', value: 'nswer|\\?|\\\\boxed' }] },
    tests: texts.map((text) => ({ vars: { text } })),
  };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(config));
  const how = ['--no-cache', '--no-table', '--no-progress-bar', '--no-share', '-o', 'out.json'];
  const args = ['eval', '-c', 'config.json', '-j', `${task.inFlight}`, ...how];
  const env = { ...QUIET, PROMPTFOO_CONFIG_DIR: join(dir, 'home') };
  const run = await wholeRun([PROMPTFOO, ...args], { cwd: dir, env });
  const out = Results.parse(JSON.parse(readFileSync(join(dir, 'out.json'), 'utf8')));
  const { successes, failures, errors } = out.results.stats;
  if (run.code !== 0 || successes !== texts.length) {
    throw new Error(
      `promptfoo ended with ${run.code}: ${successes} of ${texts.length} passed, ${failures} failed, ${errors} errors; ${run.stderr.slice(-1000)}`,
    );
  }
  return run;
}
