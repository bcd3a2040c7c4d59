import { z } from 'zod';
import { sha256 } from '../../corrupt/digest.ts';
import { readJsonLines } from '../../jsonl.ts';
import { exists } from '../folder.ts';
import { keyOf } from '../identity.ts';
import { placeId } from '../replies.ts';

const Call = z.strictObject({
  /** As the call's reply is recorded under. */
  key: z.string(),
  item: z.string(),
  budget: z.string(),
  epoch: z.int().nonnegative(),
});
export type WaveCall = z.infer<typeof Call>;

const Wave = z.int().positive();

/**
 * One line of batches.jsonl. A wave is written down before it is uploaded, its batch before it is waited
 * for, and its end once all its replies are on disk: whatever is killed, no batch is lost or paid twice.
 */
export const WaveLine = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('wave'),
    wave: Wave,
    /** In the order of the uploaded file. */
    calls: z.array(Call),
    at: z.string(),
  }),
  z.strictObject({ type: z.literal('batch'), wave: Wave, batch: z.string(), at: z.string() }),
  z.strictObject({
    type: z.literal('closed'),
    wave: Wave,
    /** The batch's, or "lost": it had never begun. */
    status: z.string(),
    /** Lines that were of no use. */
    stray: z
      .strictObject({ unknown: z.int(), twice: z.int(), unreadable: z.int(), missing: z.int() })
      .optional(),
    at: z.string(),
  }),
]);
export type WaveLine = z.infer<typeof WaveLine>;

/** A wave whose batch has not been collected, or of which it is not known whether it has one. */
export interface OpenWave {
  readonly wave: number;
  readonly calls: readonly WaveCall[];
  /** Milliseconds since 1970. */
  readonly since: number;
  /** null where the process ended before it knew. */
  readonly batch: string | null;
}

/** Reads batches.jsonl; gives what is open, and the number of the last wave. */
export async function readWaves(path: string): Promise<{ open: OpenWave[]; last: number }> {
  const open = new Map<number, OpenWave>();
  let last = 0;
  if (!(await exists(path))) return { open: [], last };
  for await (const { value } of readJsonLines(path, WaveLine)) {
    last = Math.max(last, value.wave);
    const known = open.get(value.wave);
    if (value.type === 'wave') {
      const { wave, calls, at } = value;
      open.set(wave, { wave, calls, since: Date.parse(at), batch: null });
    } else if (value.type === 'closed') open.delete(value.wave);
    else if (known) open.set(value.wave, { ...known, batch: value.batch });
  }
  return { open: [...open.values()], last };
}

/**
 * The id of a call within a batch: its key, and the place that asked. Budgets that are spent in several
 * calls share some of them, and each has its own reply.
 */
export function callId({ key, item, budget, epoch }: WaveCall): string {
  return `${key}.${sha256(placeId({ item, budget, epoch })).slice(0, 16)}`;
}

/** What a wave's batch is found again by. */
export function metadataOf(run: string, wave: number, calls: readonly WaveCall[]) {
  return {
    lacuna_run: run,
    lacuna_wave: String(wave),
    lacuna_calls: keyOf(calls.map(callId)),
  };
}
