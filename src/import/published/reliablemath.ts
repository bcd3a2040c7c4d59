import { z } from 'zod';
import { hasField } from '../records.ts';
import { exactAnswer } from './answer-text.ts';
import { missingNumber } from './missing-number.ts';
import type { PublishedSet } from './published-set.ts';

const Answer = z
  .union([z.string(), z.number(), z.array(z.string())])
  .nullable()
  .default(null);

const Unsolvable = z.object({
  /** "<source>_<problem>_<remove|contradict>_<number>". */
  data_id: z
    .string()
    .regex(/^[a-z]+_\d+_(?:remove|contradict)_\d+$/, 'expected source_problem_change_number'),
  question: z.string(),
  rewritten_question: z.string(),
  ground_truth: Answer,
});

const Solvable = z.object({
  data_source: z.string().max(40),
  id: z.int(),
  question: z.string(),
  ground_truth: Answer,
});

/** ReliableMath (AmourWaltz): competition problems, rewritten so that they cannot be solved. */
export const reliablemath: PublishedSet = {
  name: 'reliablemath',
  title: 'ReliableMath',
  take(records, intake) {
    const taken = new Set<string>();
    for (const record of records) {
      if (!hasField(record, 'data_id')) continue;
      const row = intake.parse(Unsolvable, record);
      if (!row) continue;
      const [source, problem, change, number] = row.data_id.split('_');
      const base = `reliablemath-${source}-${problem}`;
      const twin = `${base}i`;
      const answer = answerOf(row.ground_truth);
      const intact = { id: twin, kind: 'intact' as const, text: row.question, answer };
      if (!intake.item(intact, record.where)) continue;
      taken.add(row.question.trim());
      const removed = change === 'remove';
      intake.item(
        {
          id: `${base}-${change}-${number}`,
          kind: removed ? 'missing' : 'contradicted',
          twin,
          text: row.rewritten_question,
          needs: removed ? missingNumber(row.question, row.rewritten_question) : [],
          answer,
        },
        record.where,
      );
    }
    for (const record of records) {
      if (hasField(record, 'data_id')) continue;
      const row = intake.parse(Solvable, record);
      if (!row || taken.has(row.question.trim())) continue;
      const id = `reliablemath-solvable-${row.data_source}-${row.id}i`;
      const answer = answerOf(row.ground_truth);
      intake.item({ id, kind: 'intact', text: row.question, answer }, record.where);
    }
  },
};

/** Some answers are lists of one, and some are such a list printed by Python: "['2.68\\n']". */
function answerOf(answer: z.infer<typeof Answer>): string | null {
  if (Array.isArray(answer)) return answer.length === 1 ? exactAnswer(answer[0]?.trim()) : null;
  const [, printed] = /^\['([^']{1,100}?)(?:\\n)?'\]$/.exec(String(answer)) ?? [];
  return exactAnswer(printed ?? answer);
}
