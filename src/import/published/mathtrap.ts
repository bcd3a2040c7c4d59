import { z } from 'zod';
import { hasField } from '../records.ts';
import { markedAnswer, workedSolution } from './answer-text.ts';
import { contentId } from './content-id.ts';
import { missingNumber } from './missing-number.ts';
import type { PublishedSet } from './published-set.ts';

const Row = z.object({
  trap_problem: z.string(),
  trap_type: z.string(),
  original_problem: z.string(),
  original_solution: z.string().default(''),
});

const KINDS: ReadonlyMap<string, 'missing' | 'contradicted'> = new Map([
  ['Missing Condition', 'missing'],
  ['Direct Contradiction', 'contradicted'],
  ['Indirect Contradiction', 'contradicted'],
]);

/** MathTrap: problems of GSM8K and MATH with a trap in them. */
export const mathtrap: PublishedSet = {
  name: 'mathtrap',
  title: 'MathTrap',
  take(records, intake) {
    for (const record of records) {
      if (hasField(record, 'response')) {
        intake.reject(record.where, 'a reply that nobody has labelled');
        continue;
      }
      const row = intake.parse(Row, record);
      if (!row) continue;
      const { trap_problem: text, original_problem: original, trap_type: type } = row;
      const kind = KINDS.get(type);
      if (kind === undefined) {
        intake.reject(record.where, `${type}: no premise is missing, and no two statements clash`);
        continue;
      }
      const id = contentId('mathtrap', text);
      const twin = `${contentId('mathtrap', original)}i`;
      // Some of the solutions to MATH problems belong to other problems; those of GSM8K are marked.
      const answer = markedAnswer(row.original_solution);
      const needs = kind === 'missing' ? missingNumber(original, text) : [];
      if (!intake.item({ id, kind, twin, text, needs, answer }, record.where)) continue;
      const solution = workedSolution(row.original_solution);
      intake.item({ id: twin, kind: 'intact', text: original, answer, solution }, record.where);
    }
  },
};
