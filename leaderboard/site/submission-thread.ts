import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { InputError } from '../../src/input-error.ts';
import { FrozenReleases } from '../../src/release/frozen.ts';
import { RunItems } from './collect.tsx';
import { keepEntry } from './kept-entry.ts';
import { KnownItems } from './known-items.ts';
import { readSubmission, SubmissionPlace } from './submission.ts';
import { type ThreadAnswer, ThreadFolders } from './thread-messages.ts';

/** Run as a thread: makes the entry of each submission that it is sent, one at a time. */
function serve(port: MessagePort): void {
  const { out, releases } = ThreadFolders.parse(workerData);
  const frozen = new FrozenReleases(releases);
  const items = new RunItems(new KnownItems(releases));
  const answer = async (place: SubmissionPlace): Promise<ThreadAnswer> => {
    try {
      return await keepEntry(out, await readSubmission(place, frozen), items);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { message: error.message, exitCode: error.exitCode };
    }
  };
  port.on('message', async (message: unknown) => {
    port.postMessage(await answer(SubmissionPlace.parse(message)));
  });
}

if (parentPort) serve(parentPort);
