import { corruptProblem, type Rejection, withTwins } from '../../corrupt/generate.ts';
import { operatorNamed } from '../../corrupt/operators/index.ts';
import { drawProblem } from '../../problem/draw.ts';
import type { Family } from '../../problem/family.ts';
import type { Fault } from '../../problem/family-faults.ts';
import type { Problem } from '../../problem/problem.ts';
import { clauseOf } from './locate.ts';
import { alike } from './texts.ts';

/** What a family of the bank is asked for. */
export const BANK_OPERATORS = ['remove', 'blur', 'contradict', 'contradict-deep'].flatMap(
  (name) => [name, `${name}+distract`],
);

/** Of all items that are tried, so many must be admitted. */
const LEAST = 0.97;

export interface Share {
  readonly faults: Fault[];
  readonly admitted: number;
  readonly tried: number;
}

/**
 * Whether enough of a family's items are admitted, of `problems` under every operator, or why not.
 * `slips`: what the lint found, which is not said again.
 */
export function admittedShare(family: Family, problems: number, slips: ReadonlySet<string>): Share {
  const operators = withTwins(BANK_OPERATORS.map(operatorNamed));
  const refused: Array<{ problem: Problem; rejection: Rejection }> = [];
  let tried = 0;
  for (let index = 0; index < problems; index++) {
    // Two seeds, so that no single stream of draws decides.
    const problem = drawProblem(family, 1 + (index % 2), index);
    for (const made of corruptProblem(problem, operators, 1)) {
      tried += 1;
      if ('rejected' in made) refused.push({ problem, rejection: made });
    }
  }
  const admitted = tried - refused.length;
  const nothing = BANK_OPERATORS.filter((name) => {
    const mine = refused.filter(({ rejection }) => rejection.operator === name);
    return mine.length === problems && mine.every(({ rejection }) => rejection.tried.length === 0);
  });
  const faults: Fault[] = nothing.map((name) => ({
    path: [],
    message: `offers nothing to the operator ${name}`,
  }));
  if (admitted < tried * LEAST) {
    const other = refused.filter(({ rejection }) => !slips.has(alike(reasonOf(rejection))));
    faults.push(...reasons(other, admitted, tried));
  }
  return { faults, admitted, tried };
}

/** The most frequent reasons, each at the clause or sentence that it is about. */
function reasons(
  refused: ReadonlyArray<{ problem: Problem; rejection: Rejection }>,
  admitted: number,
  tried: number,
): Fault[] {
  const groups = new Map<string, { fault: Fault; times: number }>();
  for (const { problem, rejection } of refused) {
    const [first] = rejection.tried;
    const path = first?.premise ? changedPlace(problem, rejection.operator, first.premise) : [];
    const reason = reasonOf(rejection);
    const key = `${path.join('.')}: ${alike(reason)}`;
    const times = (groups.get(key)?.times ?? 0) + 1;
    groups.set(key, { fault: { path, message: `${rejection.operator}: ${reason}` }, times });
  }
  const worst = [...groups.values()].sort((a, b) => b.times - a.times).slice(0, 5);
  const share = `${((100 * admitted) / tried).toFixed(1)}%`;
  return worst.map(({ fault: { path, message }, times }) => ({
    path,
    message: `only ${share} of ${tried} items are admitted; ${times} are not by ${message}`,
  }));
}

function reasonOf({ tried: [first], rejected }: Rejection): string {
  return first?.reason ?? rejected;
}

function changedPlace(problem: Problem, operator: string, premise: string): Fault['path'] {
  const quantity = premise.replace(/-(?:again|claim)$/, '');
  if (operator.startsWith('contradict-deep')) return ['claims', quantity];
  if (operator.startsWith('contradict')) return ['again', quantity];
  return clauseOf(problem, premise);
}
