import type { Certificate, Determination } from '../../math/certificate.ts';
import type { Random } from '../../math/random.ts';
import type { Premise, Problem } from '../../problem/problem.ts';
import { type Choice, type Rendered, render } from '../../problem/render.ts';
import type { Change } from '../item.ts';

/** A text that an operator offers for certification. */
export interface Candidate {
  readonly text: string;
  readonly premises: readonly Premise[];
  readonly change: Change;
}

/** One way to corrupt a problem. Operators offer; `certify` decides. */
export interface Operator {
  readonly name: string;
  /** What it does to a text, for `--help` and docs. */
  readonly summary: string;
  /** Whether the problem that it gets has asides in its text. */
  readonly distracts: boolean;
  /** What the mathematics of an item of it must be. */
  readonly expects: Exclude<Determination['status'], 'undecided'>;
  /** Whether a certificate proves this operator's corruption, not just any. */
  proves(certificate: Certificate): boolean;
  /** Candidates in a seeded order, the same for the same seed. */
  candidates(problem: Problem, random: Random): Iterable<Candidate>;
}

/** The premises that an operator may touch: not the asides that `distract` put in. */
export function corePremises(problem: Problem): Problem['premises'] {
  const asides = new Set(problem.asides.map(({ quantity }) => quantity.id));
  return problem.premises.filter(({ id }) => !asides.has(id));
}

/** The intact text of a problem, with its premises: what every corruption is compared with. */
export function intactState(problem: Problem): ReturnType<typeof state> {
  const known = INTACT.get(problem);
  if (known) return known;
  const intact = state(problem, {});
  INTACT.set(problem, intact);
  return intact;
}

/** All that is done to a problem starts from it. */
const INTACT = new WeakMap<Problem, ReturnType<typeof state>>();

/** Renders a choice, and says where each premise that the text still states stands. */
export function state(
  problem: Problem,
  choice: Choice,
): { rendered: Rendered; premises: Premise[] } {
  const rendered = render(problem, choice);
  const premises = problem.premises
    .filter(({ id }) => (choice.forms?.get(id) ?? 'intact') === 'intact')
    .map((premise) => ({ ...premise, span: rendered.premises.get(premise.id) ?? null }));
  return { rendered, premises };
}
