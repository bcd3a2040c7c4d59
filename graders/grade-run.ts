import type { Item } from '../src/corrupt/item.ts';
import type { More } from '../src/file-chunks.ts';
import { InputError } from '../src/input-error.ts';
import { writeJsonLines } from '../src/jsonl.ts';
import { goesByProblems } from '../src/protocol/index.ts';
import type { Transcript } from '../src/protocol/transcript.ts';
import { readRun, readRunItems, runFiles } from '../src/run/folder.ts';
import type { RunRecord } from '../src/run/record.ts';
import { readTranscripts } from '../src/run/replies.ts';
import type { Verdict } from './verdict.ts';

/** A conversation without a verdict, and why: it is graded again the next time. */
export interface Unscored {
  readonly unscored: string;
}

/** A grader: what it is called in file names, and how it reads one conversation. */
export interface Grader {
  readonly name: string;
  /** `run` is what the conversation is of, where it is of one. Throws InputError where going on is of no use. */
  grade(
    item: Item,
    transcript: Transcript,
    run?: Pick<RunRecord, 'explore' | 'seed'>,
  ): Verdict | Promise<Verdict | Unscored>;
  /** Set where it reads conversations of protocols that put single problems, and no pairs. */
  readonly readsProblems?: boolean;
  /** Conversations that it reads at a time; 1 where it says nothing. */
  readonly atATime?: number;
}

/** What became of a run's finished conversations. */
export interface Graded {
  verdicts: number;
  /** Verdicts that judges were asked for. */
  judged: number;
  /** By budget and reason. */
  unscored: Array<{ budget: string; why: string; count: number }>;
}

/**
 * Grades every finished conversation of a run; `more` is asked where the run is still being held. The verdicts replace the grader's earlier ones, in the
 * order in which the conversations ended.
 * Throws InputError where the folder is no run folder, and as the grader does: then nothing is replaced.
 */
export async function gradeRun(dir: string, grader: Grader, more?: More): Promise<Graded> {
  const files = runFiles(dir);
  const run = await readRun(dir);
  const { protocol } = run;
  if (goesByProblems(protocol) && !grader.readsProblems) {
    throw new InputError(
      `${dir}: a run of ${protocol} is graded by rules, which read exactly: lacuna grade ${dir}`,
    );
  }
  const items = new Map((await readRunItems(dir)).map((item) => [item.id, item]));
  const graded: Graded = { verdicts: 0, judged: 0, unscored: [] };
  const gradeOne = async (transcript: Transcript) => {
    const item = items.get(transcript.item);
    if (!item) throw new InputError(`${files.replies}: ${transcript.item} is no item of this run`);
    return { budget: transcript.budget, result: await grader.grade(item, transcript, run) };
  };
  async function* verdicts(): AsyncGenerator<Verdict> {
    const transcripts = readTranscripts(files.replies, more);
    for await (const { budget, result } of inOrder(transcripts, gradeOne, grader.atATime ?? 1)) {
      if ('unscored' in result) {
        count(graded.unscored, budget, result.unscored);
        continue;
      }
      if (result.judged) graded.judged += 1;
      yield result;
    }
  }
  graded.verdicts = await writeJsonLines(files.verdicts(grader.name), verdicts());
  return graded;
}

function count(counts: Graded['unscored'], budget: string, why: string): void {
  const counted = counts.find((entry) => entry.budget === budget && entry.why === why);
  if (counted) counted.count += 1;
  else counts.push({ budget, why, count: 1 });
}

/** Results in the order of their sources, of which so many are worked on at a time. */
async function* inOrder<From, To>(
  source: AsyncIterable<From>,
  work: (from: From) => Promise<To>,
  atATime: number,
): AsyncGenerator<To> {
  const underWay: Array<Promise<To>> = [];
  try {
    for await (const from of source) {
      const working = work(from);
      // Awaited in its turn; until then a failure is nobody's fault yet.
      working.catch(() => undefined);
      underWay.push(working);
      const next = underWay.length >= atATime ? underWay.shift() : undefined;
      if (next) yield await next;
    }
    for (let next = underWay.shift(); next; next = underWay.shift()) yield await next;
  } finally {
    await Promise.allSettled(underWay);
  }
}
