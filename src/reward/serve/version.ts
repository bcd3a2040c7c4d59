import { RULES } from '../../../graders/rules/grade.ts';
import { packageVersion } from '../../package-root.ts';
import { REWARD } from '../reward.ts';

/** By what a reward was given: it changes whenever the same reply may earn otherwise. */
export const VERSION = `${REWARD} ${RULES} lacuna/${packageVersion()}`;
