import { type Finding, lintItem } from '../../corrupt/lint/index.ts';
import { asidesOf } from '../../corrupt/operators/distract.ts';
import type { Candidate } from '../../corrupt/operators/operator.ts';
import type { Family } from '../../problem/family.ts';
import type { Fault } from '../../problem/family-faults.ts';
import { placeOf, sourceOf } from './locate.ts';
import { admit, problemOfWording, type Variation, variationsOf } from './variations.ts';

const SEED = 5;

/** How many values and places of an added sentence are read. */
const CLASHES = 8;

/**
 * What is wrong with the texts of a family: every wording under every operator and premise, `draws`
 * times. A finding of the lint counts wherever it comes up; that something is not admitted counts where
 * it fails in half of the draws or more, for numbers may meet by chance.
 */
export function textFaults(family: Family, draws: number): Fault[] {
  const faults = new Map<string, Fault>();
  const add = (fault: Fault) => {
    // The same slip with other numbers and names is the same.
    const key = `${fault.path.join('.')}: ${fault.message.replace(/"[^"]*"/g, '').replace(/\d+/g, '#')}`;
    if (!faults.has(key)) faults.set(key, fault);
  };
  for (const wording of family.wordings.keys()) {
    const rejected = new Map<string, { fault: Fault; times: number }>();
    for (let index = 0; index < draws; index++) {
      for (const variation of variationsOf(problemOfWording(family, wording, SEED, index))) {
        for (const fault of lintFaults(variation)) add(fault);
        const fault = rejection(variation);
        if (!fault) continue;
        const key = `${variation.operator.name} ${variation.about}`;
        rejected.set(key, { fault, times: (rejected.get(key)?.times ?? 0) + 1 });
      }
    }
    for (const { fault, times } of rejected.values()) if (times * 2 >= draws) add(fault);
  }
  return [...faults.values()];
}

function lintFaults(variation: Variation): Fault[] {
  return variation.candidates.slice(0, CLASHES).flatMap((candidate) =>
    findings(variation, candidate)
      .filter(({ rule, span }) => rule !== 'orphan' || isOwn(variation, candidate, span))
      .map(({ rule, span, message }) => ({
        path: sourceOf(variation, candidate, span),
        message: `${under(variation)}${rule}: ${message}`,
      })),
  );
}

function findings({ problem }: Variation, { text, premises, change }: Candidate): Finding[] {
  const { quantities } = problem;
  return lintItem({ text, premises: [...premises], change, asides: asidesOf(problem), quantities });
}

/** A sentence may be put where it does no harm: that it parts two others somewhere is no fault of it. */
function isOwn(
  { operator }: Variation,
  { change, premises }: Candidate,
  span: Finding['span'],
): boolean {
  if (change.kind === 'gap') return true;
  const own =
    change.kind === 'clash'
      ? change.span
      : operator.distracts
        ? premises.find(({ id }) => /^aside\d+$/.test(id))?.span
        : null;
  return !own || (span[0] >= own[0] && span[1] <= own[1]);
}

/** Why none of the candidates is admitted. */
function rejection(variation: Variation): Fault | undefined {
  const { operator, about } = variation;
  const result = admit(variation, SEED);
  if ('item' in result) return undefined;
  const { rejected } = result;
  if (operator.name === 'remove' && rejected === 'open was expected, it is unique') {
    return { path: ['premises', about], message: 'is not needed: the answer is fixed without it' };
  }
  return { path: placeOf(variation), message: `${under(variation)}not admitted: ${rejected}` };
}

function under({ operator, about }: Variation): string {
  return about === '' ? '' : `under ${operator.name} of ${about}: `;
}
