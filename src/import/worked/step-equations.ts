import { fraction } from '../../math/fraction.ts';
import {
  add,
  asConstant,
  constant,
  EquationError,
  format,
  multiply,
  type Polynomial,
  scale,
  subtract,
} from '../../math/polynomial.ts';
import type { Expression } from './arithmetic.ts';
import type { Source } from './sources.ts';

/** A quotient of polynomials: what a calculation with divisions comes to. */
interface Ratio {
  readonly above: Polynomial;
  readonly below: Polynomial;
}

export interface Symbols {
  /** The source of a leaf, by its index. */
  readonly source: (leaf: number) => Source | undefined;
  readonly place: (index: number) => string;
  readonly step: (index: number) => string;
  /** What an equation is solved for. */
  readonly unknown?: string;
}

/**
 * The equation of a calculation, without divisions: "s2 = n1*n2", "s3*n2 = s1".
 * Throws EquationError where it has more factors or terms than an equation may have.
 */
export function equationOf(
  yields: string,
  expression: Expression,
  symbols: Symbols,
  times = 1,
): string {
  if (expression.kind === 'equation') {
    const [left, right] = [expression.left, expression.right].map((side) =>
      ratioOf(side, { ...symbols, unknown: yields }),
    );
    if (left && right) {
      return `${format(multiply(left.above, right.below))} = ${format(multiply(right.above, left.below))}`;
    }
  }
  const ratio = ratioOf(expression, symbols);
  const above = scale(ratio.above, fraction(times));
  const divisor = asConstant(ratio.below);
  if (divisor && divisor.n !== 0n) return `${yields} = ${format(scale(above, divisor.inverse()))}`;
  const left = multiply(new Map([[yields, fraction(1)]]), ratio.below);
  return `${format(left)} = ${format(above)}`;
}

function ratioOf(expression: Expression, symbols: Symbols): Ratio {
  switch (expression.kind) {
    case 'leaf': {
      const source = symbols.source(expression.index);
      return source
        ? sourceRatio(source, expression.value, symbols)
        : whole(constant(expression.value));
    }
    case 'unknown':
      return whole(new Map([[symbols.unknown ?? '', fraction(1)]]));
    case 'equation':
      throw new EquationError('an equation stands within another');
    case 'negative': {
      const { above, below } = ratioOf(expression.of, symbols);
      return { above: scale(above, fraction(-1)), below };
    }
    case 'operation':
      return combine(
        expression.operator,
        ratioOf(expression.left, symbols),
        ratioOf(expression.right, symbols),
      );
  }
}

function sourceRatio(source: Source, value: ReturnType<typeof fraction>, symbols: Symbols): Ratio {
  switch (source.from) {
    case 'step':
      return whole(new Map([[symbols.step(source.step), fraction(1)]]));
    case 'place': {
      const symbol = symbols.place(source.place.index);
      const linear = ([a, b]: readonly [typeof value, typeof value]): Polynomial =>
        add(constant(a), b.n === 0n ? constant(b) : new Map([[symbol, b]]));
      return { above: linear(source.form.above), below: linear(source.form.below) };
    }
    case 'head':
      return combine(
        source.operator,
        sourceRatio(source.left, source.values[0], symbols),
        sourceRatio(source.right, source.values[1], symbols),
      );
    default:
      return whole(constant(value));
  }
}

function combine(operator: string, a: Ratio, b: Ratio): Ratio {
  switch (operator) {
    case '*':
      return { above: multiply(a.above, b.above), below: multiply(a.below, b.below) };
    case '/':
      return { above: multiply(a.above, b.below), below: multiply(a.below, b.above) };
    default: {
      const sum = operator === '+' ? add : subtract;
      return {
        above: sum(multiply(a.above, b.below), multiply(b.above, a.below)),
        below: multiply(a.below, b.below),
      };
    }
  }
}

function whole(polynomial: Polynomial): Ratio {
  return { above: polynomial, below: constant(fraction(1)) };
}
