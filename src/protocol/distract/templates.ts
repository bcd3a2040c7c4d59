import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { InputError } from '../../input-error.ts';
import { packageFile } from '../../package-root.ts';
import { KINDS, type Kind } from './kind.ts';

/** Where in a conversation a turn on the problem stands: with the problem, on the way, at the end. */
export const Part = z.enum(['opening', 'step', 'final']);
export type Part = z.infer<typeof Part>;

const Entry = z.strictObject({
  text: z.string().min(5),
  part: Part.optional(),
  /** What {number} is drawn from: whole numbers from..to. */
  draw: z
    .string()
    .regex(/^\d{1,4}\.\.\d{1,4}$/, 'expected a range such as 12..90')
    .optional(),
  /** Units in which a problem that counts them would make the number matter. */
  units: z.array(z.string().min(1)).default([]),
  /** Words that show in a reply which does what is asked. */
  shows: z.array(z.string().min(1)).default([]),
});

const Listed = z.array(
  z.union([
    z
      .string()
      .min(5)
      .transform((text) => Entry.parse({ text })),
    Entry,
  ]),
);

const File = z.strictObject({
  kind: z.enum(KINDS),
  /** Put to models. */
  runs: Listed,
  /** In exported dialogues alone. */
  training: Listed,
});

/** Whether a conversation is put to a model, or is one to train on: no template is used for both. */
export const POOLS = ['runs', 'training'] as const;
export type Pool = (typeof POOLS)[number];

export interface Template extends z.infer<typeof Entry> {
  /** "small-talk/runs/3": kind, pool and place in its list, from 1. */
  readonly id: string;
  readonly kind: Kind;
}

const known = new Map<Pool, readonly Template[]>();

/** The templates that ship with the package, of every kind; read once. Throws InputError for a file that is not one. */
export function templatesOf(pool: Pool): readonly Template[] {
  const read = known.get(pool) ?? KINDS.flatMap((kind) => readTemplates(kind, pool));
  known.set(pool, read);
  return read;
}

function readTemplates(kind: Kind, pool: Pool): Template[] {
  const path = packageFile(`problems/distract/${kind}.yaml`);
  const parsed = File.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new InputError(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data[pool].map((entry, place) => ({
    ...entry,
    id: `${kind}/${pool}/${place + 1}`,
    kind,
  }));
}
