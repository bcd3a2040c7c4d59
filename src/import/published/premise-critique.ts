import { z } from 'zod';
import { CORRUPTED_LABELS } from '../../reading/labels.ts';
import type { Intake } from '../intake.ts';
import { exactAnswer } from './answer-text.ts';
import type { PublishedSet } from './published-set.ts';

const Pid = z.union([z.string(), z.number().transform(String)]);
const Answer = z.object({ formal_answer: z.string().default('') }).optional();
const Verdict = z.object({ if_find_contradiction: z.string().optional() }).optional();

/** Problem, replies and verdicts come in three files, joined by pid. */
const Row = z.object({
  pid: Pid,
  ill_query: z.string().optional(),
  normal_query: z.string().optional(),
  conflict_type: z.string().optional(),
  meta_info: z
    .object({ final_answer: z.union([z.string(), z.number()]).nullable().optional() })
    .optional(),
  answer_to_ill: Answer,
  answer_to_ill_with_hint: Answer,
  GPT_eval_result: z.object({ active: Verdict, passive: Verdict }).optional(),
});
type Row = z.infer<typeof Row>;

/** Of its four kinds of conflict, those that put two statements of the problem at odds. */
const CONTRADICTIONS: ReadonlySet<string> = new Set([
  'contra_premise_insert',
  'contra_infer_insert',
]);

/** Premise Critique Bench (MLGroupJLU): problems with a statement at odds with the others. */
export const premiseCritique: PublishedSet = {
  name: 'premise-critique',
  title: 'Premise Critique Bench',
  take(records, intake) {
    const byPid = new Map<string, { row: Row; where: string }>();
    for (const record of records) {
      const row = intake.parse(Row, record);
      if (!row) continue;
      const known = byPid.get(row.pid);
      byPid.set(row.pid, { row: { ...known?.row, ...row }, where: known?.where ?? record.where });
    }
    for (const { row, where } of byPid.values()) {
      const why = takeRow(row, where, intake);
      if (why !== undefined) intake.reject(where, why);
    }
  },
};

/** Gives why the row is not taken, where it is not. */
function takeRow(row: Row, where: string, intake: Intake): string | undefined {
  const { pid, ill_query: text, normal_query: original, conflict_type: type } = row;
  if (text === undefined) return 'a verdict or a reply without the problem: name its file too';
  if (type !== undefined && !CONTRADICTIONS.has(type)) {
    return `${type}: a wrong step of a solution, not a clash of statements`;
  }
  const id = `premise-critique-${pid}`;
  const twin = original === undefined ? null : `${id}i`;
  const answer = twin === null ? null : exactAnswer(row.meta_info?.final_answer);
  if (!intake.item({ id, kind: 'contradicted', twin, text, answer }, where)) return undefined;
  if (original !== undefined) {
    intake.item({ id: `${id}i`, kind: 'intact', twin: id, text: original, answer }, where);
  }
  const asked = [
    ['active', row.answer_to_ill, row.GPT_eval_result?.active],
    ['passive', row.answer_to_ill_with_hint, row.GPT_eval_result?.passive],
  ] as const;
  for (const [style, reply, verdict] of asked) {
    const found = verdict?.if_find_contradiction?.toLowerCase();
    if (!reply || (found !== 'true' && found !== 'false')) continue;
    const labels = CORRUPTED_LABELS.filter((label) => FOUND.has(label) === (found === 'true'));
    intake.reply({ item: id, style, reply: reply.formal_answer, labels }, where);
  }
  return undefined;
}

const FOUND: ReadonlySet<string> = new Set(['asks', 'names']);
