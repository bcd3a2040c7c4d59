import { z } from 'zod';
import { exactAnswer } from './answer-text.ts';
import { contentId } from './content-id.ts';
import type { PublishedSet } from './published-set.ts';

const Row = z.object({
  problem: z.string(),
  answer: z.union([z.string(), z.number()]),
  proof: z.string().default(''),
});

/** TreeCut (jouxf): price puzzles from equation trees, some with an edge cut. They come unpaired. */
export const treecut: PublishedSet = {
  name: 'treecut',
  title: 'TreeCut',
  take(records, intake) {
    for (const record of records) {
      const row = intake.parse(Row, record);
      if (!row) continue;
      const id = contentId('treecut', row.problem);
      if (row.answer === 'unknown') {
        const needs = freePrice(row.problem, row.proof);
        intake.item({ id, kind: 'missing', text: row.problem, needs }, record.where);
        continue;
      }
      const answer = exactAnswer(row.answer);
      if (answer === null) intake.reject(record.where, `the answer "${row.answer}" is no number`);
      else intake.item({ id, kind: 'intact', text: row.problem, answer }, record.where);
    }
  },
};

/**
 * The proof of an open problem lists prices that hang together, one formula short: any of them but the
 * one that is sought would fix the rest. The last one stands for all.
 */
function freePrice(problem: string, proof: string) {
  const listed = /^All we know about the prices of ([^:]{1,2000}) are:/.exec(proof)?.[1] ?? '';
  const question = problem.slice(problem.lastIndexOf('Question:')).toLowerCase();
  const name = listed
    .split(', ')
    .findLast((each) => each !== '' && !question.includes(each.toLowerCase()));
  return name === undefined ? [] : [{ noun: `price of ${name}`, value: null, unit: 'dollar' }];
}
