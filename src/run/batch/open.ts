import type { Batches } from '../../model/batch/batches.ts';
import { runFiles } from '../folder.ts';
import { runHash } from '../identity.ts';
import { Journal } from '../journal.ts';
import { readWaves, WaveLine } from './wave.ts';
import type { BatchEvent } from './wave-life.ts';
import { Waves, type WavesOptions } from './waves.ts';

export interface BatchOptions {
  /** Opens the provider's batches. */
  batches: () => Promise<Batches>;
  /** Milliseconds before a batch is asked after for the first time. */
  pollMs: number;
  /** Requests a batch takes, and conversations that are open at a time. */
  size: number;
  onBatch: (event: BatchEvent) => void;
}

type Context = Pick<
  WavesOptions,
  'recorded' | 'attempts' | 'now' | 'sleep' | 'random' | 'signal' | 'onRetry'
>;

/** The waves of a run folder, those that an earlier session left included. */
export async function openWaves(
  dir: string,
  { batches, ...how }: BatchOptions,
  context: Context,
): Promise<{ waves: Waves; close: () => Promise<void> }> {
  const path = runFiles(dir).batches;
  const journal = await Journal.open(path, WaveLine);
  const waves = new Waves({
    ...context,
    ...how,
    ...(await readWaves(path)),
    batches: await batches(),
    run: await runHash(dir),
    journal,
  });
  const close = async () => {
    try {
      await waves.close();
    } finally {
      await journal.close();
    }
  };
  return { waves, close };
}
