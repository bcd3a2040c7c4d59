import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Tests of the command line run what users run: the built program, built once from these sources. */
export default function build(): void {
  const root = join(import.meta.dirname, '..');
  // Vitest names its own NODE_ENV, under which Vite would bundle the pages otherwise than for users.
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, env, stdio: 'inherit' });
}
