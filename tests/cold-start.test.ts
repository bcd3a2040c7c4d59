import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { MAIN } from './lacuna.ts';

/** Modules and packages that are loaded with a module, those that are imported when called for left out. */
function loadedWith(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(
    /^(?:import|export)(?:[^;'"()]*\sfrom)?\s*['"]([^'"]+)['"]/gm,
  )) {
    if (name.startsWith('.')) loadedWith(join(dirname(path), name), seen);
    else if (!name.startsWith('node:')) seen.add(name);
  }
  return seen;
}

test('the start of every command loads commander and no other package', () => {
  const loaded = [...loadedWith(MAIN)];
  expect(loaded.filter((name) => !name.startsWith('/'))).toEqual(['commander']);
  expect(loaded.length).toBeGreaterThan(8);
  expect(loaded.length).toBeLessThan(40);
});

test('lacuna --help takes under 150 ms of the processor', () => {
  const report =
    "process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write(String((user+system)/1000))})";
  const times = Array.from({ length: 5 }, () => {
    const args = ['--import', `data:text/javascript,${report}`, MAIN, '--help'];
    return Number(spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr);
  });
  // The least: what else runs on the machine only adds to it.
  expect(Math.min(...times)).toBeGreaterThan(10);
  expect(Math.min(...times)).toBeLessThan(150);
});
