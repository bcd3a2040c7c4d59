import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Segment } from './problem.ts';
import { type Form, joinPieces, render } from './render.ts';

function segment(
  text: string,
  premise: string | null = null,
  more: Partial<Segment> = {},
): Segment {
  return { premise, question: false, text, blur: null, gone: '', ...more };
}

const segments = [
  segment('Ann sells lemonade'),
  segment(', at 3 dollars a glass.', 'price', { blur: ', at one price.', gone: '.' }),
  segment('In the morning', null),
  segment('she sells 12 glasses,', 'sold', { blur: 'she sells some glasses,' }),
  segment('and in the evening none.'),
  segment('how much does she earn?', null, { question: true }),
];

const forms = (...pairs: Array<[string, Form]>) => ({ forms: new Map(pairs) });

describe('a text reads as one', () => {
  it('joins with single spaces and none before punctuation', () => {
    expect(render({ segments }).text).toBe(
      'Ann sells lemonade, at 3 dollars a glass. In the morning she sells 12 glasses, and in the evening none. How much does she earn?',
    );
  });

  it('shows each clause in the form chosen', () => {
    expect(render({ segments }, forms(['price', 'gone'], ['sold', 'blur'])).text).toBe(
      'Ann sells lemonade. In the morning she sells some glasses, and in the evening none. How much does she earn?',
    );
  });

  it('starts with a capital and without a comma where the first clause is gone', () => {
    const first = [segment('On Monday', 'day'), segment(', ann bakes.'), segment('why?')];
    expect(render({ segments: first }, forms(['day', 'gone'])).text).toBe('Ann bakes. Why?');
  });
});

describe('spans say where things stand', () => {
  it('of premises, the question and added sentences', () => {
    const added = [
      { before: 2, text: 'it is hot.' },
      { before: 5, text: 'A dog barks.' },
    ];
    const { text, premises, question, added: spans } = render({ segments }, { added });
    expect(text.slice(...(premises.get('price') ?? []))).toBe(', at 3 dollars a glass.');
    expect(text.slice(...(premises.get('sold') ?? []))).toBe('she sells 12 glasses,');
    expect(text.slice(...question)).toBe('How much does she earn?');
    expect(spans.map((span) => text.slice(...span))).toEqual(['It is hot.', 'A dog barks.']);
    expect(text).toContain('a glass. It is hot. In the morning');
  });

  it('of a clause that left nothing: empty, where it was', () => {
    const { text, premises } = render({ segments }, forms(['sold', 'gone']));
    const [start, end] = premises.get('sold') ?? [0, -1];
    expect(start).toBe(end);
    expect(text.slice(0, start)).toMatch(/In the morning$/);
  });
});

describe('joining is stable', () => {
  const piece = fc.stringMatching(/^[ a-zA-Z,.!?'é]{0,12}$/);

  it('a joined text is never untidy in its spaces, and joining it again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const { text } = joinPieces(pieces);
        expect(text).not.toMatch(/\s\s| [.,;:!?]/);
        expect(joinPieces([text]).text).toBe(text);
      }),
    );
  });

  it('spans are in order and within the text', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const { text, spans } = joinPieces(pieces);
        let last = 0;
        for (const [start, end] of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
