import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Tests of the command line run what users run: the built program, built once from these sources. */
export default function build(): void {
  const root = join(import.meta.dirname, '..');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
}
