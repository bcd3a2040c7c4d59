import {
  appendFileSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchDir } from '../../tests/scratch.ts';
import { Journal } from './journal.ts';
import { RunLine } from './record.ts';
import { readRecorded } from './recorded.ts';

const errorLine = (epoch: number, message = 'no'): RunLine => ({
  type: 'error',
  item: 'a.remove',
  budget: 'low',
  epoch,
  kind: 'server',
  message,
  at: '2026-01-01T00:00:00.000Z',
});

describe('a journal', () => {
  test('holds every line once, in order, when many are appended at a time', async () => {
    const path = join(scratchDir(), 'replies.jsonl');
    const journal = await Journal.open(path, RunLine);
    await Promise.all(Array.from({ length: 500 }, (_, epoch) => journal.append(errorLine(epoch))));
    await journal.close();
    const epochs = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).epoch);
    expect(epochs).toEqual(Array.from({ length: 500 }, (_, epoch) => epoch));
  });

  test('has a line on disk when its append has resolved', async () => {
    const path = join(scratchDir(), 'replies.jsonl');
    const journal = await Journal.open(path, RunLine);
    await journal.append(errorLine(7));
    expect(JSON.parse(readFileSync(path, 'utf8')).epoch).toBe(7);
    await journal.close();
  });

  test.skipIf(!existsSync('/proc/self/fdinfo'))('waits for the disk with each write', async () => {
    const path = realpathSync(scratchDir());
    const journal = await Journal.open(join(path, 'replies.jsonl'), RunLine);
    const flags = readdirSync('/proc/self/fd')
      .filter((fd) => linkOf(fd) === join(path, 'replies.jsonl'))
      .map((fd) => /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1]);
    await journal.close();
    const [opened = ''] = flags;
    expect(Number.parseInt(opened, 8) & constants.O_DSYNC).toBe(constants.O_DSYNC);
  });

  test('sets a half-written last line aside and goes on after the last whole one', async () => {
    const path = join(scratchDir(), 'replies.jsonl');
    const first = await Journal.open(path, RunLine);
    // A whole line longer than one look at the tail, so that the search for its end takes several.
    await first.append(errorLine(0, 'x'.repeat(200_000)));
    await first.close();
    appendFileSync(path, JSON.stringify(errorLine(1)).slice(0, -9));
    const second = await Journal.open(path, RunLine);
    await second.append(errorLine(2));
    await second.close();
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).epoch)).toEqual([0, 2]);
    expect(readFileSync(`${path}.torn`, 'utf8')).toBe(
      `${JSON.stringify(errorLine(1)).slice(0, -9)}\n`,
    );
  });

  test('keeps a last line that lacks nothing but its newline', async () => {
    const path = join(scratchDir(), 'replies.jsonl');
    appendFileSync(path, JSON.stringify(errorLine(1)));
    const journal = await Journal.open(path, RunLine);
    await journal.append(errorLine(2));
    await journal.close();
    expect(existsSync(`${path}.torn`)).toBe(false);
    const recorded = await readRecorded(path);
    expect(recorded.errors.size).toBe(2);
  });
});

test('a damaged line inside a run is named by file and line, and nothing is thrown away', async () => {
  const path = join(scratchDir(), 'replies.jsonl');
  appendFileSync(path, `${JSON.stringify(errorLine(1))}\n{"type":"rep\n`);
  await expect(readRecorded(path)).rejects.toThrow(`${path}:2: not JSON`);
  expect(readFileSync(path, 'utf8')).toContain('"rep');
});

/** What a descriptor is of; of the one that lists them there is nothing left. */
function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}
