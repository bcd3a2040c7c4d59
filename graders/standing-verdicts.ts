import { InputError } from '../src/input-error.ts';
import { runFiles } from '../src/run/folder.ts';
import { RULES } from './rules/grade.ts';
import { rules } from './rules/index.ts';
import { skimVerdicts } from './skim-verdicts.ts';

/**
 * Whether the verdicts of these very rules on so many conversations of a run are there: those are what grading it again
 * would give, a million in a quarter of an hour. False where there is anything else, or a file that cannot be read.
 */
export async function verdictsStand(dir: string, conversations: number): Promise<boolean> {
  let [standing, others] = [0, 0];
  try {
    await skimVerdicts(runFiles(dir).verdicts(rules.name), ({ grader }) => {
      if (grader === RULES) standing += 1;
      else others += 1;
    });
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
  return standing === conversations && others === 0;
}
