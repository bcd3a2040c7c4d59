import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { fieldOf, optionFault } from './option-faults.ts';

/** Parses a command's flags. Throws InputError that names the flag. */
export function parseOptions<S extends z.ZodType>(schema: S, flags: unknown): z.output<S> {
  const parsed = schema.safeParse(flags, { error: optionFault });
  if (parsed.success) return parsed.data;
  throw new InputError(
    parsed.error.issues.map((issue) => `${flagName(fieldOf(issue))}: ${issue.message}`).join('\n'),
  );
}

/** Columns of a terminal, `least` or more. */
export function columnsFrom(least: number) {
  const expected = `expected a whole number of columns, ${least} or more`;
  return z.coerce.number(expected).int(expected).min(least, expected);
}

/** "perFamily" as it is typed: "--per-family". */
export function flagName(field: string): string {
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
