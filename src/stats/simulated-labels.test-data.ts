import type { JudgedReply } from '../../graders/calibrate/judged-reply.ts';
import type { Label } from '../../graders/verdict.ts';
import type { Random } from '../math/random.ts';

/** Outcomes in families, and a grader that errs. */
export interface GradedSetting {
  families: number;
  each: number;
  labels: number;
  /** Percent. */
  chances: readonly number[];
  /** Percent of true outcomes that the grader misses, and of others that it takes for true ones. */
  misses: number;
  false: number;
}

/** Graders with errors of 3 to 40% in either direction. */
export const GRADED: readonly GradedSetting[] = [
  { families: 20, each: 10, labels: 60, chances: [40, 60, 80], misses: 15, false: 5 },
  { families: 20, each: 10, labels: 60, chances: [75, 85, 95], misses: 10, false: 20 },
  { families: 20, each: 10, labels: 60, chances: [2, 5, 8], misses: 10, false: 3 },
  { families: 60, each: 12, labels: 100, chances: [30, 50, 70], misses: 40, false: 30 },
];

/** Outcomes of families that differ, seen by a grader that errs, in some families more than in others. */
export function drawGraded(
  random: Random,
  { families, each, chances, misses, false: wrong }: GradedSetting,
): Array<{ cluster: string; predicted: number; truth: number }> {
  return Array.from({ length: families }, (_, f) => {
    const [chance, fault] = [random.pick(chances), random.pick([0.5, 1, 1.5])];
    return Array.from({ length: each }, () => {
      const truth = random.int(1, 100) <= chance ? 1 : 0;
      const errs = random.int(1, 1000) <= 10 * fault * (truth === 1 ? misses : wrong);
      return { cluster: `c${f}`, predicted: errs ? 1 - truth : truth, truth };
    });
  }).flat();
}

/** The same with so many labelled, drawn at random. */
export function labelledSome(
  random: Random,
  outcomes: ReturnType<typeof drawGraded>,
  labels: number,
): Array<{ cluster: string; predicted: number; labelled: number | null }> {
  const chosen = new Set(random.shuffle([...outcomes.keys()]).slice(0, labels));
  return outcomes.map(({ truth, ...rest }, i) => ({
    ...rest,
    labelled: chosen.has(i) ? truth : null,
  }));
}

const LABELS: readonly Label[] = ['asks', 'guesses', 'assumes', 'names'];

/**
 * Labelled replies in families, of which a grader gets `right` percent right on average, in some families
 * more than in others; families differ in what is replied to them, too.
 */
export function drawJudged(
  random: Random,
  { families, each, right }: { families: number; each: number; right: number },
): JudgedReply[] {
  return Array.from({ length: families }, (_, f) => {
    const usual = random.pick(LABELS);
    const fault = random.pick([0.5, 1, 1.5]);
    return Array.from({ length: each }, (_, n): JudgedReply => {
      const truth = random.int(1, 100) <= 40 ? usual : random.pick(LABELS);
      const errs = random.int(1, 1000) <= 10 * fault * (100 - right);
      const label = errs ? random.pick(LABELS.filter((other) => other !== truth)) : truth;
      return {
        ...{ where: `${f}:${n}`, item: `${f}-${n}`, cluster: `c${f}`, kind: 'missing', style: '' },
        ...{ language: 'en', reply: '', right: [truth], final: undefined, saysSo: false },
        found: { label, final: null, confidence: 1, evidence: [] },
      };
    });
  }).flat();
}
