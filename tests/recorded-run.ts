import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Report } from '../src/report/report.ts';
import { RunLine } from '../src/run/record.ts';
import { lacuna } from './lacuna.ts';

/** What `lacuna report` says of run folders in `dir`, which it finds nothing to complain about. */
export async function reportIn(dir: string, ...folders: string[]): Promise<Report> {
  const { stdout, stderr } = await lacuna(['report', ...folders, '--format', 'json'], { cwd: dir });
  expect(stderr).toBe('');
  return Report.parse(JSON.parse(stdout));
}

/** The replies and ends that a run folder holds. */
export function linesIn(...folder: string[]): RunLine[] {
  return readFileSync(join(...folder, 'replies.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => RunLine.parse(JSON.parse(line)));
}
