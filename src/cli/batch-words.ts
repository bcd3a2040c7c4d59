import { counted } from '../report/numbers.ts';
import { printable } from '../report/plain-text.ts';
import type { BatchEvent } from '../run/batch/wave-life.ts';

/** What is said of a batch; ids come from outside. */
export function batchWords(event: BatchEvent): string[] {
  const id = printable(event.batch);
  const requests = counted(event.requests, 'request');
  if (event.kind === 'collected') return collected(event, id, requests);
  if (event.kind === 'submitted') return [`Batch ${id} submitted: ${requests}.`];
  if (event.kind === 'found')
    return [`Batch ${id} of an earlier session found again: ${requests}.`];
  return [
    `Batch ${id} (${requests}) is open at the provider and goes on there; the same command collects it.`,
  ];
}

type Collected = Extract<BatchEvent, { kind: 'collected' }>;

function collected(
  { status, replies, again, failed, stray }: Collected,
  id: string,
  requests: string,
): string[] {
  const { unknown, twice, unreadable, missing } = stray;
  const parts = [
    `${replies} of ${requests} answered`,
    ...(again > 0 ? [`${again} for another batch`] : []),
    ...(failed > 0 ? [`${failed} failed for good`] : []),
  ];
  const useless = [
    ...(unknown > 0 ? [`${counted(unknown, 'line')} of no request of it`] : []),
    ...(twice > 0 ? [`${counted(twice, 'line')} of a request that had one`] : []),
    ...(unreadable > 0 ? [`${counted(unreadable, 'line')} that cannot be read`] : []),
  ];
  return [
    `Batch ${id} ${status}: ${parts.join(', ')}.`,
    ...(useless.length > 0 ? [`  Not counted, in its files: ${useless.join(', ')}.`] : []),
    ...(missing > 0 ? [`  Its files hold no line for ${counted(missing, 'request')}.`] : []),
  ];
}
