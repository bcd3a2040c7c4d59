import { z } from 'zod';
import type { Label } from '../../reading/labels.ts';
import type { ExternalItem, ExternalReply } from '../external.ts';
import type { Intake } from '../intake.ts';
import { type FileRecord, hasField } from '../records.ts';
import { exactAnswer, markedAnswer, workedSolution } from './answer-text.ts';
import { contentId } from './content-id.ts';
import { missingNumber } from './missing-number.ts';
import type { PublishedSet } from './published-set.ts';

const Text = z.string().nullable().default(null);

/** A problem with its premise missing, where there is one, and intact, where there is one. */
const Problem = z.object({
  question: Text,
  insufficient_question: Text,
  answer: z.union([z.string(), z.number()]).nullable().default(null),
});

/** A model's reply with the verdict of the authors' judge. */
const Judged = z.object({
  /** "<set>/<variant>/<model>/<index>". */
  id: z.string().regex(/^[\w-]+\/(?:MiP|normal)\/[^/]+\/\d+$/, 'expected set/variant/model/index'),
  dataset: z.string().max(40),
  variant: z.enum(['MiP', 'normal']),
  model: z.string(),
  prompt: Text,
  original_question: Text,
  reference: Text,
  response: z.string(),
  judge_label: z.int().min(0).max(3),
});
type Judged = z.infer<typeof Judged>;

/** MiP-Overthinking (tianyi-lab): problems without a premise, and replies that a judge has labelled. */
export const mip: PublishedSet = {
  name: 'mip',
  title: 'MiP-Overthinking',
  take(records, intake) {
    const judged: Array<{ row: Judged; where: string }> = [];
    for (const record of records) {
      if (hasField(record, 'judge_label')) {
        const row = intake.parse(Judged, record);
        if (row) judged.push({ row, where: record.where });
      } else takeProblem(record, intake);
    }
    // Some replies to intact problems come without the problem: it stands beside its corrupted half.
    const intact = new Map(
      judged.flatMap(({ row }) => (row.original_question ? [[key(row), row] as const] : [])),
    );
    for (const { row, where } of judged) {
      const why = takeReply(row, where, intact, intake);
      if (why !== undefined) intake.reject(where, why);
    }
  },
};

function takeProblem(record: FileRecord, intake: Intake): void {
  const row = intake.parse(Problem, record);
  if (!row) return;
  const { question, insufficient_question: cut, answer } = row;
  const { where } = record;
  const id = contentId('mip', cut ?? question ?? '');
  if (cut === null && question === null) intake.reject(where, 'it has no question');
  if (cut !== null) takePair({ id, cut, question, answer }, where, intake);
  else if (question !== null) {
    intake.item({ id: `${id}i`, kind: 'intact', text: question, answer: answerOf(answer) }, where);
  }
}

interface Pair {
  readonly id: string;
  readonly cut: string;
  readonly question: string | null;
  readonly answer: string | number | null;
}

/** The corrupted problem, and its intact twin where there is one. */
function takePair(
  { id, cut, question, answer: given }: Pair,
  where: string,
  intake: Intake,
): ExternalItem | undefined {
  const twin = question === null ? null : `${id}i`;
  const answer = answerOf(given);
  // Without a twin the answer is to a problem that nobody has.
  const shared = { twin, answer: twin === null ? null : answer };
  const needs = question === null ? [] : missingNumber(question, cut);
  const item = intake.item({ id, kind: 'missing', text: cut, needs, ...shared }, where);
  if (item && question !== null) {
    const intact = { id: `${id}i`, kind: 'intact' as const, twin: id, text: question, answer };
    intake.item({ ...intact, solution: workedSolution(given) }, where);
  }
  return item;
}

/** Gives why the reply is not taken, where it is not. */
function takeReply(
  row: Judged,
  where: string,
  intact: ReadonlyMap<string, Judged>,
  intake: Intake,
): string | undefined {
  if (row.judge_label === 3) return 'its judge gave no verdict';
  const id = `mip-${row.dataset}-${row.id.split('/').at(-1)}`;
  const answer = answerOf(row.reference);
  const original = row.original_question ?? intact.get(key(row))?.original_question ?? null;
  let item: ExternalItem | undefined;
  if (row.variant === 'MiP') {
    if (row.prompt === null) return 'it has no prompt';
    const answered = { cut: row.prompt, question: original, answer: row.reference };
    item = takePair({ id, ...answered }, where, intake);
  } else {
    const text = row.prompt ?? original;
    if (text === null) return 'it has no prompt, nor does the file of its corrupted half';
    item = intake.item({ id: `${id}i`, kind: 'intact', text, answer }, where);
  }
  if (!item) return undefined;
  const reply = { item: item.id, style: row.model, reply: row.response };
  intake.reply({ ...reply, ...verdict(row, item.answer === null) }, where);
  return undefined;
}

/** Judge labels: 0 flagged as insufficient, 1 answered like the reference, 2 answered otherwise. */
function verdict(
  { variant, judge_label: judged }: Judged,
  answerUnknown: boolean,
): Pick<ExternalReply, 'labels' | 'answered'> {
  if (variant === 'MiP') return { labels: [...(judged === 0 ? FLAGGED : ANSWERED)] };
  if (judged === 0) return { labels: ['overasks', 'balks'] };
  return answerUnknown ? { answered: true } : { labels: [judged === 1 ? 'solves' : 'errs'] };
}

const FLAGGED: readonly Label[] = ['asks', 'names', 'balks', 'asks-other', 'open-form'];
const ANSWERED: readonly Label[] = ['guesses', 'assumes'];

function answerOf(answer: string | number | null): string | null {
  return (typeof answer === 'string' ? markedAnswer(answer) : null) ?? exactAnswer(answer);
}

function key({ dataset, model, id }: Judged): string {
  return `${dataset}/${model}/${id.split('/').at(-1)}`;
}
