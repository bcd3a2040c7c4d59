import { z } from 'zod';
import { InputError } from '../../input-error.ts';
import { readJsonLines, writeJsonLines } from '../../jsonl.ts';
import { Course, Teaching } from './teach.ts';

const Head = Teaching.omit({ courses: true });
const Line = z.union([Head, Course]);

/** Writes what teaching came to as JSON Lines: how it was done, then a learner a line. Throws InputError. */
export async function writeTeaching(path: string, teaching: Teaching): Promise<void> {
  const { courses, ...head } = teaching;
  // Parsed, so that the fields stand in the order of the schema whoever made them.
  await writeJsonLines(path, [Head.parse(head), ...courses.map((course) => Course.parse(course))]);
}

/** Throws InputError where the file is missing, or none that `writeTeaching` wrote. */
export async function readTeaching(path: string): Promise<Teaching> {
  let head: z.infer<typeof Head> | null = null;
  const courses: Course[] = [];
  for await (const { value } of readJsonLines(path, Line)) {
    if ('format' in value) head = value;
    else courses.push(value);
  }
  if (head && courses.length > 0) return { ...head, courses };
  throw new InputError(`${path}: not what \`lacuna reward teach --out\` writes`);
}
