import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownText } from './shown-text.ts';

/** A half of a character without its other half. */
const BROKEN = /\p{Cs}/u;

const plain = ({ parts }: ReturnType<typeof shownText>) => parts.map(({ text }) => text).join('');

describe('a text as it is shown', () => {
  it('is the text itself where it is short, with its evidence apart', () => {
    const shown = shownText('What is the price? Thanks.', [{ span: [0, 18], shows: 'question' }]);
    expect(shown).toEqual({
      parts: [
        { text: 'What is the price?', shows: 'question' },
        { text: ' Thanks.', shows: null },
      ],
      ...{ characters: 26, omitted: 0 },
    });
  });

  it('keeps both ends of a long one, says what is left out, and is quick about megabytes', () => {
    const text = `begin ${'<script>\u202e\u0007'.repeat(200_000)} end.`;
    const shown = shownText(text, [{ span: [text.length - 4, text.length], shows: 'answer' }]);
    expect(plain(shown).length).toBeLessThan(2_000);
    expect(plain(shown)).toMatch(/^begin .* characters left out … .* end\.$/s);
    expect(shown.parts.at(-1)).toEqual({ text: 'end.', shows: 'answer' });
    expect(shown.omitted).toBe(text.length - 1_800);
  });

  it('has no control character but the line feed, and no half of a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.array(fc.tuple(fc.nat(90), fc.nat(90))),
        (text, spans) => {
          const evidence = spans.map(([a, b]) => ({
            span: [Math.min(a, b), Math.max(a, b)] as const,
            shows: 'x',
          }));
          const cut = plain(shownText(text, evidence.slice(0, 0), { head: 11, tail: 13 }));
          expect(cut).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
          // Only characters that the text itself does not have whole are broken.
          if (!BROKEN.test(text)) expect(cut).not.toMatch(BROKEN);
          expect(() => shownText(text, evidence)).not.toThrow();
        },
      ),
    );
  });

  it('ignores evidence that overlaps, is empty, or lies beyond the text', () => {
    const spans = [
      [0, 4],
      [2, 6],
      [3, 3],
      [20, 30],
    ] as const;
    const shown = shownText(
      '0123456789',
      spans.map((span) => ({ span, shows: 'x' })),
    );
    expect(shown.parts).toEqual([
      { text: '0123', shows: 'x' },
      { text: '456789', shows: null },
    ]);
  });
});
