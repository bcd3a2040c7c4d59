import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whyOf } from './io-failure.ts';

const reasonFor = (path: string) =>
  readFile(path).then(
    () => 'it was read',
    (error: unknown) => whyOf(error),
  );

test('a refusal of the file system is told in words, without the path', async () => {
  expect(await reasonFor(join(import.meta.dirname, 'nowhere'))).toBe('no such file or folder');
  expect(await reasonFor(import.meta.dirname)).toBe('it is a folder');
  expect(await reasonFor(join(import.meta.filename, 'x'))).toBe('its path leads through a file');
});

test('what else went wrong keeps its words', () => {
  expect(whyOf(new Error('end of central directory record not found'))).toMatch(/^end of central/);
  expect(whyOf('cut')).toBe('cut');
});
