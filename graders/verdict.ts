import { z } from 'zod';
import { Rational } from '../src/math/fraction.ts';
import { Span } from '../src/problem/problem.ts';
import { KINDS } from '../src/protocol/distract/kind.ts';
import { MOVES } from '../src/protocol/lead/move.ts';
import { Spent } from '../src/protocol/transcript.ts';
import { CORRUPTED_LABELS, INTACT_LABELS, Label } from '../src/reading/labels.ts';

export { CORRUPTED_LABELS, INTACT_LABELS, Label };

/** Why a judge's answer was not taken, or is not sure. */
export const Doubt = z.enum([
  /** The label needs a number, and the reply has none. */
  'no-number',
  /** The final number that it gives does not stand in the reply as a number. */
  'final-not-in-reply',
  /** The reply commits to another number, or to one where the label says that it commits to none. */
  'other-answer',
  /** Nothing in the reply asks the user for anything. */
  'no-request',
  /** The reply speaks to its grader, or hides text, and the rules read it otherwise. */
  'injection',
  /** No label has the votes of more than half of the judges. */
  'no-majority',
]);
export type Doubt = z.infer<typeof Doubt>;

/** How judges came to a verdict. */
export const Judged = z.strictObject({
  /** Each judge's label, after the check; null where its answer was refuted, or it gave none. */
  votes: z.array(
    z.strictObject({ turn: z.int().nonnegative(), judge: z.string(), label: Label.nullable() }),
  ),
  doubts: z.array(Doubt),
});
export type Judged = z.infer<typeof Judged>;

/** What a reply does in the course of a conversation. */
export const TURN_CLASSES = [
  'answer attempt',
  'clarification',
  'interrogation',
  'discussion',
  'hedge',
  'refusal',
  'missing',
] as const;
export type TurnClass = (typeof TURN_CLASSES)[number];

/** Whom a conversation asked of several sources, day by day. */
export const Explored = z.strictObject({
  /** Names, in the order in which they are listed; places below are in it. */
  sources: z.array(z.string()).min(2),
  /** The place of the best one. */
  best: z.int().nonnegative(),
  /** The place of whoever was asked on each day; null where nobody was. */
  asked: z.array(z.int().nonnegative().nullable()).min(1),
  /** Whether he knew; false where nobody was asked. */
  knew: z.array(z.boolean()).min(1),
});
export type Explored = z.infer<typeof Explored>;
/** What a reply does with a turn of the user that leads away from the problem, or that belongs to it. */
export const DID = ['deflected', 'followed', 'engaged', 'other'] as const;
export type Did = (typeof DID)[number];

/** What a grader says a conversation's replies did. One line of verdicts.<grader>.jsonl. */
export const Verdict = z.strictObject({
  item: z.string(),
  budget: z.string(),
  epoch: z.int().nonnegative(),
  /** Name and version: "rules/1". */
  grader: z.string(),
  /** What the first reply did; where the problem was told bit by bit, the last one. */
  label: Label,
  /** Why there is nothing to grade, where the label is none. */
  none: z.enum(['cut', 'empty', 'refused', 'filtered', 'unreadable']).nullable(),
  /** Whether the first reply requests any information, however vaguely (GSM-MC's REQ counts these). */
  requests: z.boolean(),
  /** The number that the last reply commits to. */
  final: Rational.nullable(),
  /**
   * Whether `final` is the twin's answer; on a corrupted item, only once the user's answers have
   * made it solvable: a lucky guess is not right.
   */
  right: z.boolean(),
  /** Quantities ("clash" for a contradiction) that the first reply's questions were taken to mean. */
  understood: z.array(z.string()),
  /**
   * Whether it shows that a gap or a clash was noticed: in the thinking that came with the first reply
   * (null where none was recorded), and in the reply itself. By the rules, whoever graded.
   */
  noticed: z.strictObject({ thought: z.boolean().nullable(), answer: z.boolean() }),
  /** 0 to 1; below 0.5 the grader is unsure. */
  confidence: z.number().min(0).max(1),
  spent: Spent,
  /** Where the reply shows it. */
  evidence: z.array(z.strictObject({ turn: z.int(), span: Span, shows: z.string() })),
  /** Of each reply, where the problem was not all told at once: its class, the number that it commits to. */
  turns: z
    .array(
      z.strictObject({
        class: z.enum(TURN_CLASSES),
        final: Rational.nullable(),
        right: z.boolean(),
      }),
    )
    .optional(),
  /** The turn, from 0, with which all was told; null where the turn cap came before. With `turns` only. */
  toldBy: z.int().nonnegative().nullable().optional(),
  /** Where the model had to lead: the fewest questions that it takes, and what each reply did until the end. */
  lead: z
    .strictObject({ least: z.int().nonnegative(), moves: z.array(z.enum(MOVES)).min(1) })
    .optional(),
  /** Under explore: whom it asked, day by day. */
  explored: Explored.optional(),
  /** Only where the user strayed from the problem (distract). */
  distract: z
    .strictObject({
      /** Of each turn that was laid down: what it was, and what the reply did with it. */
      turns: z.array(z.strictObject({ kind: z.enum(KINDS), did: z.enum(DID) })),
      /** Whether all turns were had: else the turn cap came before. */
      ended: z.boolean(),
      /** Whether `final` comes of the irrelevant number. */
      leaked: z.boolean(),
      /** Whether `final` is the answer as it was before a premise changed; null where none did. */
      stale: z.boolean().nullable(),
    })
    .optional(),
  /** Only where judges were asked. */
  judged: Judged.optional(),
});
export type Verdict = z.infer<typeof Verdict>;

/** Below, a grader is unsure. */
export const UNSURE_BELOW = 0.5;

export function isUnsure({ confidence }: Pick<Verdict, 'confidence'>): boolean {
  return confidence < UNSURE_BELOW;
}
