import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchDir } from '../../tests/scratch.ts';
import { lockRun } from './lock.ts';

test('a run folder has one owner at a time', async () => {
  const dir = scratchDir();
  const unlock = await lockRun(dir, 'first');
  await expect(lockRun(dir, 'second')).rejects.toThrow(
    `${dir} is in use by process ${process.pid}`,
  );
  await unlock();
  const again = await lockRun(dir, 'third');
  await again();
  expect(readdirSync(dir)).toEqual([]);
});

test('of many that want a dead process’s lock, one gets it', async () => {
  const dir = scratchDir();
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  writeFileSync(
    join(dir, 'lock.1'),
    JSON.stringify({ pid: child.pid, host: hostname(), token: 'dead' }),
  );
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) => lockRun(dir, `taker-${index}`)),
  );
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
});

test('a half-written lock does not hold the folder for ever', async () => {
  const dir = scratchDir();
  writeFileSync(join(dir, 'lock.1'), '{"pid":');
  const unlock = await lockRun(dir, 'mine');
  await unlock();
  expect(existsSync(join(dir, 'lock.1'))).toBe(false);
});

test('the lock of another machine holds, and the message says which file to remove', async () => {
  const dir = scratchDir();
  writeFileSync(join(dir, 'lock.1'), JSON.stringify({ pid: 1, host: 'elsewhere', token: 't' }));
  await expect(lockRun(dir, 'mine')).rejects.toThrow(`remove ${join(dir, 'lock.1')}`);
});
