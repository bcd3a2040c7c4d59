import { expect, test } from 'vitest';
import { killAndResume } from './kill-and-resume.ts';

test('a run that is killed at random over a failing endpoint loses and doubles nothing', async () => {
  const soaked = await killAndResume({
    ...{ calls: 600, kills: 4, seed: 11, concurrency: 16, faults: 0.1 },
  });
  const { ended, ...found } = soaked;
  expect(ended.code, ended.stderr).toBe(0);
  expect(found).toMatchObject({ losses: 0, doubles: 0, recorded: found.ideal, kills: 4 });
  expect(found.faults).toBeGreaterThan(30);
  expect(found.extra).toBeLessThanOrEqual(found.bound);
  // Dead locks and drafts do not pile up.
  const left = found.files.filter((name) => !/^(?:run\.json|\w+(?:\.rules)?\.jsonl)/.test(name));
  expect(left).toEqual([]);
}, 120_000);
