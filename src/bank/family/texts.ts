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

export interface TextReport {
  readonly faults: Fault[];
  /** What the lint found, with other numbers and names left out: see `alike`. */
  readonly slips: ReadonlySet<string>;
}

/**
 * What is wrong with the texts of a family: every wording under every operator and premise, `draws`
 * times. A finding of the lint counts wherever it comes up; that something is not admitted counts where
 * it fails in most draws, for numbers may meet by chance; a sentence to add, where it never works.
 */
export function readTexts(family: Family, draws: number): TextReport {
  const faults = new Map<string, Fault>();
  const slips = new Set<string>();
  for (const wording of family.wordings.keys()) {
    const rejected = new Map<string, { fault: Fault; always: boolean; times: number }>();
    for (let index = 0; index < draws; index++) {
      for (const variation of variationsOf(problemOfWording(family, wording, SEED, index))) {
        for (const { rule, message, path } of slipsOf(variation)) {
          slips.add(alike(message));
          // The intact text comes first: what it has is not said again of each operator.
          const key = `${path.join('.')}: ${alike(message)}`;
          const fault = { path, message: `${under(variation)}${rule}: ${message}` };
          if (!faults.has(key)) faults.set(key, fault);
        }
        const fault = rejection(variation, slips);
        if (!fault) continue;
        const key = `${fault.path.join('.')}: ${alike(fault.message)}`;
        // Of sentences to add there are several: one that often fits will do.
        const always = variation.operator.expects === 'inconsistent';
        rejected.set(key, { fault, always, times: (rejected.get(key)?.times ?? 0) + 1 });
      }
    }
    for (const [key, { fault, always, times }] of rejected) {
      if (always ? times === draws : times * 2 > draws) faults.set(key, fault);
    }
  }
  return { faults: [...faults.values()], slips };
}

/** A message without its numbers and the words that it quotes: the same slip with other draws is alike. */
export function alike(message: string): string {
  return message.replace(/"[^"]*"/g, '""').replace(/\d+(?:[./]\d+)?/g, '#');
}

function slipsOf(variation: Variation): Array<Finding & { path: Fault['path'] }> {
  return variation.candidates.slice(0, CLASHES).flatMap((candidate) =>
    findings(variation, candidate)
      .filter(({ rule, span }) => rule !== 'orphan' || isOwn(variation, candidate, span))
      .map((slip) => ({ ...slip, path: sourceOf(variation, candidate, slip.span) })),
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

/** Why none of the candidates is admitted; what the lint says already is not said again. */
function rejection(variation: Variation, slips: ReadonlySet<string>): Fault | undefined {
  const { operator, about } = variation;
  const result = admit(variation, SEED);
  if ('item' in result) return undefined;
  const { rejected } = result;
  if (slips.has(alike(rejected))) return undefined;
  if (operator.name === 'remove' && rejected === 'open was expected, it is unique') {
    return { path: ['premises', about], message: 'is not needed: the answer is fixed without it' };
  }
  return { path: placeOf(variation), message: `${under(variation)}not admitted: ${rejected}` };
}

function under({ operator, about }: Variation): string {
  return about === '' ? '' : `under ${operator.name} of ${about}: `;
}
