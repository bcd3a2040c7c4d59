import type { MathNode } from 'mathjs';
import { math } from '../../math/exact.ts';
import { type Fraction, fraction } from '../../math/fraction.ts';
import { onceFor } from '../../once-for.ts';

/** A calculation of a worked solution as a tree; its numbers are leaves, told apart by their index. */
export type Expression =
  | { readonly kind: 'leaf'; readonly index: number; readonly value: Fraction }
  /** The letter that an equation is solved for. */
  | { readonly kind: 'unknown' }
  /** An equation in one unknown: its value is the solution. */
  | { readonly kind: 'equation'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type Operator = '+' | '-' | '*' | '/';

export class ArithmeticError extends Error {
  override readonly name = 'ArithmeticError';
}

/** Longer ones are no calculation that a person wrote. */
const LONGEST = 300;

/**
 * Reads "16 - 3 - 4" or "(25/100)*80" as a tree. Numbers, + - * / and brackets alone; nothing is
 * evaluated. With a letter for an `unknown`, "2x + 8 = 22" too. Throws ArithmeticError, with what
 * stands in the way, on anything else.
 */
export function readExpression(text: string, unknown?: string): Expression {
  const [left = '', right, ...more] = unknown === undefined ? [text] : text.split('=');
  let leaves = 0;
  const read = (side: string) => readSide(side, unknown, () => leaves++);
  if (right === undefined) return read(left);
  if (more.length > 0) throw new ArithmeticError('an equation has one "="');
  return { kind: 'equation', left: read(left), right: read(right) };
}

function readSide(text: string, unknown: string | undefined, nextLeaf: () => number): Expression {
  if (text.length > LONGEST) throw new ArithmeticError(`it has over ${LONGEST} characters`);
  let node: MathNode;
  try {
    node = math().parse(text);
  } catch {
    throw new ArithmeticError(`"${text.trim()}" is no arithmetic`);
  }
  const read = (inner: MathNode): Expression => {
    if (math().isParenthesisNode(inner)) return read(inner.content);
    if (math().isSymbolNode(inner) && inner.name === unknown) return { kind: 'unknown' };
    if (math().isConstantNode(inner)) {
      return { kind: 'leaf', index: nextLeaf(), value: number(String(inner.value)) };
    }
    if (math().isOperatorNode(inner)) {
      const [left, right]: Array<MathNode | undefined> = inner.args;
      const op: string = inner.op;
      if (left && !right && op === '+') return read(left);
      if (left && !right && op === '-') return { kind: 'negative', of: read(left) };
      if (left && right && isOperator(op)) {
        return { kind: 'operation', operator: op, left: read(left), right: read(right) };
      }
    }
    throw new ArithmeticError(`"${inner.toString()}" is no arithmetic of numbers`);
  };
  return read(node);
}

function isOperator(text: string): text is Operator {
  return text === '+' || text === '-' || text === '*' || text === '/';
}

function number(text: string): Fraction {
  try {
    return fraction(text);
  } catch {
    throw new ArithmeticError(`"${text.slice(0, 40)}" is no number that can be read exactly`);
  }
}

type Leaf = Expression & { kind: 'leaf' };

/** The leaves in the order of the text. */
export const leavesOf = onceFor(leavesIn);

function leavesIn(expression: Expression): readonly Leaf[] {
  switch (expression.kind) {
    case 'leaf':
      return [expression];
    case 'unknown':
      return [];
    case 'negative':
      return leavesIn(expression.of);
    default:
      return [...leavesIn(expression.left), ...leavesIn(expression.right)];
  }
}

/**
 * The exact value, with other values for leaves where `values` has them. Undefined where it divides
 * by 0, or where an equation is not linear with one solution.
 */
export function evaluate(
  expression: Expression,
  values: ReadonlyMap<number, Fraction> = new Map(),
  unknown?: Fraction,
): Fraction | undefined {
  switch (expression.kind) {
    case 'leaf':
      return values.get(expression.index) ?? expression.value;
    case 'unknown':
      return unknown;
    case 'negative':
      return evaluate(expression.of, values, unknown)?.neg();
    case 'equation':
      return solve(expression, values);
    case 'operation': {
      const left = evaluate(expression.left, values, unknown);
      const right = evaluate(expression.right, values, unknown);
      return left && right && operate(expression.operator, left, right);
    }
  }
}

/** The same with its own numbers. */
export const exactValue = onceFor((expression: Expression) => evaluate(expression));

function operate(operator: Operator, left: Fraction, right: Fraction): Fraction | undefined {
  switch (operator) {
    case '+':
      return left.add(right);
    case '-':
      return left.sub(right);
    case '*':
      return left.mul(right);
    case '/':
      return right.n === 0n ? undefined : left.div(right);
  }
}

/** The solution of a linear equation: the line through its differences at 0 and 1. */
function solve(
  { left, right }: Expression & { kind: 'equation' },
  values: ReadonlyMap<number, Fraction>,
): Fraction | undefined {
  const differences = [0, 1, 2].map((at) => {
    const [a, b] = [left, right].map((side) => evaluate(side, values, fraction(at)));
    return a && b && a.sub(b);
  });
  const [zero, one, two] = differences;
  if (!zero || !one || !two) return undefined;
  const slope = one.sub(zero);
  return slope.n !== 0n && two.sub(one).equals(slope) ? zero.div(slope).neg() : undefined;
}

/** The factors of a product and the divisors among them: 3 * x / 4 is 3, x and, below the line, 4. */
export function factorsOf(
  expression: Expression,
  below = false,
): Array<{ factor: Expression; below: boolean }> {
  if (expression.kind === 'operation' && /[*/]/.test(expression.operator)) {
    const flip = expression.operator === '/' ? !below : below;
    return [...factorsOf(expression.left, below), ...factorsOf(expression.right, flip)];
  }
  return [{ factor: expression, below }];
}
