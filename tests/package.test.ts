import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');

/** What `npm publish` would send. */
const Packed = z.array(
  z.object({ size: z.number(), files: z.array(z.object({ path: z.string() })) }),
);

/** Licences that ask for nothing but their own notice. */
const PERMISSIVE = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Unlicense',
];

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      license: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

test('the package that is published is small, holds what it needs, and no tests', () => {
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = Packed.parse(JSON.parse(listed));
  const paths = packed?.files.map(({ path }) => path) ?? [];
  expect(packed?.size).toBeLessThan(3_000_000);
  expect(paths).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'dist/src/cli/main.js',
      'dist/pages/label.js',
      'dist/src/card/held-out.json',
      'problems/releases/v1/manifest.json',
      'problems/releases/v1/test.jsonl',
      'reward/shims/lacuna_trl.py',
    ]),
  );
  const strays = paths.filter((path) =>
    /(^|\/)(tests?|bench|fixtures|golden|scripts)\/|\.(test|test-data)\.|\.ts$|\.env/.test(path),
  );
  expect(strays).toEqual([]);
});

test('what is installed with it has a permissive licence and runs nothing at install', () => {
  const lock = Lock.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  const shipped = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
  expect(shipped.length).toBeGreaterThan(10);
  const odd = shipped.filter(
    ([, { license = 'unknown', hasInstallScript = false }]) =>
      hasInstallScript || !license.split(' OR ').some((one) => PERMISSIVE.includes(one)),
  );
  expect(odd).toEqual([]);
});
