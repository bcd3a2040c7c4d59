import { z } from 'zod';
import { KeptEntry } from './kept-entry.ts';

/** What a thread is told when it begins: the site's folder, and the folder of frozen releases. */
export const ThreadFolders = z.strictObject({ out: z.string(), releases: z.string() });
export type ThreadFolders = z.infer<typeof ThreadFolders>;

/** What a thread says of a submission. */
export const ThreadAnswer = z.union([
  KeptEntry,
  /** An InputError: errors lose their class on the way from thread to thread. */
  z.strictObject({ message: z.string(), exitCode: z.literal([1, 2, 3]) }),
]);
export type ThreadAnswer = z.infer<typeof ThreadAnswer>;
