import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CORRUPTED_LABELS, INTACT_LABELS } from '../../src/reading/labels.ts';
import { countMarks, readMarks, writeMarks } from './outcome-codes.ts';

test('marks come back as they were written', () => {
  const mark = fc.record({
    corrupted: fc.constantFrom(null, ...CORRUPTED_LABELS),
    intact: fc.constantFrom(null, ...INTACT_LABELS),
    right: fc.boolean(),
  });
  const budgets = fc.array(fc.array(mark, { maxLength: 3 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(budgets, (marks) => {
      expect(readMarks(writeMarks(marks))).toEqual(marks);
    }),
  );
});

test('marks are counted as they read', () => {
  const counts = { judged: 0, right: 0, labels: new Map() };
  countMarks('as+|ae-gs-||x.-', counts);
  countMarks('.s-', counts);
  expect(counts).toEqual({
    judged: 3,
    right: 1,
    labels: new Map([
      ['asks', 2],
      ['guesses', 1],
      ['none', 1],
    ]),
  });
});

test('letters that mean nothing are no verdict', () => {
  expect(readMarks('??+|as')).toEqual([[{ corrupted: null, intact: null, right: true }], []]);
});
