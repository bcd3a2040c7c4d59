import type { Certificate, Derivation } from '../math/certificate.ts';
import { determine } from '../math/determine.ts';
import type { Problem } from '../problem/problem.ts';
import { changeFaults } from './applied-change.ts';
import { difficultyOf } from './difficulty.ts';
import { itemDigest } from './digest.ts';
import { helpfulAsks } from './helpful-asks.ts';
import { isIdleClash } from './idle-clash.ts';
import { CANARY, type CertifiedItem } from './item.ts';
import { shapeFaults } from './item-shape.ts';
import { leak } from './leak.ts';
import { lintItem } from './lint/index.ts';
import { asidesOf } from './operators/distract.ts';
import { type Candidate, intactState, type Operator } from './operators/operator.ts';
import { itemSystem } from './system.ts';

export interface Admission {
  readonly operator: Operator;
  readonly seed: number;
}

/**
 * Admits a candidate as an item, with the proof of what it is, or says why not: the mathematics must
 * have the status that the operator promises, the removed value must not stand elsewhere, the text
 * must be tidy and be the twin's with the change applied. `problem` has the asides in it, if any.
 */
export function certify(
  problem: Problem,
  candidate: Candidate,
  { operator, seed }: Admission,
): { item: CertifiedItem } | { rejected: string } {
  const { text, change } = candidate;
  const premises = [...candidate.premises];
  const { quantities, background, target, world } = problem;
  const asides = asidesOf(problem);
  const leaked = leak(candidate, problem);
  if (leaked) return { rejected: leaked };
  const [slip] = lintItem({ text, premises, change, asides, quantities });
  if (slip) return { rejected: slip.message };
  const twin = intactState(problem);
  const [drift] = changeFaults(
    { text, premises, change },
    { text: twin.rendered.text, premises: twin.premises },
  );
  if (drift) return { rejected: drift };

  const system = itemSystem({ premises, background, quantities, target });
  const found = determine(system, { known: world, seed });
  if (found.status === 'undecided') return { rejected: `undecided: ${found.reason}` };
  if (found.status !== operator.expects) {
    return { rejected: `${operator.expects} was expected, it is ${found.status}` };
  }
  if (!operator.proves(found.certificate)) return { rejected: misses(found.certificate) };
  if (found.certificate.kind === 'conflict' && isIdleClash(system, found.certificate.premises)) {
    return { rejected: 'the answer does not hang on what clashes' };
  }
  const asks = found.status === 'open' ? helpfulAsks(system, world) : [];
  if (change.kind === 'gap') {
    const given = problem.premises.find(({ id }) => id === change.premise)?.gives;
    if (asks.length === 0) return { rejected: 'no set of up to 3 quantities would fill the gap' };
    if (given && !asks.some((set) => set.length === 1 && set[0] === given)) {
      return { rejected: `the removed value of ${given} would not fill the gap` };
    }
  }
  if (found.certificate.kind === 'derivation' && found.certificate.answer !== problem.answer) {
    return { rejected: `the answer is ${found.certificate.answer}, not ${problem.answer}` };
  }
  if (found.certificate.kind === 'derivation') DERIVATIONS.set(problem, found.certificate);
  const derivation = derivationOf(problem, seed);
  if (!derivation) return { rejected: 'the answer of the intact problem does not follow' };
  const intact = operator.distracts ? 'intact+distract' : 'intact';
  const item: Omit<CertifiedItem, 'digest'> = {
    format: 'lacuna-item/1',
    canary: CANARY,
    id: `${problem.id}.${operator.name}`,
    twin: operator.name === intact ? null : `${problem.id}.${intact}`,
    family: problem.family,
    topic: problem.topic,
    problem: problem.id,
    operator: operator.name,
    seed,
    wording: problem.wording,
    text,
    target,
    answer: problem.answer,
    quantities,
    premises,
    background,
    asides,
    change,
    world,
    asks,
    difficulty: difficultyOf(
      { text, premises, quantities, target, asides, change },
      { premises: problem.premises, derivation },
    ),
    certificate: found.certificate,
  };
  // What `verify` would refuse as too big is not made in the first place.
  const [misshapen] = shapeFaults(item);
  if (misshapen) return { rejected: misshapen };
  return { item: { ...item, digest: itemDigest(item) } };
}

const DERIVATIONS = new WeakMap<Problem, Derivation>();

/** How the answer of the intact problem follows; derived once for all that is done to a problem. */
function derivationOf(problem: Problem, seed: number): Derivation | undefined {
  const known = DERIVATIONS.get(problem);
  if (known) return known;
  const { quantities, background, target, world } = problem;
  const premises = problem.premises.map((premise) => ({ ...premise, span: null }));
  const system = itemSystem({ premises, background, quantities, target });
  const found = determine(system, { known: world, seed });
  if (found.status !== 'unique') return undefined;
  DERIVATIONS.set(problem, found.certificate);
  return found.certificate;
}

function misses(certificate: Certificate): string {
  return certificate.kind === 'conflict'
    ? `the conflict has ${certificate.premises.length} premises (${certificate.premises.join(', ')})`
    : `a certificate of the wrong kind: ${certificate.kind}`;
}
