import { z } from 'zod';
import { MOVES, type Move } from '../protocol/lead/move.ts';
import { Estimate, meanOf, portionOf } from './ratio.ts';
import { isEarly, type Rates } from './reveal.ts';
import { Share, share } from './scores.ts';
import type { Outcome, Tally } from './tally.ts';

const Count = z.int().nonnegative();

/** Turns beyond the fewest that are still well led. */
export const SLACK = 2;

/** How a model led under one budget. */
export const LeadScores = z.strictObject({
  /** Problems solved within the fewest turns and two more, epochs averaged within each. */
  within: Share,
  /** Solved at all before the turn cap. */
  solved: Share,
  /** Turns beyond the fewest, where it is solved. */
  over: Estimate,
  /** The fewest turns of a problem: its questions, and the answer. */
  fewest: Estimate,
  /** Of questions, those that ask for nothing that helps, or for nothing in particular. */
  irrelevant: Estimate,
  /** Of replies, those that moved the conversation on: gained a fact that the answer needs, or were the right answer. */
  moved: Estimate,
  /** Of conversations: an answer before it followed. */
  early: Share,
  /** Replies by what they did. */
  moves: z.record(z.enum(MOVES), Count),
  /** Conversations that the turn cap ended without an answer: not solved. */
  capped: Count,
  /** Replies that could not be graded, as the last of their conversation. */
  none: Count,
  conversations: z.strictObject({ expected: Count, present: Count }),
});
export type LeadScores = z.infer<typeof LeadScores>;

/** One conversation, counted. */
interface Led {
  readonly right: boolean;
  readonly within: boolean;
  readonly over: number;
  readonly least: number;
  readonly replies: number;
  readonly asked: number;
  readonly beside: number;
  readonly moved: number;
}

/** Questions that ask for nothing that helps. */
const BESIDE: ReadonlySet<Move> = new Set(['irrelevant', 'vague']);
const ASKED: ReadonlySet<Move> = new Set(['gains', 'in vain', 'irrelevant', 'vague']);

/**
 * Scores the conversations of one budget. Success within the fewest turns and two more is after target-guided
 * dialogue (TGConv in Deng et al. 2023, arXiv 2305.13626: within 8 turns, whatever the target takes).
 * Shares of questions and of replies are ratios of sums, clustered by family.
 */
export function scoreLead(tally: Tally, budget: string): LeadScores {
  const problems = tally.intact.map(({ id, family }) => ({
    family,
    outcomes: tally.outcomes(budget, id),
  }));
  const all = problems.flatMap(({ outcomes }) => outcomes);
  const over = (test: (outcome: Outcome) => boolean): Share =>
    share(problems.map(({ family, outcomes }) => ({ family, outcomes: outcomes.map(test) })));
  const mean = (value: (led: Led) => number | null): Estimate =>
    meanOf(
      problems.flatMap(({ family, outcomes }) => {
        const values = outcomes.flatMap((outcome) => value(ledIn(outcome)) ?? []);
        if (values.length === 0) return [];
        return [{ cluster: family, value: sum(values) / values.length }];
      }),
    );
  const portion = (part: (led: Led) => number, whole: (led: Led) => number): Estimate =>
    portionOf(
      problems.flatMap(({ family, outcomes }) => {
        const led = outcomes.map(ledIn);
        if (led.length === 0) return [];
        return [{ cluster: family, part: sum(led.map(part)), whole: sum(led.map(whole)) }];
      }),
    );
  const moves = all.flatMap(({ lead }) => lead?.moves ?? []);
  const count = (move: Move) => moves.filter((each) => each === move).length;
  return {
    within: over((outcome) => ledIn(outcome).within),
    solved: over(({ right }) => right),
    over: mean((led) => (led.right ? led.over : null)),
    fewest: mean(({ least }) => least + 1),
    irrelevant: portion(
      ({ beside }) => beside,
      ({ asked }) => asked,
    ),
    moved: portion(
      ({ moved }) => moved,
      ({ replies }) => replies,
    ),
    early: over(isEarly),
    moves: {
      gains: count('gains'),
      'in vain': count('in vain'),
      irrelevant: count('irrelevant'),
      vague: count('vague'),
      answers: count('answers'),
      idles: count('idles'),
    },
    capped: all.filter(({ lead }) => lead?.moves.at(-1) !== 'answers').length,
    none: all.filter(({ label }) => label === 'none').length,
    conversations: { expected: tally.intact.length * tally.run.epochs, present: all.length },
  };
}

function ledIn({ right, lead, told }: Outcome): Led {
  const { moves, least } = lead ?? { moves: [], least: 0 };
  const number = (test: (move: Move) => boolean) => moves.filter(test).length;
  const over = moves.length - (least + 1);
  const last = moves.length - 1;
  const settled = told !== undefined && told.by !== null && told.by <= last;
  const answered = moves[last] === 'answers' && settled && (told?.turns[last]?.right ?? false);
  return {
    ...{ right, within: right && over <= SLACK, over, least, replies: moves.length },
    asked: number((move) => ASKED.has(move)),
    beside: number((move) => BESIDE.has(move)),
    moved: number((move) => move === 'gains') + (answered ? 1 : 0),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** By problem, epochs averaged: solved within the fewest turns and two more. */
export function withinRates(tally: Tally, budget: string): Rates {
  return new Map(
    tally.intact.flatMap(({ id, family }) => {
      const outcomes = tally.outcomes(budget, id);
      if (outcomes.length === 0) return [];
      const value = outcomes.filter((outcome) => ledIn(outcome).within).length / outcomes.length;
      return [[id, { cluster: family, value }] as const];
    }),
  );
}
