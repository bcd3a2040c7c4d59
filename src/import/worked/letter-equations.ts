import type { Fraction } from '../../math/fraction.ts';
import { ArithmeticError, type Expression, evaluate, readExpression } from './arithmetic.ts';
import { plainOperators } from './plain-operators.ts';

/** What can stand in an equation with a letter for an unknown; words end it. */
const RUN = /(?:[\d.,$%()[\]+*/×÷–−=\s-]|(?<![A-Za-z'’])[b-hj-zB-HJ-Z](?![A-Za-z'’])){5,200}/g;

/**
 * The equations in one letter in a line of a solution, with their solutions: "x + x + 30 = 110" (40).
 * What only says the solution ("x = 40") is none.
 */
export function letterEquations(
  line: string,
): Array<{ expression: Expression; result: Fraction; at: number }> {
  const found: Array<{ expression: Expression; result: Fraction; at: number }> = [];
  for (const match of line.matchAll(RUN)) {
    const sides = match[0].replace(/^[\s.,)]+|[.,\s(]+$/g, '').split('=');
    const letters = new Set(match[0].match(/[A-Za-z]/g));
    const [letter, ...others] = letters;
    if (letter === undefined || others.length > 0 || sides.length < 2) continue;
    const equation = closedEquation(sides, letter);
    const result = equation && evaluate(equation);
    if (equation && result)
      found.push({ expression: equation, result, at: match.index + match[0].length });
  }
  return found;
}

/**
 * The first side with the letter in it, and more than that, with the last side that is another.
 * Undefined where that is no equation in the letter, or says but its solution.
 */
function closedEquation(sides: readonly string[], letter: string): Expression | undefined {
  const plain = sides.map((side) => expand(plainSide(side, letter)));
  const open = plain.findIndex((side) => side.includes(letter));
  const other = plain.findLastIndex((side, i) => i !== open && side !== '');
  const [left = '', right = ''] = [plain[open], plain[other]];
  if (
    (isLetter(left, letter) && !right.includes(letter)) ||
    (isLetter(right, letter) && !left.includes(letter))
  ) {
    return undefined;
  }
  try {
    return readExpression(`${left}=${right}`, letter);
  } catch (cause) {
    if (cause instanceof ArithmeticError) return undefined;
    throw cause;
  }
}

/**
 * Reads one equation that gives an answer: "76 - 25", "76 - 25 = 51", "x = 76 - 25", "2x + 3 = 11".
 * Throws ArithmeticError on anything else.
 */
export function readOneEquation(text: string): Expression {
  const [letter, ...others] = new Set(text.match(/(?<![A-Za-z])[A-Za-z](?![A-Za-z])/g));
  const sides = text.split('=').map((side) => side.trim());
  if (others.length > 0) throw new ArithmeticError('it has more than one letter');
  if (sides.length > 2) throw new ArithmeticError('an equation has one "="');
  const [left = '', right = ''] = sides;
  if (letter === undefined) {
    // "76 - 25 = 51" or "51 = 76 - 25": the side that computes.
    return readExpression(plainOperators(/^[-\d.,\s]*$/.test(left) && right !== '' ? right : left));
  }
  if (isLetter(left, letter) && !right.includes(letter))
    return readExpression(plainOperators(right));
  if (isLetter(right, letter) && !left.includes(letter))
    return readExpression(plainOperators(left));
  const [a = '', b = ''] = sides.map((side) => expand(plainSide(side, letter)));
  return readExpression(`${a}=${b}`, letter);
}

/** A side that is the letter alone. */
function isLetter(side: string, letter: string): boolean {
  return side.replace(/[()\s]/g, '') === letter;
}

function plainSide(side: string, letter: string): string {
  const brackets = side.replaceAll('[', '(').replaceAll(']', ')');
  const text = /x/i.test(letter) ? brackets.replace(/×/g, '*') : brackets;
  return plainOperators(text.replace(/x/gi, (x) => (/x/i.test(letter) ? `${x}` : '*'))).trim();
}

/** "2(x+1)", "(1/2)x", "3x": products with their signs. */
function expand(side: string): string {
  return side.replace(/(\d|\))\s*(?=[A-Za-z(])/g, '$1*').replace(/([A-Za-z])\s*(?=[\d(])/g, '$1*');
}
