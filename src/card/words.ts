import { counted, dollars, grouped, percent, UNKNOWN } from '../report/numbers.ts';
import { printable } from '../report/plain-text.ts';
import type { CardRun, MeasuredGrader } from './model-card.ts';

/** "v1/dev, 60 pairs of it, SHA-256 …". */
export function releaseWords(
  { name, whole }: CardRun['provenance']['release'],
  { release, items }: CardRun['settings'],
): string {
  const hash = `SHA-256 ${release}`;
  if (name === null) return `${counted(items, 'item')} of no shipped release, ${hash}`;
  return `release ${name}${whole ? '' : `, ${counted(items, 'item')} of it`}, ${hash}`;
}

/** "v1/dev (1f0c…)", "v1/dev in part (1f0c…)"; of no shipped release its hash alone, in twelve digits. */
export function releaseCell({ provenance, settings }: CardRun): string {
  const { name, whole } = provenance.release;
  const hash = settings.release.slice(0, 12);
  return name === null ? hash : `${name}${whole ? '' : ' in part'} (${hash})`;
}

/** Who graded, how often that is right, and what people made of this run's own replies. */
export function gradingWords({ grader, grading, measured, byHand }: CardRun): string[] {
  const name = printable(grader ?? 'nobody');
  return [
    grading === null
      ? `Graded by ${name}.`
      : `Graded by ${name}: ${grouped(grading.byRules)} verdicts by rules alone, ${grouped(grading.byJudges)} by ${grading.judges.map(printable).join(' + ')}${grading.cost === null ? '' : `, for ${dollars(grading.cost)}`}.`,
    ...measured.map(setWords),
    ...(measured.length === 0
      ? [
          'How often it is right has not been measured: label a sample of the replies with `lacuna label`.',
        ]
      : []),
    ...(byHand.replies === 0
      ? []
      : [
          `${counted(byHand.replies, 'reply', 'replies')} labelled by ${counted(byHand.people, 'person', 'people')}: the corrected scores take its errors out.`,
        ]),
  ];
}

/** One set of labelled replies, in a sentence. */
export function setWords({ set, accuracy, kappa, replies, unsure }: MeasuredGrader): string {
  const bounds =
    accuracy.low === null || accuracy.high === null
      ? ''
      : ` [${percent(accuracy.low)}, ${percent(accuracy.high)}]`;
  const agreement = kappa.value === null ? UNKNOWN : kappa.value.toFixed(2);
  return `On ${set}: the label is right for ${percent(accuracy.rate)}%${bounds} of ${counted(replies, 'reply', 'replies')}, unsure of ${percent(unsure.rate)}%; Cohen’s κ ${agreement}.`;
}
