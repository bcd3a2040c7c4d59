import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadFamilies } from '../problem/load.ts';
import { parsePeople } from '../problem/people.ts';
import type { BankFiles } from './build.ts';

/** Reads a folder that holds `families/` and `people.yaml`. Throws InputError on what is wrong in it. */
export async function readBank(dir: string): Promise<BankFiles> {
  const folder = join(dir, 'families');
  const families = await loadFamilies(folder);
  const sources = new Map<string, string>();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  for (const name of names) {
    sources.set(`families/${name}`, await readFile(join(folder, name), 'utf8'));
  }
  const roster = await readFile(join(dir, 'people.yaml'), 'utf8');
  sources.set('people.yaml', roster);
  return { families, people: parsePeople(roster, join(dir, 'people.yaml')), sources };
}
