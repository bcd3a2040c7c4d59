import { expect, test } from 'vitest';
import type { Batch, Batches } from '../../model/batch/batches.ts';
import { collect } from './collect.ts';

const batch: Batch = {
  ...{ id: 'batch_1', status: 'completed', statusRaw: 'completed' },
  ...{ files: ['file-1'], faults: [] },
};

function filled(count: number): Pick<Batches, 'results'> {
  return {
    async *results() {
      for (let line = 1; line <= count; line += 1) {
        yield { line, result: { custom_id: `id-${line}`, response: null } };
      }
    },
  };
}

test('no more results are held than are on their way to the disk', async () => {
  const ids = new Set(Array.from({ length: 5000 }, (_, index) => `id-${index + 1}`));
  let now = 0;
  let most = 0;
  let taken = 0;
  const stray = await collect(batch, {
    batches: filled(ids.size),
    ids,
    taken: new Set(),
    read: (reading) => reading(),
    take: async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      taken += 1;
    },
  });
  expect(taken).toBe(ids.size);
  expect(most).toBeLessThanOrEqual(256);
  expect(stray).toEqual({ unknown: 0, twice: 0, unreadable: 0, missing: 0 });
});

test('a reply that cannot be recorded ends the reading', async () => {
  const ids = new Set(['id-1', 'id-2', 'id-3']);
  const collecting = collect(batch, {
    batches: filled(3),
    ids,
    taken: new Set(),
    read: (reading) => reading(),
    take: async () => {
      throw new Error('the disk is full');
    },
  });
  await expect(collecting).rejects.toThrow('the disk is full');
});
