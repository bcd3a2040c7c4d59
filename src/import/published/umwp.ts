import { z } from 'zod';
import type { Intake } from '../intake.ts';
import { exactAnswer } from './answer-text.ts';
import { missingNumber } from './missing-number.ts';
import type { PublishedSet } from './published-set.ts';

const Row = z.object({
  id: z.int().nonnegative(),
  question: z.string(),
  answer: z
    .union([z.array(z.union([z.number(), z.string()])), z.number(), z.string()])
    .nullable()
    .default(null),
  answerable: z.boolean(),
  category: z.int().nullable().default(null),
  relevant_ids: z.array(z.int()).nullable().default(null),
});
type Row = z.infer<typeof Row>;

/** Its five ways of making a problem unanswerable, as far as they are ours. */
const KINDS: ReadonlyMap<number | null, 'missing' | 'contradicted'> = new Map([
  [1, 'missing'],
  [2, 'missing'],
  [3, 'contradicted'],
  [4, 'missing'],
]);

/** UMWP: answerable word problems, and unanswerable ones made from them. */
export const umwp: PublishedSet = {
  name: 'umwp',
  title: 'UMWP',
  take(records, intake) {
    const rows = records.flatMap((record) => {
      const row = intake.parse(Row, record);
      return row ? [{ row, where: record.where }] : [];
    });
    const answerable = new Map(
      rows.flatMap(({ row }) => (row.answerable ? [[row.id, row] as const] : [])),
    );
    for (const { row, where } of rows) {
      const why = row.answerable
        ? takeIntact(row, where, intake)
        : takeCorrupted(row, answerable.get(row.relevant_ids?.[0] ?? -1), where, intake);
      if (why !== undefined) intake.reject(where, why);
    }
  },
};

/** Gives why the problem is not taken, where it is not. */
function takeIntact({ id, question, answer }: Row, where: string, intake: Intake) {
  const number = one(answer);
  if (number === null) return 'its answer is no exact number';
  intake.item({ id: `umwp-${id}i`, kind: 'intact', text: question, answer: number }, where);
  return undefined;
}

/** The same for a problem made from `source`. */
function takeCorrupted(row: Row, source: Row | undefined, where: string, intake: Intake) {
  const { id, question, category } = row;
  if (category === 5) return 'it has no question';
  const kind = KINDS.get(category);
  if (kind === undefined) return `category ${category} is not known`;
  const answer = source ? one(source.answer) : null;
  const twin = source && answer !== null ? `umwp-${source.id}i` : null;
  const needs = source && kind === 'missing' ? missingNumber(source.question, question) : [];
  intake.item({ id: `umwp-${id}`, kind, twin, text: question, needs, answer }, where);
  return undefined;
}

function one(answer: Row['answer']): string | null {
  if (!Array.isArray(answer)) return exactAnswer(answer);
  return answer.length === 1 ? exactAnswer(answer[0]) : null;
}
