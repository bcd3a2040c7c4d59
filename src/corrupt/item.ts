import { z } from 'zod';
import { Certificate, World } from '../math/certificate.ts';
import { Rational } from '../math/fraction.ts';
import { Premise, Quantity, Span } from '../problem/problem.ts';
import { Difficulty } from './difficulty.ts';

/** In every item, so that a training set that swallowed one can be found out. */
export const CANARY = 'lacuna-bench canary 6f0d2c1e-5b7a-4e39-9a43-8d1f7c20b6e5: not for training';

/** What an operator did to the twin's text. */
export const Change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** A premise's clause is gone, or its number is vague. */
  z.strictObject({
    kind: z.literal('gap'),
    premise: z.string(),
    equation: z.string(),
    /** The clause as it stands in the twin. */
    before: z.string(),
    /** What stands there now; "" where nothing does. */
    after: z.string(),
    /** Where `after` stands in the text (empty span: where the clause was). */
    span: Span,
  }),
  /** A statement was added that clashes with others. */
  z.strictObject({
    kind: z.literal('clash'),
    premise: z.string(),
    quantity: z.string(),
    /** The twin's value, and the one that the added statement gives. */
    values: z.tuple([Rational, Rational]),
    text: z.string(),
    span: Span,
  }),
]);
export type Change = z.infer<typeof Change>;

/** Of an item corrupted elsewhere, what its source says; where in the text, nobody shows. */
export const Reported = z.strictObject({
  kind: z.literal('reported'),
  what: z.enum(['missing', 'contradicted']),
  /** What clashes, with the values that the text gives it, the true one first; null where unknown. */
  clash: z
    .strictObject({ quantity: z.string(), values: z.array(Rational).min(2).max(10) })
    .nullable(),
});
export type Reported = z.infer<typeof Reported>;

/** In the place of a proof: the item is what its source says that it is, and nothing shows it. */
export const Uncertified = z.strictObject({
  kind: z.literal('none'),
  source: z.string().min(1).max(200),
});

/** A problem as it is put to a model, with the proof of what it is. One line of items.jsonl. */
export const Item = z.strictObject({
  format: z.literal('lacuna-item/1'),
  canary: z.literal(CANARY),
  /** "<problem id>.<operator>". */
  id: z.string().regex(/^[a-z0-9][a-z0-9.+-]{0,119}$/),
  /** The intact item of the pair; null on an intact one. */
  twin: z.string().nullable(),
  family: z.string(),
  topic: z.string(),
  problem: z.string(),
  operator: z.string(),
  seed: z.int(),
  wording: z.int().nonnegative(),
  text: z.string().max(20_000),
  target: z.string(),
  /** The intact twin's answer. */
  answer: Rational,
  quantities: z.array(Quantity),
  /** What the text states now: without the removed premise, with the added one and the asides. */
  premises: z.array(Premise),
  background: z.array(z.strictObject({ id: z.string(), equation: z.string() })),
  /** Premises that are true and touch no equation of the target. */
  asides: z.array(z.string()),
  change: z.discriminatedUnion('kind', [Change, Reported]),
  /** The true values: what the user of the intact twin knows. */
  world: World,
  /** Minimal sets of quantities (up to 3) whose values would make the target unique; [] unless something is missing. */
  asks: z.array(z.array(z.string())),
  /** How hard it is, measured; null where nothing shows how the answer follows. */
  difficulty: Difficulty.nullable(),
  certificate: z.discriminatedUnion('kind', [Certificate, Uncertified]),
  /** SHA-256 of the item's canonical JSON without this field. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Item = z.infer<typeof Item>;

/** An item with a proof: `verifyItem` checks it. */
export type CertifiedItem = Item & { change: Change; certificate: Certificate };

/** Whether the item claims a proof. Where it does not, it is what its source says that it is. */
export function isCertified(item: Item): item is CertifiedItem {
  return item.certificate.kind !== 'none' && item.change.kind !== 'reported';
}
