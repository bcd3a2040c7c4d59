import { ArithmeticError, evaluate } from './arithmetic.ts';
import { readOneEquation } from './letter-equations.ts';
import { readAnswer, type WorkedSolution } from './worked-solution.ts';

/**
 * Reads an equation as a solution of one calculation. Throws ArithmeticError where it is no arithmetic
 * or has no one value, SolutionError where the answer is no number.
 */
export function readEquation(text: string, answer: string): WorkedSolution {
  const value = readAnswer(answer);
  const expression = readOneEquation(text);
  const result = evaluate(expression);
  if (!result) throw new ArithmeticError(`"${text.trim().slice(0, 60)}" has no one value`);
  return { calculations: [{ expression, result, line: '', at: 0 }], answer: value };
}
