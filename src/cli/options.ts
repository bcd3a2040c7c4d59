import type { z } from 'zod';
import { InputError } from '../input-error.ts';

/** Parses a command's flags. Throws InputError that names the flag. */
export function parseOptions<S extends z.ZodType>(schema: S, flags: unknown): z.output<S> {
  const parsed = schema.safeParse(flags);
  if (parsed.success) return parsed.data;
  throw new InputError(
    parsed.error.issues
      .map((issue) => `${flagName(issue.path.join('.'))}: ${issue.message}`)
      .join('\n'),
  );
}

/** "perFamily" as it is typed: "--per-family". */
export function flagName(field: string): string {
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
