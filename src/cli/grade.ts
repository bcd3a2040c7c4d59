import { gradeRun } from '../../graders/grade-run.ts';
import { rules } from '../../graders/rules/index.ts';

/** `lacuna grade DIR…`: reads the recorded replies again; no model is asked. */
export async function grade(dirs: readonly string[]): Promise<void> {
  for (const dir of dirs) {
    const graded = await gradeRun(dir, rules);
    process.stdout.write(`${dir}: ${graded} conversations graded by ${rules.name}.\n`);
  }
}
