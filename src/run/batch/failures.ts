import { InputError } from '../../input-error.ts';
import type { Batch } from '../../model/batch/batches.ts';
import { ModelError } from '../../model/completion.ts';
import type { Place } from '../replies.ts';
import type { WaveCall } from './wave.ts';

/** Of a call that a batch brought nothing to. */
export function unanswered({ id, status }: Batch): ModelError {
  return new ModelError(
    'server',
    status === 'expired'
      ? `the batch ${id} expired before it came to the request`
      : `the batch ${id} brought no reply to the request`,
  );
}

/** `replies` of its requests had been answered. */
export function wasCancelled({ id }: Batch, requests: number, replies: number): InputError {
  return new InputError(
    `the batch ${id} was cancelled at the provider; of its ${requests} requests ${replies} had been answered, and those replies are recorded. The same command asks the others in another batch.`,
    3,
  );
}

/** So many faults of a batch are told. */
const TOLD = 5;

/** `calls`: in the order of its file. */
export function notAccepted({ id, faults }: Batch, calls: readonly WaveCall[]): InputError {
  const told = faults.slice(0, TOLD).map(({ message, line }) => {
    const call = line === null ? undefined : calls[line - 1];
    const where = line === null ? '' : `line ${line}${call ? ` (${placeWords(call)})` : ''}: `;
    return `\n  ${where}${message}`;
  });
  const more = faults.length > TOLD ? `\n  and ${faults.length - TOLD} more` : '';
  return new InputError(
    `the provider did not accept the batch ${id}, and asked the model nothing of it:${told.join('')}${more}\n` +
      'What was recorded before is safe. A limit on waiting tokens or requests is met by a smaller --batch-size.',
  );
}

function placeWords({ item, budget, epoch }: Place): string {
  return `item ${item}, budget ${budget}, epoch ${epoch}`;
}
