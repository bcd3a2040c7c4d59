import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Seen } from './seen.ts';

describe('texts that came before', () => {
  it('are told from new ones, as a set would', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2 }), { maxLength: 300 }), (texts) => {
        const seen = new Seen();
        const set = new Set<string>();
        for (const text of texts) {
          expect(seen.add(text)).toBe(!set.has(text));
          set.add(text);
        }
      }),
    );
  });

  it('take up some bytes each, however long they are', () => {
    const seen = new Seen();
    for (let i = 0; i < 20_000; i++) expect(seen.add(`${'long '.repeat(200)}${i}`)).toBe(true);
    expect(seen.bytes).toBeLessThanOrEqual(20_000 * 32);
  });
});
