import { z } from 'zod';
import { CANARY } from '../corrupt/item.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal');
const Count = z.int().nonnegative();
const Rate = z.number().min(0).max(1).nullable();

/** A name that people read; it ends up on a page, so it has no controls and no end of length. */
const Shown = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'expected a name without control characters');

/** Who submits what, as a page shows it. */
export const Submitter = z.strictObject({
  /** Of the model. */
  name: Shown,
  vendor: Shown.nullable(),
  url: z
    .url({ protocol: /^https?$/, error: 'expected an http(s) address' })
    .max(500)
    .nullable(),
});
export type Submitter = z.infer<typeof Submitter>;

/** What a submission says that one budget came to, by the rules grader. Shares as fractions. */
export const Claim = z.strictObject({
  budget: z.string().max(60),
  lacuna: Rate,
  /** Its 95% interval, clustered by family. */
  low: Rate,
  high: Rate,
  asks: Rate,
  overasks: Rate,
  guesses: Rate,
  abstains: Rate,
  requests: Rate,
  /** null unless the user answers (resolve). */
  accuracy: Rate,
  /** Mean output tokens of a conversation; null where the endpoint did not say. */
  tokens: z.number().nonnegative().nullable(),
});
export type Claim = z.infer<typeof Claim>;

const GRADER = '[a-z][a-z0-9-]{0,40}';

/** The files that a bundle may hold beside its manifest, each with its greatest size in bytes. */
const FILES: ReadonlyArray<readonly [RegExp, number]> = [
  [/^run\.json$/, 1 << 20],
  [/^replies\.jsonl$/, 2 ** 31],
  [/^register\.jsonl$/, 1 << 26],
  [new RegExp(`^verdicts\\.${GRADER}\\.jsonl$`), 2 ** 30],
  [new RegExp(`^grading\\.${GRADER}\\.json$`), 1 << 20],
];
export const MANIFEST = 'manifest.json';
export const REGISTER = 'register.jsonl';
const MANIFEST_BYTES = 1 << 20;

/** The greatest size of an entry of this name; undefined where a bundle has no such entry. */
export function sizeLimit(name: string): number | undefined {
  if (name === MANIFEST) return MANIFEST_BYTES;
  return FILES.find(([pattern]) => pattern.test(name))?.[1];
}

/** The grader whose verdicts a file holds; undefined where it holds none. */
export function graderOf(name: string): string | undefined {
  return new RegExp(`^verdicts\\.(${GRADER})\\.jsonl$`).exec(name)?.[1];
}

/** manifest.json of a bundle: what is in it, and what it claims. */
export const BundleManifest = z.strictObject({
  format: z.literal('lacuna-bundle/1'),
  canary: z.literal(CANARY),
  /** The version of Lacuna that packed it. */
  lacuna: z.string().max(40),
  release: z.strictObject({ name: z.string().regex(/^v\d{1,6}\/[a-z]{1,20}$/), digest: Digest }),
  model: Submitter,
  counts: z.strictObject({
    items: Count,
    pairs: Count,
    budgets: Count,
    epochs: Count,
    conversations: Count,
  }),
  /** Name and version of each grader by its name in file names. */
  graders: z.record(z.string().regex(new RegExp(`^${GRADER}$`)), z.string().max(500)),
  /** One each budget that was asked, in the run's order. */
  claims: z.array(Claim).min(1).max(100),
  /** Every other file of the bundle. */
  files: z.record(
    z.string().refine((name) => name !== MANIFEST && sizeLimit(name) !== undefined, {
      error: 'no file of a bundle',
    }),
    z.strictObject({ bytes: Count, sha256: Digest }),
  ),
});
export type BundleManifest = z.infer<typeof BundleManifest>;
