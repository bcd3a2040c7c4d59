import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isJudged, plainJudge } from '../tests/endpoints/judging.ts';
import { startVllmLike } from '../tests/endpoints/vllm.ts';

/**
 * Runs every command of the documentation's `sh` blocks as printed, in order, in a fresh copy of the
 * checkout with no key in the environment. Commands that ask a model find one on vLLM's usual port.
 */
const DOCS = [
  'README.md',
  'docs/walk-through.md',
  'problems/README.md',
  'docs/release-gate.md',
  'docs/batch.md',
  'docs/importing.md',
  'docs/model-card.md',
  'docs/protocols.md',
  'docs/reward.md',
  'leaderboard/README.md',
  'docs/view-and-export.md',
];
const ROOT = join(import.meta.dirname, '..');

const copy = mkdtempSync(join(tmpdir(), 'lacuna-docs-'));
const server = await startVllmLike({
  port: 8000,
  reply: (body) => (isJudged(body) ? plainJudge(body) : 'The answer is 12.'),
});
try {
  copyCheckout(copy);
  const commands = DOCS.flatMap((doc) => commandsOf(doc).map((command) => ({ doc, command })));
  for (const { doc, command } of commands) await runCommand(doc, command);
  process.stdout.write(`${commands.length} commands of ${DOCS.join(', ')} work as printed.\n`);
} finally {
  await server.close();
  rmSync(copy, { recursive: true, force: true });
}

/** What a clone of the present state would hold. */
function copyCheckout(to: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: ROOT,
  });
  for (const path of listed.toString('utf8').split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(ROOT, path), join(to, path));
  }
}

function commandsOf(doc: string): string[] {
  const text = readFileSync(join(ROOT, doc), 'utf8');
  return Array.from(text.matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, block = '']) => block)
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Throws with all that the command printed where it fails. */
async function runCommand(doc: string, command: string): Promise<void> {
  process.stdout.write(`${doc}: ${command}\n`);
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, ...env } = process.env;
  const options = { cwd: copy, env, maxBuffer: 1 << 26 };
  await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], options);
}
