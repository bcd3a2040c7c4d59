import { z } from 'zod';
import { STRATA } from '../corrupt/difficulty.ts';
import { CANARY } from '../corrupt/item.ts';

/**
 * Raised whenever the same families and seed give other items than before: a change of drawing, of an
 * operator, of admission or of selection. A release says by which it was made.
 */
export const GENERATOR = 1;

export const SPLITS = ['dev', 'test'] as const;
export type Split = (typeof SPLITS)[number];

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.int().nonnegative();

/** What a split holds. */
export const Counts = z.strictObject({
  families: Count,
  problems: Count,
  items: Count,
  pairs: Count,
  /** Pairs, by what was done to the corrupted half. */
  operators: z.record(z.string(), Count),
  topics: z.record(z.string(), Count),
  strata: z.record(z.enum(STRATA), Count),
});
export type Counts = z.infer<typeof Counts>;

/** manifest.json of a release folder. */
export const Manifest = z.strictObject({
  format: z.literal('lacuna-release/1'),
  version: z.string().regex(/^v\d{1,6}$/),
  canary: z.literal(CANARY),
  generator: z.int().positive(),
  seed: z.int().nonnegative(),
  /** Pairs that were asked for, over all splits. */
  pairs: z.int().positive(),
  splits: z.strictObject({ dev: Counts, test: Counts }),
  /** SHA-256 of every other file of the folder, by its path in it. */
  files: z.record(z.string().regex(/^[A-Za-z0-9-]+(\/[A-Za-z0-9-]+)?\.[a-z]+$/), Digest),
});
export type Manifest = z.infer<typeof Manifest>;
