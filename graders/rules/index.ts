import type { Grader } from '../grade-run.ts';
import { gradeExplored } from './explore.ts';
import { gradeByRules } from './grade.ts';

export const rules: Grader = {
  name: 'rules',
  grade: (item, transcript, run) =>
    run?.explore
      ? gradeExplored(item, transcript, {
          condition: run.explore,
          seed: run.seed,
          epoch: transcript.epoch,
        })
      : gradeByRules(item, transcript),
  readsProblems: true,
};
