import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locate } from './quotes.ts';

const REPLY = 'The lemons cost\n8 dollars. He said “What does a glass cost?” and left.';

describe('a quote is found', () => {
  test.each([
    ['8 dollars.', '8 dollars.'],
    ['lemons cost 8 dollars', 'lemons cost\n8 dollars'],
    ['THE LEMONS', 'The lemons'],
    ['"What does a glass cost?"', '“What does a glass cost?”'],
    ['  and left.  ', 'and left.'],
  ])('%j', (quote, there) => {
    const span = locate(quote, REPLY);
    expect(span && REPLY.slice(...span)).toBe(there);
  });

  test('wherever it stands in whatever reply', () => {
    const words = fc.array(fc.constantFrom('a', 'B', '7', ' ', '\n', 'ß', 'İ', '“', '…'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, words, words, (before, quote, after) => {
        const wanted = quote.join('');
        fc.pre(/[\p{L}\p{N}]/u.test(wanted));
        const reply = before.join('') + wanted + after.join('');
        const span = locate(wanted, reply);
        expect(span && reply.slice(...span)).toBe(wanted.trim());
      }),
    );
  });
});

describe('a quote is none', () => {
  test.each(['', '   ', '...', 'The lemons cost 9 dollars', 'x'.repeat(3_000)])('%j', (quote) => {
    expect(locate(quote, `${REPLY}${'x'.repeat(4_000)}`)).toBeNull();
  });
});
