import { z } from 'zod';
import type { JudgedReply } from '../../graders/calibrate/judged-reply.ts';
import { isUnsure, Label } from '../../graders/verdict.ts';
import { exact } from '../import/external.ts';
import { isAnswer } from '../reading/labels.ts';
import { bootstrapIntervals, DRAWS, type Statistic } from './bootstrap.ts';
import { clusteredMean } from './clustered.ts';
import { proportionInterval } from './intervals.ts';
import { type Confusion, cohensKappa, f1, oneAgainstRest } from './kappa.ts';

const Count = z.int().nonnegative();
const Bound = z.number().nullable();

/** A share of replies, with Wilson's interval over clusters. All null where there are none. */
export const Rate = z.strictObject({
  rate: z.number().min(0).max(1).nullable(),
  low: Bound,
  high: Bound,
  count: Count,
  of: Count,
});
export type Rate = z.infer<typeof Rate>;

/** A statistic with its bootstrap interval; bounds null where it did not vary. */
export const Estimate = z.strictObject({ value: z.number().nullable(), low: Bound, high: Bound });
export type Estimate = z.infer<typeof Estimate>;

const Group = z.strictObject({ name: z.string(), accuracy: Rate, answered: Rate });
export type Group = z.infer<typeof Group>;

/** How far a grader agrees with those who labelled the replies by hand. */
export const Calibration = z.strictObject({
  format: z.literal('lacuna-calibration/1'),
  grader: z.string(),
  replies: Count,
  items: Count,
  /** What the intervals are clustered by: an item and its twin, or a family. */
  clusteredBy: z.enum(['pair', 'family']),
  clusters: Count,
  bootstrap: z.strictObject({ seed: z.int(), draws: Count }),
  /** Replies of which the grader came to no verdict: left out of all that follows. */
  unscored: Count,
  /** The label is right, and the grader sure of it. */
  accuracy: Rate,
  unsure: Rate,
  /** Over `exact` replies, those with one right label; an unsure verdict agrees with none. */
  kappa: Estimate,
  exact: Count,
  /** "Answers" against "abstains or asks", over replies whose labels tell which. */
  answered: z.strictObject({ agreement: Rate, kappa: Estimate }),
  /** Over replies of which it is known what number they commit to. */
  final: Rate,
  /** Over replies that several people labelled: all of them gave the same label. */
  people: Rate,
  /** Over replies with one right label; empty where there are none. */
  labels: z.array(
    z.strictObject({
      label: Label,
      /** So labelled by hand, and so graded. */
      labelled: Count,
      graded: Count,
      precision: Rate,
      recall: Rate,
      f1: Estimate,
      kappa: Estimate,
    }),
  ),
  /** What was graded, by what was labelled: a label, "answered", "not answered", or several labels. */
  confusion: z.array(
    z.strictObject({
      items: z.enum(['corrupted', 'intact']),
      labelled: z.string(),
      graded: z.record(z.string(), Count),
    }),
  ),
  styles: z.array(Group),
  languages: z.array(Group),
});
export type Calibration = z.infer<typeof Calibration>;

const CATEGORIES = [...Label.options, 'unsure'] as const;
type Category = (typeof CATEGORIES)[number];

/** Measures a grader on labelled replies. `seed` is the bootstrap's. */
export function calibrate(
  grader: string,
  judged: readonly JudgedReply[],
  {
    seed,
    draws = DRAWS,
    clusteredBy = 'pair',
    unscored = 0,
  }: {
    seed: number;
    draws?: number;
    clusteredBy?: Calibration['clusteredBy'];
    unscored?: number;
  },
): Calibration {
  const exactly = judged.filter(({ right }) => right.length === 1);
  const binary = judged.filter((row) => goldAnswer(row) !== null);
  const present = Label.options.filter((label) => exactly.some(({ right }) => right[0] === label));
  const labelStatistics = present.flatMap((label): Statistic[] => {
    const table = (counts: Confusion) => oneAgainstRest(counts, CATEGORIES.indexOf(label));
    return [
      (flat) => f1(table(square(flat, CATEGORIES.length))),
      (flat) => cohensKappa(table(square(flat, CATEGORIES.length))),
    ];
  });
  const kappa: Statistic = (flat) => cohensKappa(square(flat, CATEGORIES.length));
  const [overall = UNKNOWN, ...ofLabels] = estimates(
    exactly,
    CATEGORIES.length,
    (row) => [CATEGORIES.indexOf(row.right[0] ?? 'unsure'), CATEGORIES.indexOf(graded(row))],
    [kappa, ...labelStatistics],
    { seed, draws },
  );
  const [ofAnswers = UNKNOWN] = estimates(
    binary,
    ANSWERS.length,
    (row) => [ANSWERS.indexOf(goldAnswer(row)), ANSWERS.indexOf(gradedAnswer(row))],
    [(flat) => cohensKappa(square(flat, ANSWERS.length))],
    { seed, draws },
  );
  return {
    format: 'lacuna-calibration/1',
    grader,
    replies: judged.length,
    items: new Set(judged.map(({ item }) => item)).size,
    clusteredBy,
    clusters: new Set(judged.map(({ cluster }) => cluster)).size,
    bootstrap: { seed, draws },
    unscored,
    accuracy: rate(judged, isRight),
    unsure: rate(judged, (row) => graded(row) === 'unsure'),
    kappa: overall,
    exact: exactly.length,
    answered: { agreement: rate(binary, sameAnswer), kappa: ofAnswers },
    final: rate(
      judged.filter(({ final }) => final !== undefined),
      sameFinal,
    ),
    people: rate(
      judged.filter(({ byPerson = [] }) => byPerson.length > 1),
      ({ byPerson = [] }) => new Set(byPerson).size === 1,
    ),
    labels: present.map((label, n) => {
      const labelled = exactly.filter(({ right }) => right[0] === label);
      const found = exactly.filter((row) => graded(row) === label);
      return {
        label,
        labelled: labelled.length,
        graded: found.length,
        precision: rate(found, isRight),
        recall: rate(labelled, isRight),
        f1: ofLabels[2 * n] ?? UNKNOWN,
        kappa: ofLabels[2 * n + 1] ?? UNKNOWN,
      };
    }),
    confusion: confusion(judged),
    styles: groups(judged, ({ style }) => style),
    languages: groups(judged, ({ language }) => language),
  };
}

/** Whether the grader came to a right label, and is sure of it. */
export function isRight(row: JudgedReply): boolean {
  return row.right.some((label) => label === graded(row));
}

/** The verdict to count on. */
export function graded({ found }: JudgedReply): Category {
  return isUnsure(found) ? 'unsure' : found.label;
}

/** null stands for neither. */
const ANSWERS: ReadonlyArray<boolean | null> = [true, false, null];

/**
 * What the labels say of whether it answers; null where they do not agree, or leave it open: whether a
 * formula is an answer hangs on what is said beside it.
 */
function goldAnswer({ right }: JudgedReply): boolean | null {
  if (right.length === 1 && right[0] === 'open-form') return null;
  const [first = null, ...others] = right.map(isAnswer);
  return others.every((other) => other === first) ? first : null;
}

/** A formula is an answer like any other where nothing is said to be missing, and else none. */
function gradedAnswer(row: JudgedReply): boolean | null {
  const label = graded(row);
  if (label === 'open-form') return !row.saysSo;
  return label === 'unsure' ? null : isAnswer(label);
}

function sameAnswer(row: JudgedReply): boolean {
  return gradedAnswer(row) === goldAnswer(row);
}

function sameFinal({ final, found }: JudgedReply): boolean {
  if (typeof final !== 'string' || found.final === null) return (final ?? null) === found.final;
  const [labelled, graded] = [exact(final), exact(found.final)];
  return labelled !== null && graded !== null && labelled.equals(graded);
}

function rate(rows: readonly JudgedReply[], test: (row: JudgedReply) => boolean): Rate {
  const estimate = clusteredMean(
    rows.map((row) => ({ cluster: row.cluster, value: test(row) ? 1 : 0 })),
  );
  const interval = proportionInterval(estimate);
  return {
    rate: estimate.mean,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    count: rows.filter(test).length,
    of: rows.length,
  };
}

const UNKNOWN: Estimate = { value: null, low: null, high: null };

/** Statistics of a square table of counts, each with the interval that resampled clusters give it. */
function estimates(
  rows: readonly JudgedReply[],
  size: number,
  cell: (row: JudgedReply) => [number, number],
  statistics: readonly Statistic[],
  options: { seed: number; draws: number },
): Estimate[] {
  const clusters = new Map<string, Float64Array>();
  const all = new Float64Array(size * size);
  for (const row of rows) {
    const [down, across] = cell(row);
    const own = clusters.get(row.cluster) ?? new Float64Array(size * size);
    clusters.set(row.cluster, own);
    for (const counts of [own, all]) {
      counts[down * size + across] = (counts[down * size + across] ?? 0) + 1;
    }
  }
  const intervals = bootstrapIntervals([...clusters.values()], statistics, options);
  return statistics.map((statistic, s) => ({
    value: statistic(all),
    low: intervals[s]?.low ?? null,
    high: intervals[s]?.high ?? null,
  }));
}

function square(flat: Float64Array, size: number): Confusion {
  return Array.from({ length: size }, (_, row) =>
    Array.from(flat.subarray(row * size, (row + 1) * size)),
  );
}

function confusion(rows: readonly JudgedReply[]): Calibration['confusion'] {
  const found = new Map<string, Calibration['confusion'][number]>();
  for (const row of rows) {
    const items = row.kind === 'intact' ? 'intact' : 'corrupted';
    const labelled = labelledAs(row);
    const id = `${items} ${labelled}`;
    const line = found.get(id) ?? { items, labelled, graded: {} };
    found.set(id, line);
    line.graded[graded(row)] = (line.graded[graded(row)] ?? 0) + 1;
  }
  const order: readonly string[] = Label.options;
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...found.values()].sort(
    (a, b) => a.items.localeCompare(b.items) || place(a.labelled) - place(b.labelled),
  );
}

function labelledAs(row: JudgedReply): string {
  const [only, ...more] = row.right;
  if (only !== undefined && more.length === 0) return only;
  const answer = goldAnswer(row);
  return answer === null ? row.right.join('|') : answer ? 'answered' : 'not answered';
}

/** By name, those with the most replies first. */
function groups(rows: readonly JudgedReply[], name: (row: JudgedReply) => string): Group[] {
  const byName = new Map<string, JudgedReply[]>();
  for (const row of rows) {
    const some = byName.get(name(row)) ?? [];
    byName.set(name(row), some);
    some.push(row);
  }
  return [...byName]
    .map(([name, some]) => ({
      name,
      accuracy: rate(some, isRight),
      answered: rate(
        some.filter((row) => goldAnswer(row) !== null),
        sameAnswer,
      ),
    }))
    .sort((a, b) => b.accuracy.of - a.accuracy.of || a.name.localeCompare(b.name));
}
