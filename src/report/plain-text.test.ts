import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, printable, shorten, wrap } from './plain-text.ts';

describe('text from outside', () => {
  it('is printed without escape sequences, controls and marks that reorder', () => {
    expect(printable('a\u001b[31mb\u001b]0;title\u0007c\r\nd\u202ee')).toBe('abc  d e');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('is shortened in the middle, to the width', () => {
    expect(shorten('Qwen3-30B-A3B-Thinking', 11)).toBe('Qwen3…nking');
    expect(shorten('short', 11)).toBe('short');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 30 }),
        (text, width) => {
          expect(columns(shorten(text, width))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it('is wrapped without losing a word', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 14, max: 60 }), (each, width) => {
        const lines = wrap(each.join(' '), width, '· ').split('\n');
        expect(lines.map((line) => line.slice(2)).join(' ')).toBe(each.join(' '));
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('is broken within a word only where that alone is too wide', () => {
    expect(wrap('每盏灯多少钱 per lamp', 8, '- ')).toBe('- 每盏灯\n  多少钱\n  per\n  lamp');
    expect(wrap('a1234567890 b', 6)).toBe('a12345\n67890\nb');
  });
});
