import { describe, expect, test } from 'vitest';
import type { TurnClass, Verdict } from '../../graders/verdict.ts';
import type { Move } from '../protocol/lead/move.ts';
import { scoreLead, withinRates } from './lead.ts';
import { aRun, aVerdict } from './simulated-run.test-data.ts';
import { type ItemFacts, Tally } from './tally.ts';

const ITEMS: ItemFacts[] = [...'abcd'].map((family) => ({
  ...{ id: `${family}.intact`, twin: null, family, topic: 'shopping', operator: 'intact' },
  certificate: { kind: 'derivation' },
}));

const CLASSES: Readonly<Record<Move, TurnClass>> = {
  ...{ gains: 'clarification', 'in vain': 'clarification', irrelevant: 'clarification' },
  ...{ vague: 'discussion', answers: 'answer attempt', idles: 'discussion' },
};

/** A conversation of a problem that takes two questions; right where it ends in an answer after two gains. */
function verdict(family: string, moves: Move[], { wrong = false, epoch = 0 } = {}): Verdict {
  const gained = moves.flatMap((move, turn) => (move === 'gains' ? [turn + 1] : []));
  const toldBy = gained[1] ?? null;
  const answered = moves.at(-1) === 'answers' && !wrong;
  const right = answered && toldBy !== null;
  const turns = moves.map((move) => ({
    ...{ class: CLASSES[move], final: null, right: move === 'answers' && !wrong },
  }));
  const changes = { epoch, right, turns, toldBy, lead: { least: 2, moves } };
  return aVerdict(`${family}.intact`, right ? 'solves' : 'errs', changes);
}

const scored = async (verdicts: Verdict[], epochs = 1) => {
  const run = aRun({ protocol: 'lead', items: ITEMS.length, epochs });
  return scoreLead(await new Tally(run, ITEMS).addAll(verdicts), 'default');
};

describe('how a model led', () => {
  test('within the fewest turns and two more, and at all', async () => {
    const scores = await scored([
      verdict('a', ['gains', 'gains', 'answers']),
      verdict('b', ['irrelevant', 'gains', 'in vain', 'gains', 'answers']),
      verdict('c', ['idles', 'idles', 'vague', 'gains', 'gains', 'answers']),
      verdict('d', ['gains', 'answers']),
    ]);
    expect(scores.within.share).toBe(2 / 4);
    expect(scores.solved.share).toBe(3 / 4);
    expect(scores.over).toMatchObject({ value: (0 + 2 + 3) / 3, units: 3 });
    expect(scores.fewest.value).toBe(3);
    expect(scores.early.share).toBe(1 / 4);
    expect(scores.capped).toBe(0);
  });

  test('questions beside the point are of all questions, moves of all replies', async () => {
    const scores = await scored([
      verdict('a', ['gains', 'gains', 'answers']),
      verdict('b', ['irrelevant', 'gains', 'in vain', 'gains', 'answers']),
      verdict('c', ['idles', 'vague', 'vague']),
      verdict('d', ['gains', 'gains', 'answers'], { wrong: true }),
    ]);
    // Asked: 2, 4, 2, 2; of these 0, 1, 2, 0 beside the point. In vain is not: it would have helped.
    expect(scores.irrelevant.value).toBeCloseTo(3 / 10, 12);
    // Moved on: 3 of 3, 3 of 5, 0 of 3, and of the wrong answer the two questions of 3.
    expect(scores.moved.value).toBeCloseTo(8 / 14, 12);
    expect(scores.irrelevant.low).toBeLessThan(0.3);
    expect(scores.irrelevant.high).toBeGreaterThan(0.3);
    expect(scores.moves).toEqual({
      ...{ gains: 6, 'in vain': 1, irrelevant: 1, vague: 2, answers: 3, idles: 1 },
    });
    expect(scores.capped).toBe(1);
  });

  test('a right answer that does not follow yet moves nothing on', async () => {
    const scores = await scored([verdict('a', ['answers']), verdict('b', ['gains', 'answers'])]);
    expect(scores.moved.value).toBeCloseTo(1 / 3, 12);
    expect(scores.solved.share).toBe(0);
    expect(scores.irrelevant.value).toBe(0);
  });

  test('where nothing is asked there is no share of questions', async () => {
    expect((await scored([verdict('a', ['answers'])])).irrelevant).toMatchObject({
      ...{ value: null, low: null, high: null, units: 0 },
    });
  });

  test('epochs are averaged within a problem first', async () => {
    const tally = new Tally(aRun({ protocol: 'lead', items: ITEMS.length, epochs: 2 }), ITEMS);
    tally.add(verdict('a', ['gains', 'gains', 'answers']));
    tally.add(verdict('a', ['answers'], { epoch: 1 }));
    tally.add(verdict('b', ['gains', 'gains', 'answers']));
    const scores = scoreLead(tally, 'default');
    expect(scores.within).toMatchObject({ share: 0.75, units: 2, outcomes: 3 });
    expect(scores.conversations).toEqual({ expected: 8, present: 3 });
    expect([...withinRates(tally, 'default').values()].map(({ value }) => value)).toEqual([0.5, 1]);
  });
});
