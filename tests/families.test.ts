import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFamily } from '../src/bank/family/check.ts';
import { packageFile } from '../src/package-root.ts';
import { defaultFamilies, familyFiles, loadFamilies } from '../src/problem/load.ts';

/** Enough to catch a fault of the family; `lacuna family check` looks longer. */
const QUICK = { draws: 2, problems: 6 };

const files = await familyFiles(defaultFamilies());
const readme = packageFile('problems/README.md');
const example = /```yaml\n([^`]*)```/.exec(await readFile(readme, 'utf8'))?.[1] ?? '';

it('there are many families, in at least 15 topics', async () => {
  const families = await loadFamilies(defaultFamilies());
  expect(families.length).toBeGreaterThanOrEqual(100);
  expect(new Set(families.map(({ topic }) => topic)).size).toBeGreaterThanOrEqual(15);
});

describe('nothing is wrong with', () => {
  it('the example of the README', () => {
    expect(checkFamily(example, 'README.md', QUICK).findings).toEqual([]);
  });

  it.each(files.map((file) => [basename(file), file] as const))('%s', async (_, file) => {
    const { findings, tried } = checkFamily(await readFile(file, 'utf8'), basename(file), QUICK);
    expect(findings).toEqual([]);
    expect(tried).toBeGreaterThan(40);
  });
});
