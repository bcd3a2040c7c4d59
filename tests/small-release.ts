import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../src/package-root.ts';
import { lacuna } from './lacuna.ts';

const FAMILIES = ['beach-shells', 'ferry-captain', 'juice-mixture', 'lemonade-stand'];

/** Freezes a small release v9 of four families in `releases/` of a folder, of some 30 items. */
export async function freezeSmallRelease(dir: string): Promise<void> {
  const bank = join(dir, 'bank');
  mkdirSync(join(bank, 'families'), { recursive: true });
  for (const name of FAMILIES) {
    cpSync(packageFile(`problems/families/${name}.yaml`), join(bank, `families/${name}.yaml`));
  }
  cpSync(packageFile('problems/people.yaml'), join(bank, 'people.yaml'));
  const flags = ['--name', 'v9', '--seed', '4', '--pairs', '32', '--bank', 'bank'];
  const built = await lacuna(['release', 'build', ...flags, '--out', 'releases/v9'], { cwd: dir });
  if (built.code !== 0) throw new Error(built.stderr);
}
