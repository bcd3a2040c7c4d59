import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { scratchDir } from '../tests/scratch.ts';
import { readJsonLines } from './jsonl.ts';

async function readAll<T>(lines: AsyncIterable<{ line: number; value: T }>): Promise<T[]> {
  const values: T[] = [];
  for await (const { value } of lines) values.push(value);
  return values;
}

test('whatever JSON.stringify writes comes back, line separators of Unicode included', async () => {
  const path = join(scratchDir(), 'lines.jsonl');
  const strings = fc.array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('a\u2028b\u2029c\r\n')),
    { maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(strings, async (values) => {
      writeFileSync(path, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
      expect(await readAll(readJsonLines(path, z.string()))).toEqual(values);
    }),
    { numRuns: 50 },
  );
});

test('a byte-order mark, CRLF, empty lines and a missing last newline do no harm', async () => {
  const path = join(scratchDir(), 'lines.jsonl');
  writeFileSync(path, '\uFEFF"a"\r\n\r\n"b"');
  expect(await readAll(readJsonLines(path, z.string()))).toEqual(['a', 'b']);
});

test('a line over several read chunks is one line', async () => {
  const path = join(scratchDir(), 'lines.jsonl');
  // No two parts of it are alike: each chunk is read into the place of the one before.
  const long = Array.from({ length: 100_000 }, (_, n) => `é${n}`).join(' ');
  const values = [long, 'b', ...long.split(' ')];
  writeFileSync(path, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
  expect(await readAll(readJsonLines(path, z.string()))).toEqual(values);
});

test('what is wrong is said with file, line and field', async () => {
  const path = join(scratchDir(), 'lines.jsonl');
  writeFileSync(path, '{"n":1}\n{"n":"x"}\n');
  const schema = z.object({ n: z.number() });
  await expect(readAll(readJsonLines(path, schema))).rejects.toThrow(`${path}:2: n: `);
  await expect(readAll(readJsonLines(`${path}.gone`, schema))).rejects.toThrow('cannot be read');
});
