import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrollScale } from './scroll-scale.ts';
import { segments } from './segments.ts';

describe('a reply with evidence', () => {
  it('is cut where evidence begins and ends, overlapping or not', () => {
    const evidence = [
      { from: 2, to: 5, shows: 'request' },
      { from: 4, to: 6, shows: 'answer' },
    ];
    expect(segments({ reply: 'abcdefgh', evidence })).toEqual([
      { text: 'ab', shows: [] },
      { text: 'cd', shows: ['request'] },
      { text: 'e', shows: ['request', 'answer'] },
      { text: 'f', shows: ['answer'] },
      { text: 'gh', shows: [] },
    ]);
    expect(segments({ reply: 'all', evidence: [{ from: 0, to: 3, shows: 'answer' }] })).toEqual([
      { text: 'all', shows: ['answer'] },
    ]);
  });

  it('is shown whole, whatever the evidence', () => {
    const span = fc
      .tuple(fc.nat(12), fc.nat(12))
      .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b), shows: 'x' }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), (evidence) => {
        const reply = 'twelve signs';
        const texts = segments({ reply, evidence }).map(({ text }) => text);
        expect(texts.join('')).toBe(reply);
      }),
    );
  });
});

describe('a list of any length', () => {
  it('scrolls as it is where a browser can lay it out', () => {
    const scale = scrollScale(100_000, 600);
    expect([scale.height, scale.offsetAt(77), scale.scrollTopAt(77)]).toEqual([100_000, 77, 77]);
  });

  it('is shown on a shorter scroll bar otherwise, from its first row to its last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000_000, max: 2_000_000_000 }), (full) => {
        const scale = scrollScale(full, 600);
        expect(scale.height).toBeLessThan(17_000_000);
        expect(scale.offsetAt(0)).toBe(0);
        expect(scale.offsetAt(scale.height - 600)).toBeCloseTo(full - 600, 3);
        const offset = full / 3;
        expect(scale.offsetAt(scale.scrollTopAt(offset))).toBeCloseTo(offset, 3);
      }),
    );
  });
});
