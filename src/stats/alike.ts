import type { CountedVerdict } from '../../graders/skim-verdicts.ts';
import { isUnsure, Label, Verdict } from '../../graders/verdict.ts';
import type { Outcome } from './tally.ts';

/** Outcomes that are alike are the same object; those that tell of each reply are not looked for. */
export class Alike {
  readonly #known = new Map<number, Outcome>();

  of(verdict: CountedVerdict): Outcome {
    const { turns, lead, explored, distract } = verdict;
    if (turns || lead || explored || distract) return outcomeOf(verdict);
    const number = numberOf(verdict);
    const known = this.#known.get(number);
    if (known) return known;
    const outcome = outcomeOf(verdict);
    this.#known.set(number, outcome);
    return outcome;
  }
}

function outcomeOf(verdict: CountedVerdict): Outcome {
  const { label, none, requests, right, noticed } = verdict;
  const { turns, toldBy = null, lead, explored, distract } = verdict;
  return {
    label,
    none,
    requests,
    right,
    unsure: isUnsure(verdict),
    suspect: isSuspect(verdict),
    noticed,
    ...(turns && { told: { turns, by: toldBy } }),
    ...(lead && { lead }),
    ...(explored && { explored }),
    ...(distract && { distract }),
  };
}

function isSuspect({ judged }: Pick<CountedVerdict, 'judged'>): boolean {
  return judged?.doubts.includes('injection') ?? false;
}

const LABELS = Label.options;
const REASONS = Verdict.shape.none.unwrap().options;

/** Another one for each outcome that tells nothing of single replies. */
function numberOf(verdict: CountedVerdict): number {
  const { label, none, requests, right, noticed } = verdict;
  let number = LABELS.indexOf(label);
  number = number * (REASONS.length + 1) + (none === null ? REASONS.length : REASONS.indexOf(none));
  number = number * 3 + (noticed.thought === null ? 2 : Number(noticed.thought));
  for (const is of [requests, right, isUnsure(verdict), isSuspect(verdict), noticed.answer]) {
    number = number * 2 + Number(is);
  }
  return number;
}
