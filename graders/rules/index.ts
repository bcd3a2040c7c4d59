import type { Grader } from '../grade-run.ts';
import { gradeByRules } from './grade.ts';

export const rules: Grader = { name: 'rules', grade: gradeByRules, readsProblems: true };
