import { InputError } from '../input-error.ts';
import { ask } from './ask.ts';
import { distract } from './distract.ts';
import { explore } from './explore.ts';
import { lead } from './lead.ts';
import type { Protocol } from './protocol.ts';
import { resolve } from './resolve.ts';
import { reveal } from './reveal.ts';

export const PROTOCOLS: readonly Protocol[] = [ask, resolve, reveal, lead, distract, explore];

/** Whether runs under this name put single problems, and no pairs. */
export function goesByProblems(name: string): boolean {
  return PROTOCOLS.some((protocol) => protocol.name === name && protocol.problems !== undefined);
}

/** Throws InputError, listing the protocols, for a name that is none. */
export function protocolNamed(name: string): Protocol {
  const protocol = PROTOCOLS.find((candidate) => candidate.name === name);
  if (protocol) return protocol;
  const known = PROTOCOLS.map((candidate) => candidate.name).join(', ');
  throw new InputError(`no protocol "${name}": use one of ${known}`);
}
