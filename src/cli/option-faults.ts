import type { z } from 'zod';

/**
 * What is wrong with an option, where its schema has no words of its own for it; undefined leaves it to
 * zod. For `safeParse(…, { error })`.
 */
export const optionFault: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_value') return `expected ${oneOf(issue.values.map(String))}`;
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'expected some text';
    return issue.inclusive === false
      ? `expected more than ${issue.minimum}`
      : `expected at least ${issue.minimum}`;
  }
  if (issue.code === 'too_big') {
    return issue.inclusive === false
      ? `expected less than ${issue.maximum}`
      : `expected at most ${issue.maximum}`;
  }
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.expected === 'int') return 'expected a whole number';
  return issue.expected === 'number' ? 'expected a number' : undefined;
};

function oneOf(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} or ${last}`;
}

/** Where an issue is, as the user typed it: options are not counted out. */
export function fieldOf({ path }: z.core.$ZodIssue): string {
  return path.filter((part) => typeof part === 'string').join('.');
}
