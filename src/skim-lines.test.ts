import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { scratchDir } from '../tests/scratch.ts';
import { shapeOf } from './json-shape.ts';
import { type LinePlace, skimJsonLines } from './skim-lines.ts';

const Line = z.strictObject({ text: z.string() });

/** The lines of a file: those that were skimmed, and the texts of those that were parsed. */
async function skim(path: string) {
  const skimmed: LinePlace[] = [];
  const parsed: Array<readonly [number, string]> = [];
  await skimJsonLines(path, Line, {
    shape: shapeOf(Line),
    skimmed: (place) => {
      skimmed.push(place);
      return true;
    },
    parsed: ({ text }, { line }) => parsed.push([line, text]),
  });
  return { skimmed, parsed };
}

function written(content: string): string {
  const path = join(scratchDir(), 'lines.jsonl');
  writeFileSync(path, content);
  return path;
}

test('places are where the lines stand, also of lines that are longer than what is read at once', async () => {
  const lines = [3, 2_000_000, 5, 700_000, 700_000, 1_048_500, 0].map((length, i) =>
    JSON.stringify({ text: `${i}é`.padEnd(length, 'x') }),
  );
  const content = lines.map((line) => `${line}\n`).join('');
  const { skimmed, parsed } = await skim(written(content));
  const bytes = Buffer.from(content);
  const found = skimmed.map(({ offset, length }) =>
    bytes.toString('utf8', offset, offset + length),
  );
  expect(found.map((text) => text.length)).toEqual(lines.map(({ length }) => length));
  expect(found).toEqual(lines);
  expect(skimmed.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(parsed).toEqual([]);
});

test('a byte-order mark, CRLF, white space, empty lines and a missing last newline do no harm', async () => {
  const path = written('\uFEFF{"text":"a"}\n\n{"text": "b"}\r\n{"text":"c"}\n{"text":"d"}');
  const { skimmed, parsed } = await skim(path);
  expect(parsed).toEqual([
    [1, 'a'],
    [3, 'b'],
  ]);
  expect(skimmed.map(({ line }) => line)).toEqual([4, 5]);
  expect((await skim(written(''))).skimmed).toEqual([]);
});

test('a line that is torn, run into another or overwritten is named', async () => {
  const whole = '{"text":"a long text of a reply"}\n';
  const harmed: ReadonlyArray<readonly [string, string]> = [
    ['{"text":"a long te', 'not JSON'],
    [`{"text":"a long ${whole.trimEnd()}`, 'not JSON'],
    [`{"text":"a ${'\0'.repeat(8)} reply"}`, 'not JSON'],
    ['{"text":"a \\x reply"}', 'not JSON'],
    ['{"text":1}', 'text: '],
    ['{"text":"a","more":1}', 'line: '],
  ];
  for (const [line, why] of harmed) {
    const path = written(`${whole}${whole}${line}\n${whole}`);
    await expect(skim(path)).rejects.toThrow(`${path}:3: ${why}`);
  }
  await expect(skim('/nowhere/lines.jsonl')).rejects.toThrow('cannot be read');
});
