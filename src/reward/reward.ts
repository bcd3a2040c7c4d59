import { settled } from '../../graders/rules/grade.ts';
import { labelWarily } from '../../graders/rules/wary.ts';
import type { Verdict } from '../../graders/verdict.ts';
import type { Item } from '../corrupt/item.ts';
import type { Completion } from '../model/completion.ts';
import type { Reading } from '../reading/read-reply.ts';
import { type Subject, subjectOf } from '../reading/subject.ts';
import { needlessThings, thingsAsked } from './asked.ts';
import { isShotgun } from './shotgun.ts';

/** Raised whenever the same replies earn otherwise than before, but for a change of the rules. */
export const REWARD = 'reward/1';

/** One reply of the model, as a reward reads it. */
export interface Reply {
  readonly text: string;
  /** How it ended; "stop" where nothing is said. */
  readonly finish?: Completion['finish'];
  /** As the trainer counted them, thinking included; else four bytes of the text are one. */
  readonly tokens?: number;
}

/** What a reward takes off. */
export interface Costs {
  /** λ of CollabLLM: for each token of the model's replies. */
  readonly perToken: number;
  /** For each thing that was asked for needlessly. */
  readonly perQuestion: number;
}

/** λ as CollabLLM's documentation has it (its code takes 5e-4 for mathematics). */
export const COSTS: Costs = { perToken: 1e-4, perQuestion: 0.1 };

/** What a reward is computed from. */
export interface Measured {
  /** The conversation ended as it should. */
  readonly correct: boolean;
  /** Of all replies. */
  readonly tokens: number;
  /** Things asked for beyond those that the item takes; on an intact item, all. */
  readonly needless: number;
}

/** A graded conversation: no number and no word of the item or of the reply is in it. */
export interface Graded extends Measured {
  /** 1 or 0: whether it ended as it should, without costs. */
  readonly score: 0 | 1;
  /** -1 to 1; see `rewardOf`. */
  readonly reward: number;
  /** What the last reply did. */
  readonly label: Verdict['label'];
  /** Why there is nothing to grade, where the label is none. */
  readonly none: Verdict['none'];
  /** Things asked for, over all replies. */
  readonly asked: number;
  readonly replies: number;
  /** Of the label, 0 to 1; below 0.5 the rules are unsure. */
  readonly confidence: number;
  /** It ends in more numbers than one, of which the reader may choose: never correct. */
  readonly shotgun: boolean;
}

/**
 * R = 1[correct] · (1 − min(λ · tokens, 1)) − min(c · needless, 1), from -1 to 1. The extrinsic reward and
 * token cost of CollabLLM (Wu et al. 2025, arXiv 2502.00640), where the cost is gated on correctness: else
 * the shortest wrong reply would be the best of the wrong ones. In the place of its judged interactivity,
 * which pays for asking as such, there is a cost for what is asked needlessly, and nothing gates that.
 */
export function rewardOf({ correct, tokens, needless }: Measured, costs: Costs = COSTS): number {
  const earned = correct ? 1 - Math.min(costs.perToken * tokens, 1) : 0;
  return earned - Math.min(costs.perQuestion * needless, 1);
}

/**
 * Grades a conversation about an item by its end, by rules: the same replies give the same figures.
 * `replies` are the model's, in order, and all but the last were answered by a user who knows the intact
 * problem. One reply is correct where it solves an intact item, or asks on a corrupted one for what makes it
 * solvable (of a contradiction: which statement holds). Of several the last must give the right number,
 * and on a corrupted item what was asked for before must have made it solvable: luck is not right.
 * Throws RangeError where there is no reply.
 */
export function gradeConversation(
  item: Item,
  replies: readonly Reply[],
  costs: Costs = COSTS,
): Graded {
  const subject = subjectOf(item);
  const read = replies.map(({ text, finish = 'stop' }) => labelWarily(subject, text, finish));
  const last = read.at(-1);
  if (!last) throw new RangeError(`a conversation about ${item.id} has no reply`);
  const readings = read.map(({ reading }) => reading);
  const { found, reading } = last;
  const shotgun = isShotgun(reading);
  const ended = read.length > 1 ? isSettled(item, subject, readings) : MERITED.has(found.label);
  const measured = {
    correct: ended && !shotgun,
    tokens: replies.reduce((sum, reply) => sum + tokensOf(reply), 0),
    needless: needlessThings(subject, readings),
  };
  return {
    ...measured,
    score: measured.correct ? 1 : 0,
    reward: rewardOf(measured, costs),
    label: found.label,
    none: found.none,
    asked: thingsAsked(readings),
    replies: replies.length,
    confidence: found.confidence,
    shotgun,
  };
}

/** What one reply does that ends as it should: the first on a corrupted item, the second on an intact one. */
const MERITED: ReadonlySet<Verdict['label']> = new Set(['asks', 'solves']);

/** Whether the last reply gives the right number, and the user was asked for what it takes before. */
function isSettled(item: Item, { answer }: Subject, readings: readonly Reading[]): boolean {
  const final = readings.at(-1)?.answer ?? null;
  if (answer === null || !final?.value.equals(answer)) return false;
  const turns = readings
    .slice(0, -1)
    .map(({ asked }) => ({ understood: asked.flatMap(({ means }) => means) }));
  return settled(item, { turns });
}

/** Four bytes are one token, roughly, whatever the script. */
function tokensOf({ text, tokens }: Reply): number {
  return tokens ?? Math.ceil(Buffer.byteLength(text) / 4);
}
