import { type Fraction, fraction } from '../../math/fraction.ts';
import { ArithmeticError, type Expression, evaluate, readExpression } from './arithmetic.ts';
import { letterEquations } from './letter-equations.ts';
import { plainOperators } from './plain-operators.ts';

/** One calculation of a worked solution. */
export interface Calculation {
  readonly expression: Expression;
  /** As the solution writes it: perhaps rounded. */
  readonly result: Fraction;
  /** The line of the solution that it stands in, without annotations. */
  readonly line: string;
  /** Where in the line its result stands. */
  readonly at: number;
}

export interface WorkedSolution {
  /** In the order of the text. */
  readonly calculations: readonly Calculation[];
  readonly answer: Fraction;
}

/** What is wrong with a solution, for the user. */
export class SolutionError extends Error {
  override readonly name = 'SolutionError';
}

/**
 * Reads a solution in GSM8K's format: prose with calculator annotations (`<<16-3-4=9>>`) and the
 * answer behind `####`, unless it is given. Equations in the prose that no annotation covers
 * ("200 / 4 = 50") count too. Throws SolutionError where an annotation is broken or the answer is
 * missing.
 */
export function readWorkedSolution(text: string, given?: string): WorkedSolution {
  const mark = text.lastIndexOf('####');
  if (mark < 0 && given === undefined)
    throw new SolutionError('the solution has no line "#### answer"');
  const answer = readAnswer(given ?? text.slice(mark + 4));
  const calculations = (mark < 0 ? text : text.slice(0, mark))
    .replace(/(\$\d{1,3}) (\d{3})\b/g, '$1,$2')
    .split('\n')
    .flatMap((line) => lineCalculations(line));
  return { calculations, answer };
}

/** Throws SolutionError where the answer is no number. */
export function readAnswer(text: string): Fraction {
  const answer = readNumber(text);
  if (!answer) throw new SolutionError(`the answer "${text.trim().slice(0, 40)}" is no number`);
  return answer;
}

/** A number as people write it: "$1,200.50"; undefined for anything else. */
function readNumber(text: string): Fraction | undefined {
  const quotient = /^\s*(\d{1,20})\s*\/\s*([1-9]\d{0,19})\s*$/.exec(text);
  const mixed = /^\s*(\d{1,9}) (\d{1,3})\/([1-9]\d{0,2})\s*$/.exec(text);
  if (mixed) return fraction(`${mixed[2]}/${mixed[3]}`).add(fraction(mixed[1] ?? '0'));
  if (quotient) return fraction(`${quotient[1]}/${quotient[2]}`);
  const [, sign, digits] =
    /^\s*(-?)\s*[$€£]?\s*((?:\d[\d,]{0,60})?(?:\.\d{1,40})?)\s*%?\s*$/.exec(text) ?? [];
  if (digits === undefined || !/\d/.test(digits)) return undefined;
  const plain = digits.replaceAll(',', '');
  const value = fraction(plain.startsWith('.') ? `0${plain}` : plain);
  return sign === '-' ? value.neg() : value;
}

function lineCalculations(line: string): Calculation[] {
  const { prose, annotated } = withoutAnnotations(line);
  const found = [
    ...annotated,
    ...proseCalculations(prose, annotated),
    ...conversions(prose),
    ...letterEquations(prose).map((equation) => ({ ...equation, line: prose })),
  ];
  return found.sort((a, b) => a.at - b.at);
}

function withoutAnnotations(line: string): { prose: string; annotated: Calculation[] } {
  let prose = '';
  const raw: Array<{ inner: string; at: number }> = [];
  let from = 0;
  for (let open = line.indexOf('<<'); open >= 0; open = line.indexOf('<<', from)) {
    const close = line.indexOf('>>', open);
    if (close < 0)
      throw new SolutionError(`an annotation is not closed: ${line.slice(open, open + 40)}`);
    prose += line.slice(from, open);
    raw.push({ inner: line.slice(open + 2, close), at: prose.length });
    from = close + 2;
  }
  if (line.indexOf('>>', from) >= 0)
    throw new SolutionError(`">>" closes no annotation: ${line.slice(0, 40)}`);
  prose += line.slice(from);
  return { prose, annotated: raw.map(({ inner, at }) => annotation(inner, at, prose)) };
}

function annotation(inner: string, at: number, line: string): Calculation {
  const broken = (why: string) =>
    new SolutionError(`broken annotation <<${inner.slice(0, 60)}>>: ${why}`);
  const sides = inner.split('=');
  const result = readNumber(sides.at(-1) ?? '');
  if (sides.length < 2) throw broken('it has no "="');
  if (!result) throw broken('its result is no number');
  try {
    const expression = readExpression(plainOperators(sides[0] ?? ''));
    return { expression, result, line, at };
  } catch (cause) {
    if (cause instanceof ArithmeticError) throw broken(cause.message);
    throw cause;
  }
}

/** A number, perhaps with up to three words behind it that say of what: "20 fruit/cluster". */
const NUMBER = String.raw`(?:\d{1,6} \d{1,3}/\d{1,3}|\d[\d,]{0,30}(?:\.\d{1,20})?|\.\d{1,20})`;
const TERM = String.raw`[($]{0,3}${NUMBER}(?:/${NUMBER}\))?(?:kg|g|cm|mm|m|km|ml|l|ft|oz|lbs?)?%?\)?(?:[ /]?[a-z][a-z/'’-]{1,20}){0,3}\)?`;
const EQUATION = new RegExp(
  String.raw`${TERM}(?:\s{0,9}[-+*/x×÷–−]\s{0,9}${TERM}|(?<=[\d)])\s?(?=\()${TERM}|(?<=\))\s?${TERM}){1,12}(?:\s{0,9}=\s{0,9}[^=.]{1,25})?\s{0,9}=\s{0,9}\$?(?=(${NUMBER})(%?))`,
  'gi',
);

/** Operators in words, as symbols of the same length, so that places in the line stay. */
const SPOKEN = / (?:plus|minus|times|multiplied by|divided by|equals|equal to|is equal to) /gi;
const SYMBOLS = new Map([
  [' pl', '   +  '],
  [' mi', '   -   '],
  [' ti', '   *   '],
  [' mu', '        *      '],
  [' di', '      /     '],
  [' eq', '   =    '],
  [' is', '       =     '],
]);

/** Equations written out in the prose, but those that lead up to an annotation. */
function* proseCalculations(
  line: string,
  annotated: readonly Calculation[],
): Generator<Calculation> {
  if (isCovered(line, annotated)) return;
  const prose = line.replace(SPOKEN, (word) => SYMBOLS.get(word.toLowerCase().slice(0, 3)) ?? word);
  for (const match of prose.matchAll(EQUATION)) {
    const at = match.index + match[0].length;
    const trivial = annotated.find((known) => Math.abs(known.at - at) <= 1);
    // "<<15=15>>" says nothing: the calculation is in the prose before it.
    if (trivial && trivial.expression.kind !== 'leaf') continue;
    const result = readNumber(match[1] ?? '');
    const [left = ''] = match[0].split('=');
    const expression = result && proseExpression(left, result, match[2] === '%');
    if (expression) yield { expression, result, line, at };
  }
}

/** Whether each "=" of a line leads up to an annotation that says something. */
function isCovered(line: string, annotated: readonly Calculation[]): boolean {
  if (/\bequals?\b/i.test(line)) return false;
  for (const { 0: sign, index } of line.matchAll(/=\s{0,9}\$?/g)) {
    const at = index + sign.length;
    const covered = annotated.some(
      (known) => Math.abs(known.at - at) <= 1 && known.expression.kind !== 'leaf',
    );
    if (!covered) return false;
  }
  return true;
}

/** "48 quarts = 12 gallons": the same in another unit, a whole number of times smaller or larger. */
function* conversions(line: string): Generator<Calculation> {
  for (const match of line.matchAll(
    /(?<=^|[.,;:] )(\d[\d,]{0,12}(?:\.\d{1,6})?) [a-z]{2,12} = (?=(\d[\d,]{0,12}(?:\.\d{1,6})?) [a-z]{2,12}\b)/gi,
  )) {
    const [from, result] = [readNumber(match[1] ?? ''), readNumber(match[2] ?? '')];
    if (!from || !result || from.n === 0n || result.n === 0n) continue;
    const times = result.div(from);
    const operator = times.d === 1n ? '*' : '/';
    const factor = times.d === 1n ? times : times.inverse();
    if (factor.d !== 1n || factor.equals(1)) continue;
    const expression: Expression = {
      kind: 'operation',
      operator,
      left: { kind: 'leaf', index: 0, value: from },
      right: { kind: 'leaf', index: 1, value: factor },
    };
    yield { expression, result, line, at: match.index + match[0].length };
  }
}

/** The left side of a prose equation, in the reading of its percent signs that gives the right side. */
function proseExpression(left: string, result: Fraction, percent: boolean): Expression | undefined {
  const bare = left
    .replace(/(?<=\d)[a-z]{1,3}\b|\/?[a-z][a-z/'’-]+/gi, ' ')
    .replace(/(\d+) (\d+)\/(\d+)/g, '($1+$2/$3)')
    .replace(/(?<=[ *x×÷/] )(\d+)\/(\d+)(?![\d/])/g, '($1/$2)');
  const readings = [plainOperators(bare.replaceAll('%', ' ')), plainOperators(bare)];
  if (percent) readings.push(`(${plainOperators(bare)})*100`);
  for (const text of readings) {
    const expression = tryExpression(text);
    const value = expression?.kind === 'operation' && evaluate(expression);
    if (expression && value && isRounded(value, result)) return expression;
  }
  return undefined;
}

function tryExpression(text: string): Expression | undefined {
  try {
    return readExpression(text);
  } catch (cause) {
    if (cause instanceof ArithmeticError) return undefined;
    throw cause;
  }
}

/** Whether a result is the value, or near enough to be the value rounded: within a fiftieth. */
export function isRounded(value: Fraction, result: Fraction): boolean {
  return value.sub(result).abs().mul(50).compare(result.abs()) <= 0;
}
