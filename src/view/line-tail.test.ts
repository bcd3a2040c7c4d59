import { appendFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../input-error.ts';
import { LineTail } from './line-tail.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lacuna-tail-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Follows a file, and gathers what it is told, each line with where it stood. */
function following(path: string) {
  const tail = new LineTail(path);
  const lines: string[] = [];
  const places: Array<[offset: number, number: number]> = [];
  const advance = async () => {
    const advanced = await tail.advance(({ bytes, offset, number }) => {
      lines.push(bytes.toString('utf8'));
      places.push([offset, number]);
    });
    return advanced;
  };
  return { tail, lines, places, advance };
}

describe('a file that lines are appended to', () => {
  it('is read line by line, whatever the pieces in which it is written', async () => {
    const pieces = fc.array(fc.stringMatching(/^[a€\n]{0,9}$/), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(pieces, async (written) => {
        const path = join(folder, 'pieces');
        await writeFile(path, '');
        const { lines, places, advance } = following(path);
        for (const piece of written) {
          await appendFile(path, piece);
          expect(await advance()).toBe('caught-up');
        }
        const text = written.join('');
        const whole = text.split('\n').slice(0, -1);
        expect(lines).toEqual(whole);
        const offsets = whole.map((_, n) =>
          Buffer.byteLength(
            whole
              .slice(0, n)
              .map((line) => `${line}\n`)
              .join(''),
          ),
        );
        expect(places).toEqual(offsets.map((offset, n) => [offset, n + 1]));
      }),
      { numRuns: 40 },
    );
  });

  it('may have lines of many megabytes', async () => {
    const path = join(folder, 'long');
    const long = 'x'.repeat(9_000_000);
    await writeFile(path, `a\n${long}\nb\n`);
    const { lines, advance } = following(path);
    while ((await advance()) === 'more');
    expect(lines.map(({ length }) => length)).toEqual([1, long.length, 1]);
  });

  it('is refused where a line never ends', async () => {
    const path = join(folder, 'endless');
    await writeFile(path, 'x'.repeat(70 * 1024 * 1024));
    await expect(following(path).advance()).rejects.toThrow(InputError);
  });

  it('may lose the half of a line that it ended in', async () => {
    const path = join(folder, 'half');
    await writeFile(path, 'one\ntw');
    const { lines, advance } = following(path);
    await advance();
    await truncate(path, 4);
    expect(await advance()).toBe('caught-up');
    await appendFile(path, 'three\n');
    await advance();
    expect(lines).toEqual(['one', 'three']);
  });

  it('is said to be absent, or replaced', async () => {
    const path = join(folder, 'moved');
    const { lines, advance } = following(path);
    expect(await advance()).toBe('absent');
    await writeFile(path, 'one\n');
    expect(await advance()).toBe('caught-up');
    await writeFile(`${path}.part`, 'another\nfile\n');
    await rename(`${path}.part`, path);
    expect(await advance()).toBe('replaced');
    expect(lines).toEqual(['one']);
    const shorter = following(path);
    await shorter.advance();
    await truncate(path, 3);
    expect(await shorter.advance()).toBe('replaced');
  });
});
