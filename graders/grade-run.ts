import type { Item } from '../src/corrupt/item.ts';
import { InputError } from '../src/input-error.ts';
import { writeJsonLines } from '../src/jsonl.ts';
import type { Transcript } from '../src/protocol/transcript.ts';
import { readRun, readRunItems, runFiles } from '../src/run/folder.ts';
import { readTranscripts } from '../src/run/replies.ts';
import type { Verdict } from './verdict.ts';

/** A grader: what it is called in file names, and how it reads one conversation. */
export interface Grader {
  readonly name: string;
  grade(item: Item, transcript: Transcript): Verdict;
}

/**
 * Grades every finished conversation of a run; gives how many there were. The verdicts replace the
 * grader's earlier ones. Throws InputError where the folder is no run folder.
 */
export async function gradeRun(dir: string, grader: Grader): Promise<number> {
  const files = runFiles(dir);
  await readRun(dir);
  const items = new Map((await readRunItems(dir)).map((item) => [item.id, item]));
  async function* verdicts(): AsyncGenerator<Verdict> {
    for await (const transcript of readTranscripts(files.replies)) {
      const item = items.get(transcript.item);
      if (!item) {
        throw new InputError(`${files.replies}: ${transcript.item} is no item of this run`);
      }
      yield grader.grade(item, transcript);
    }
  }
  return writeJsonLines(files.verdicts(grader.name), verdicts());
}
