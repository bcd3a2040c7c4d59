import { describe, expect, it } from 'vitest';
import { placeId } from '../run/replies.ts';
import { type PairOfReplies, sampleReplies } from './sample.ts';

/** So many problems under each budget, each with two corrupted items that share their twin. */
function pairs(problems: number, budgets: readonly string[]): PairOfReplies[] {
  return budgets.flatMap((budget) =>
    Array.from({ length: problems }, (_, n) =>
      ['remove', 'blur'].map((operator) => ({
        corrupted: { item: `p${n}.${operator}`, budget, epoch: 0 },
        intact: { item: `p${n}.intact`, budget, epoch: 0 },
      })),
    ).flat(),
  );
}

const all = pairs(60, ['low', 'high']);
const draw = (size: number, changes: { seed?: number; labeller?: string } = {}) =>
  sampleReplies(all, { seed: 1, labeller: 'Ann', size, ...changes });
const ids = (places: ReturnType<typeof draw>) => places.map(placeId);

describe('a sample of replies', () => {
  it('holds both halves of each pair, each reply once', () => {
    const sample = draw(50);
    expect(sample.length).toBeGreaterThanOrEqual(50);
    expect(new Set(ids(sample)).size).toBe(sample.length);
    const chosen = new Set(ids(sample));
    for (const { corrupted, intact } of all) {
      if (chosen.has(placeId(corrupted))) expect(chosen.has(placeId(intact))).toBe(true);
    }
  });

  it('is the same for the same seed, in whatever order the run was held', () => {
    const turned = sampleReplies(all.toReversed(), { seed: 1, labeller: 'Ann', size: 50 });
    expect(ids(turned)).toEqual(ids(draw(50)));
    expect(ids(draw(50, { seed: 2 }))).not.toEqual(ids(draw(50)));
  });

  it('holds every smaller sample, and begins with whole pairs of it', () => {
    const larger = new Set(ids(draw(120)));
    for (const id of ids(draw(40))) expect(larger.has(id)).toBe(true);
    // 8 pairs of two replies, some twins shared.
    const begun = new Set(ids(draw(120).slice(0, 16)));
    const whole = all.filter(
      ({ corrupted, intact }) => begun.has(placeId(corrupted)) && begun.has(placeId(intact)),
    );
    expect(whole.length).toBeGreaterThanOrEqual(7);
  });

  it('is for everybody the same replies in another order', () => {
    const [ann, bo] = [ids(draw(60)), ids(draw(60, { labeller: 'Bo' }))];
    expect(bo).not.toEqual(ann);
    expect(bo.toSorted()).toEqual(ann.toSorted());
  });

  it('has as many pairs of one budget as of another', () => {
    const low = draw(80).filter(({ budget, item }) => budget === 'low' && !item.includes('intact'));
    const high = draw(80).filter(
      ({ budget, item }) => budget === 'high' && !item.includes('intact'),
    );
    expect(Math.abs(low.length - high.length)).toBeLessThanOrEqual(1);
  });

  it('draws every pair about as often', () => {
    const drawn = new Map<string, number>();
    const few = pairs(10, ['low']);
    for (let seed = 0; seed < 600; seed++) {
      for (const { item } of sampleReplies(few, { seed, labeller: 'Ann', size: 6 })) {
        if (!item.includes('intact')) drawn.set(item, (drawn.get(item) ?? 0) + 1);
      }
    }
    const counts = [...drawn.values()];
    expect(counts).toHaveLength(20);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    // Four standard deviations of a share of 600 draws.
    const bound = 4 * Math.sqrt(mean * (1 - mean / 600));
    for (const count of counts) expect(Math.abs(count - mean)).toBeLessThan(bound);
  });

  it('is all there is where there is no more', () => {
    expect(draw(10_000)).toHaveLength(2 * 60 * 3);
    expect(sampleReplies([], { seed: 1, labeller: 'Ann', size: 10 })).toEqual([]);
  });
});
