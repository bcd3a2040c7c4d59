import { InputError } from '../input-error.ts';
import { cot } from './cot.ts';
import { critic } from './critic.ts';
import { hint } from './hint.ts';
import { mediator } from './mediator.ts';
import { plain } from './plain.ts';
import type { Policy } from './policy.ts';
import { recap } from './recap.ts';
import { snowball } from './snowball.ts';
import { summary } from './summary.ts';

export const POLICIES: readonly Policy[] = [
  plain,
  hint,
  cot,
  recap,
  snowball,
  summary,
  critic,
  mediator,
];

/** Throws InputError, listing the policies, for a name that is none. */
export function policyNamed(name: string): Policy {
  const policy = POLICIES.find((candidate) => candidate.name === name);
  if (policy) return policy;
  const known = POLICIES.map((candidate) => candidate.name).join(', ');
  throw new InputError(`no policy "${name}": use one of ${known}`);
}
