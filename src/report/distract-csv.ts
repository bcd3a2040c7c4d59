import { KINDS } from '../protocol/distract/kind.ts';
import type { OfTurns } from '../stats/distract.ts';
import { type Cell, shareCells } from './csv.ts';
import type { DistractReport, DistractRow } from './distract.ts';
import { heldCells, settingCells } from './problem-cells.ts';

/** A row a budget and policy: shares as fractions with their intervals and denominators. */
export function distractRows(reports: readonly DistractReport[]): Array<Record<string, Cell>> {
  return reports.flatMap((report) => report.rows.map((row) => distractCells(report, row)));
}

function distractCells(report: DistractReport, row: DistractRow): Record<string, Cell> {
  const { budget, policy, scores } = row;
  const { distractors, onTopic } = scores;
  const slope = report.slopes.find((each) => each.policy === policy)?.slope;
  return {
    ...settingCells(report, budget, { policy }),
    ...shareCells('kept', scores.kept),
    ...ofTurns('distractor_precision', distractors.precision),
    ...ofTurns('distractor_recall', distractors.recall),
    ...ofTurns('distractor_f1', distractors.f1),
    ...ofTurns('on_topic_precision', onTopic.precision),
    ...ofTurns('on_topic_recall', onTopic.recall),
    ...ofTurns('on_topic_f1', onTopic.f1),
    ...shareCells('solved', scores.solved),
    ...shareCells('solved_changed', scores.solvedChanged),
    ...shareCells('solved_unchanged', scores.solvedUnchanged),
    ...shareCells('stale', scores.stale),
    ...shareCells('leaked', scores.leaked),
    ...shareCells('resumed', scores.resumed),
    ...Object.assign(
      {},
      ...KINDS.map((kind) => shareCells(`kind_${kind.replace('-', '_')}`, scores.kinds[kind])),
    ),
    slope: slope?.perDoubling ?? null,
    slope_low: slope?.low ?? null,
    slope_high: slope?.high ?? null,
    ...heldCells(row, report.complete),
  };
}

function ofTurns(name: string, { value, low, high }: OfTurns): Record<string, Cell> {
  return { [name]: value, [`${name}_low`]: low, [`${name}_high`]: high };
}
