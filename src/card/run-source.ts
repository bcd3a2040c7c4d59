import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { chunksOf } from '../file-chunks.ts';
import { dialectNamed } from '../model/dialects/index.ts';
import { runFiles } from '../run/folder.ts';
import type { RunRecord } from '../run/record.ts';

/** SHA-256 of files, by name. */
export type FileDigests = Readonly<Record<string, string>>;

/** SHA-256 of the run's files; `known` are those that somebody has taken already. */
export async function fileDigests(
  dir: string,
  grader: string,
  known: FileDigests = {},
): Promise<FileDigests> {
  const { record, items, replies, verdicts } = runFiles(dir);
  const found: Record<string, string> = {};
  for (const path of [record, items, replies, verdicts(grader)]) {
    const name = basename(path);
    found[name] = known[name] ?? (await fileDigest(path));
  }
  return found;
}

/** SHA-256 of a file, in hexadecimal. */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** What of the request fields no budget accounts for: they were given by `--body`. */
export function bodyOf({ budgets, dialect, api }: RunRecord): Record<string, unknown> {
  return Object.fromEntries(
    budgets.flatMap(({ budget, fields }) => {
      const resolved = dialectNamed(dialect).resolve(budget, api);
      const own = 'fields' in resolved ? resolved.fields : {};
      return Object.entries(fields).filter(([name]) => !(name in own));
    }),
  );
}
