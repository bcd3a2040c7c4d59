import { z } from 'zod';
import { exactAnswer } from './answer-text.ts';
import { contentId } from './content-id.ts';
import { missingNumber } from './missing-number.ts';
import type { PublishedSet } from './published-set.ts';

const Row = z.object({
  /** In the part that is from QuestBench, the problem as it is put, already without a premise. */
  ori_question: z.string(),
  degraded_question: z.string().nullable().default(null),
  degraded_info: z.string().nullable().default(null),
  required_points: z.array(z.string()).default([]),
  overconfidence_question: z.string().nullable().default(null),
  expected_answer: z.union([z.string(), z.number()]).nullable().default(null),
});

/** "N = 40 [Number of customers]". */
const VALUE_AND_NAME = /^[A-Za-z]\w{0,20} = ([^[]{1,60}) \[([^\]]{1,300}?)\.?\]$/;

/** AskBench: problems of MATH500 with something vague in them, and QuestBench's test part. */
export const askbench: PublishedSet = {
  name: 'askbench',
  title: 'AskBench',
  take(records, intake) {
    for (const record of records) {
      const row = intake.parse(Row, record);
      if (!row) continue;
      const { where } = record;
      const answer = exactAnswer(row.expected_answer);
      if (row.overconfidence_question !== null) {
        intake.reject(where, 'a misleading argument, not a premise that is missing or clashes');
      } else if (row.degraded_question !== null) {
        const id = contentId('askbench', row.degraded_question);
        const text = row.degraded_question;
        if (text.trim() === row.ori_question.trim()) {
          intake.reject(where, 'the text was not changed');
          continue;
        }
        const twin = `${id}i`;
        const found = missingNumber(row.ori_question, text);
        const needs = found.length > 0 ? found : firstPoint(row.required_points);
        if (!intake.item({ id, kind: 'missing', twin, text, needs, answer }, where)) continue;
        const intact = { id: twin, kind: 'intact' as const, twin: id, text: row.ori_question };
        intake.item({ ...intact, answer }, where);
      } else {
        const id = contentId('questbench', row.ori_question);
        const [, value, noun] = VALUE_AND_NAME.exec(row.degraded_info ?? '') ?? [];
        const needs = noun === undefined ? [] : [{ noun, value: value ?? null, unit: '' }];
        intake.item({ id, kind: 'missing', text: row.ori_question, needs }, where);
      }
    }
  },
};

/** The points that a reply should raise begin with the one that matters; the others go into detail. */
function firstPoint([point]: readonly string[]) {
  return point === undefined ? [] : [{ noun: point.slice(0, 400), value: null, unit: '' }];
}
