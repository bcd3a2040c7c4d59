import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { ArithmeticError } from './worked/arithmetic.ts';
import { readEquation } from './worked/equation.ts';
import {
  readWorkedSolution,
  SolutionError,
  type WorkedSolution,
} from './worked/worked-solution.ts';

/** Which columns (or fields) of a record hold what. */
export interface Mapping {
  /** Joined, where a set parts the story from its question. */
  readonly question: readonly string[];
  /** Prose with calculator annotations; or an equation. */
  readonly working: { readonly kind: 'solution' | 'equation'; readonly column: string };
  /** Undefined where the solution ends in "#### answer". */
  readonly answer: string | undefined;
  /** Undefined where records are told apart by their line. */
  readonly id: string | undefined;
}

/** GSM8K, and what is written like it. */
export const GSM8K: Mapping = {
  question: ['question'],
  working: { kind: 'solution', column: 'answer' },
  answer: undefined,
  id: undefined,
};

export const SVAMP: Mapping = {
  question: ['Body', 'Question'],
  working: { kind: 'equation', column: 'Equation' },
  answer: 'Answer',
  id: 'ID',
};

const Columns = z
  .strictObject({
    question: z.string(),
    answer: z.string().optional(),
    solution: z.string().optional(),
    equation: z.string().optional(),
    id: z.string().optional(),
  })
  .partial({ question: true });

/**
 * Reads "question=text,answer=result,solution=working"; "question=story+ask" joins two columns.
 * Throws InputError on anything else.
 */
export function parseMapping(text: string): Mapping {
  const pairs = text.split(',').map((pair) => {
    const at = pair.indexOf('=');
    if (at < 0) throw new InputError(`--map: expected name=column, got "${pair.trim()}"`);
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  for (const [name, column] of pairs) {
    if (!Object.hasOwn(Columns.shape, name)) {
      const names = Object.keys(Columns.shape).join(', ');
      throw new InputError(`--map: there is no "${name}"; what can be named is ${names}`);
    }
    if (column === '') throw new InputError(`--map: ${name} has no column`);
  }
  const { question, answer, solution, equation, id } = Columns.parse(Object.fromEntries(pairs));
  if (question === undefined) throw new InputError('--map: question=… is missing');
  const column = solution ?? equation;
  if (column === undefined || (solution !== undefined && equation !== undefined)) {
    throw new InputError('--map: exactly one of solution=… and equation=… is needed');
  }
  if (equation !== undefined && answer === undefined) {
    throw new InputError('--map: an equation needs answer=… beside it');
  }
  return {
    question: question.split('+').map((part) => part.trim()),
    working: { kind: solution === undefined ? 'equation' : 'solution', column },
    answer,
    id,
  };
}

/** The columns that a mapping reads. */
export function columnsOf({ question, working, answer, id }: Mapping): string[] {
  return [...question, working.column, ...[answer, id].filter((column) => column !== undefined)];
}

/** A word problem with its worked solution, as a record states it. */
export interface Stated extends WorkedSolution {
  readonly question: string;
  readonly id: string | undefined;
}

/** Characters. Longer ones are no word problems, and rules for text take their time. */
const LONGEST = { question: 4_000, working: 20_000, other: 200 };

const Row = z.record(z.string(), z.unknown());

/** Reads a record by a mapping, or says what is wrong with it. */
export function readStated(record: unknown, mapping: Mapping): Stated | { readonly fault: string } {
  const row = Row.safeParse(record);
  if (!row.success) return { fault: 'no record with named fields' };
  const read = (column: string, longest: number): string => cell(row.data, column, longest);
  try {
    const parts = mapping.question.map((column) => read(column, LONGEST.question));
    const working = read(mapping.working.column, LONGEST.working);
    const answer = mapping.answer === undefined ? undefined : read(mapping.answer, LONGEST.other);
    const id = mapping.id === undefined ? undefined : read(mapping.id, LONGEST.other);
    const solution =
      mapping.working.kind === 'solution'
        ? readWorkedSolution(working, answer)
        : readEquation(working, answer ?? '');
    return { question: joined(parts), id, ...solution };
  } catch (cause) {
    if (cause instanceof CellError || cause instanceof SolutionError)
      return { fault: cause.message };
    if (cause instanceof ArithmeticError) return { fault: `broken equation: ${cause.message}` };
    throw cause;
  }
}

class CellError extends Error {
  override readonly name = 'CellError';
}

function cell(row: Record<string, unknown>, column: string, longest: number): string {
  if (!Object.hasOwn(row, column)) {
    const names = Object.keys(row).slice(0, 12).join(', ').slice(0, 200);
    throw new CellError(`there is no "${column}"; there is: ${names || 'nothing'}`);
  }
  const value = row[column];
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw new CellError(`${column}: expected text or a number`);
  if (value.trim() === '') throw new CellError(`${column} is empty`);
  if (value.length > longest) throw new CellError(`${column} has over ${longest} characters`);
  if (value.includes('\uFFFD')) throw new CellError(`${column} holds bytes that are no UTF-8`);
  return value;
}

/** A story and its question as one text; "If he sold 3" goes on into the question. */
function joined(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .reduce((story, question) => {
      const last = story.split(/[.!?]\s+/).at(-1) ?? '';
      const condition = /^(?:if|when|since|given)\b/i.test(last) && !/[.!?]$/.test(story);
      if (!condition) return `${/[.!?]$/.test(story) ? story : `${story}.`} ${question}`;
      return `${story.replace(/,$/, '')}, ${question.replace(/^(?:How|What|Which|Find)\b/, (word) => word.toLowerCase())}`;
    });
}
