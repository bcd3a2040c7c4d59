import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Item } from '../src/corrupt/item.ts';
import { InputError } from '../src/input-error.ts';
import type { Transcript } from '../src/protocol/transcript.ts';
import { readRunItems, runFiles } from '../src/run/folder.ts';
import { readTranscripts } from '../src/run/replies.ts';
import type { Verdict } from './verdict.ts';

/** A grader: what it is called in file names, and how it reads one conversation. */
export interface Grader {
  readonly name: string;
  grade(item: Item, transcript: Transcript): Verdict;
}

/**
 * Grades every finished conversation of a run; gives how many there were. The verdicts replace the
 * grader's earlier ones at one stroke, so that a grading cut short leaves the old ones whole.
 */
export async function gradeRun(dir: string, grader: Grader): Promise<number> {
  const files = runFiles(dir);
  const items = new Map((await readRunItems(dir)).map((item) => [item.id, item]));
  let graded = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const transcript of readTranscripts(files.replies)) {
      const item = items.get(transcript.item);
      if (!item)
        throw new InputError(`${files.replies}: ${transcript.item} is no item of this run`);
      yield `${JSON.stringify(grader.grade(item, transcript))}\n`;
      graded += 1;
    }
  }
  const path = files.verdicts(grader.name);
  await pipeline(Readable.from(lines()), createWriteStream(`${path}.part`));
  await rename(`${path}.part`, path);
  return graded;
}
