import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { scratchDir, sharedDir } from '../../tests/scratch.ts';
import { sha256 } from '../corrupt/digest.ts';
import { type RegisteredRun, readRegister, registeredIn, registerRun } from './register.ts';
import { aRunRecord } from './run-record.test-data.ts';

/** A run, whose file is its record as it stands here. */
function aRun(more: Record<string, unknown> = {}): RegisteredRun {
  const record = aRunRecord(more);
  return { record, hash: sha256(JSON.stringify(record)) };
}

const NOW = Date.UTC(2026, 0, 2);
const fresh = { now: NOW, begun: false };

test('a run is written once, before it begins, and is found among those like it', async () => {
  const path = join(scratchDir(), 'register.jsonl');
  const runs = [1, 2, 3].map((day) => aRun({ createdAt: `2026-01-0${day}T00:00:00.000Z` }));
  for (const run of runs) expect(await registerRun(path, run, fresh)).toBe(true);
  await registerRun(path, aRun({ model: 'other' }), fresh);
  await registerRun(path, aRun({ release: 'b'.repeat(64) }), fresh);
  const before = readFileSync(path, 'utf8');
  for (const run of runs) {
    expect(await registerRun(path, run, { now: NOW + 1000, begun: true })).toBe(false);
  }
  expect(readFileSync(path, 'utf8')).toBe(before);
  const { lines, broken } = await readRegister(path);
  expect(broken).toBeNull();
  expect(registeredIn(lines, aRun({ createdAt: '2026-01-02T00:00:00.000Z' }))).toMatchObject({
    runs: 3,
    place: 2,
    lines: 5,
    head: lines[4]?.hash,
    at: '2026-01-02T00:00:00.000Z',
  });
  expect(registeredIn(lines, aRun({ epochs: 2 }))).toBeUndefined();
  expect(new Set(lines.slice(0, 3).map(({ plan }) => plan)).size).toBe(1);
});

test('a run that has begun is not registered afterwards', async () => {
  const path = join(scratchDir(), 'register.jsonl');
  await expect(registerRun(path, aRun(), { now: NOW, begun: true })).rejects.toThrow(
    /has replies and does not stand in the register/,
  );
  expect((await readRegister(path)).lines).toEqual([]);
});

test('runs that begin at once stand in one chain', async () => {
  const path = join(scratchDir(), 'register.jsonl');
  const runs = Array.from({ length: 8 }, (_, seed) => aRun({ seed }));
  await Promise.all(runs.map((run) => registerRun(path, run, fresh)));
  const { lines, broken } = await readRegister(path);
  expect(broken).toBeNull();
  expect(lines).toHaveLength(8);
});

describe('a register whose past was changed', () => {
  const dir = sharedDir();
  const path = join(dir, 'register.jsonl');
  let whole: string[] = [];
  beforeAll(async () => {
    for (let seed = 0; seed < 5; seed += 1) await registerRun(path, aRun({ seed }), fresh);
    whole = readFileSync(path, 'utf8').trimEnd().split('\n');
  });

  async function brokenAs(lines: readonly string[]) {
    const changed = join(dir, 'changed.jsonl');
    writeFileSync(changed, `${lines.join('\n')}\n`);
    return (await readRegister(changed)).broken;
  }

  test.each<[string, (lines: string[]) => string[], RegExp]>([
    ['by an edit', (l) => l.with(2, (l[2] ?? '').replace('"m"', '"n"')), /^line 3 was changed/],
    ['by a line taken out', (l) => l.toSpliced(1, 1), /^line 2 does not follow/],
    ['by the first line taken out', (l) => l.slice(1), /^line 1 does not follow/],
    ['by a line put in twice', (l) => l.toSpliced(2, 0, l[1] ?? ''), /^line 3 does not follow/],
    ['by two lines exchanged', (l) => [l[1] ?? '', l[0] ?? '', ...l.slice(2)], /^line 1 does/],
  ])('%s is broken, and says where', async (_, edit, reason) => {
    expect(await brokenAs(whole)).toBeNull();
    expect(await brokenAs(edit(whole))).toMatch(reason);
  });

  test('is broken by any other order, and by any line left out but the last ones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 }), async (order) => {
        const intact = order.every((place, index) => place === index);
        const broken = await brokenAs(order.map((place) => whole[place] ?? ''));
        expect(broken === null).toBe(intact);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test('takes nothing more in, and is left as it is', async () => {
    const changed = join(dir, 'more.jsonl');
    writeFileSync(changed, `${whole.toSpliced(1, 1).join('\n')}\n`);
    const before = readFileSync(changed, 'utf8');
    await expect(registerRun(changed, aRun({ seed: 9 }), fresh)).rejects.toThrow(
      /line 2 does not follow .* Nothing is added to a broken register/,
    );
    expect(readFileSync(changed, 'utf8')).toBe(before);
  });

  test('but half a line, of a process that died, is set aside', async () => {
    const torn = join(dir, 'torn.jsonl');
    writeFileSync(torn, `${whole.join('\n')}\n`);
    appendFileSync(torn, '{"format":"lacuna-reg');
    expect(await registerRun(torn, aRun({ seed: 9 }), fresh)).toBe(true);
    const { lines, broken } = await readRegister(torn);
    expect([lines.length, broken]).toEqual([6, null]);
  });
});
