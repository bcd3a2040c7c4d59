import { InputError } from '../../input-error.ts';
import { abstainer } from './abstainer.ts';
import { alwaysAsk } from './always-ask.ts';
import { anchored } from './anchored.ts';
import { dawdler } from './dawdler.ts';
import { EXPLORERS } from './explorers.ts';
import { fading } from './fading.ts';
import { genericAsk } from './generic-ask.ts';
import { guesser } from './guesser.ts';
import { oracle } from './oracle.ts';
import { patient } from './patient.ts';
import type { Respondent } from './respondent.ts';

export const RESPONDENTS: readonly Respondent[] = [
  oracle,
  fading,
  genericAsk,
  alwaysAsk,
  abstainer,
  guesser,
  anchored,
  patient,
  dawdler,
];

/**
 * Throws InputError, listing the respondents, for a name that is none. "all" names all of them; with
 * `explorers` those too that do nothing but choose whom to ask.
 */
export function respondentNames(asked: readonly string[], explorers = false): string[] {
  const known = [...(explorers ? EXPLORERS : []), ...RESPONDENTS].map(({ name }) => name);
  if (asked.length === 1 && asked[0] === 'all') return known;
  const stranger = asked.find((name) => !known.includes(name));
  if (stranger === undefined) return [...new Set(asked)];
  throw new InputError(`no respondent "${stranger}": use all, or some of ${known.join(', ')}`);
}
