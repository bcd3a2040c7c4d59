import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InputError } from '../../src/input-error.ts';
import type { KeptEntry } from './kept-entry.ts';
import type { SubmissionPlace } from './submission.ts';
import { ThreadAnswer, type ThreadFolders } from './thread-messages.ts';

/** Each holds the replies of one submission in memory. */
const MOST_THREADS = 8;

/** Below, a thread takes longer to start than it saves. */
const FEWEST_EACH = 4;

/** Megabytes. Lines are read and dropped by the thousand: with little room, collecting them is half the work. */
const YOUNG = 128;

/** Beside this file, under the ending that it has: .ts, or .js once it is built. */
const THREAD = new URL(`./submission-thread${extname(import.meta.url)}`, import.meta.url);

/**
 * The entries of submissions, in their order, made by as many threads as there are processors.
 * Throws the InputError of the first submission that does not hold.
 */
export async function entriesInThreads(
  places: readonly SubmissionPlace[],
  folders: ThreadFolders,
): Promise<KeptEntry[]> {
  const answers = new Map<number, ThreadAnswer>();
  const waiting = [...places.entries()];
  const work = async (): Promise<void> => {
    const thread = new Worker(THREAD, {
      workerData: folders,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [at, place] = next;
        thread.postMessage(place);
        const [message]: unknown[] = await once(thread, 'message');
        const answer = ThreadAnswer.parse(message);
        answers.set(at, answer);
        if ('message' in answer) break;
      }
    } finally {
      // Of a build that fails nothing more is begun. What was begun before is finished, so that the same
      // submission is named each time.
      waiting.length = 0;
      await thread.terminate();
    }
  };
  const most = Math.min(availableParallelism(), MOST_THREADS);
  const threads = Math.min(most, Math.ceil(places.length / FEWEST_EACH));
  await Promise.all(Array.from({ length: threads }, work));
  return places.map((_, at) => entryOf(answers.get(at)));
}

function entryOf(answer: ThreadAnswer | undefined): KeptEntry {
  if (answer && 'entry' in answer) return answer;
  throw new InputError(answer?.message ?? 'the build was broken off', answer?.exitCode);
}
