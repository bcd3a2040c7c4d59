import { InputError } from '../../input-error.ts';
import { abstainer } from './abstainer.ts';
import { alwaysAsk } from './always-ask.ts';
import { anchored } from './anchored.ts';
import { chatty } from './chatty.ts';
import { dawdler } from './dawdler.ts';
import { deaf } from './deaf.ts';
import { EXPLORERS } from './explorers.ts';
import { fading } from './fading.ts';
import { genericAsk } from './generic-ask.ts';
import { guesser } from './guesser.ts';
import { leaky } from './leaky.ts';
import { oracle } from './oracle.ts';
import { patient } from './patient.ts';
import type { Respondent, Speaker, StrayRespondent } from './respondent.ts';
import { steady } from './steady.ts';

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

/** Those that test what is scored under distract. */
export const STRAY_RESPONDENTS: readonly StrayRespondent[] = [steady, chatty, deaf, leaky];

/** All that speak in the place of a model. */
export const SPEAKERS: readonly Speaker[] = [...RESPONDENTS, ...STRAY_RESPONDENTS];

/**
 * Throws InputError, listing the respondents, for a name that is none. "all" names those that test a run of
 * the protocol: under explore those too that do nothing but choose whom to ask, under distract those of its own.
 */
export function respondentNames(asked: readonly string[], protocol = 'ask'): string[] {
  const choosers = protocol === 'explore' ? EXPLORERS.map(({ name }) => name) : [];
  const known = [...choosers, ...SPEAKERS.map(({ name }) => name)];
  if (asked.length === 1 && asked[0] === 'all') {
    const apt = protocol === 'distract' ? STRAY_RESPONDENTS : RESPONDENTS;
    return [...choosers, ...apt.map(({ name }) => name)];
  }
  const stranger = asked.find((name) => !known.includes(name));
  if (stranger === undefined) return [...new Set(asked)];
  throw new InputError(`no respondent "${stranger}": use all, or some of ${known.join(', ')}`);
}
