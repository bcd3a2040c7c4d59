import type { Reading } from '../reading/read-reply.ts';
import type { Subject } from '../reading/subject.ts';

/**
 * How many things replies ask for: in each reply the quantities that its requests mean, and what they list
 * besides. A request that names nothing is one, unless something is named too. To ask again counts again.
 */
export function thingsAsked(readings: readonly Reading[]): number {
  return readings.reduce((sum, reading) => sum + askedIn(reading), 0);
}

function askedIn({ asked }: Reading): number {
  const known = new Set(asked.flatMap(({ means }) => means));
  const unknown = asked
    .filter(({ request }) => !request.generic && !request.bare)
    .map(({ request, means }) => Math.max(0, listed(request.parts) - means.length));
  const named = unknown.reduce((sum, count) => sum + count, known.size);
  return named === 0 && asked.length > 0 ? 1 : named;
}

/** Things asked for beyond those that an item takes: on an intact one, all. */
export function needlessThings(subject: Subject, readings: readonly Reading[]): number {
  return Math.max(0, thingsAsked(readings) - needed(subject, readings));
}

/** The things that settle the item: of several sets that would do, the largest that was asked for whole. */
function needed({ kind, sufficient, stated }: Subject, readings: readonly Reading[]): number {
  if (kind === 'intact') return 0;
  if (kind === 'contradicted') return 1;
  const known = new Set(readings.flatMap(({ asked }) => asked.flatMap(({ means }) => means)));
  const sizes = sufficient
    .filter((set) => set.every((id) => known.has(id) || stated.has(id)))
    .map((set) => set.filter((id) => known.has(id)).length);
  return Math.max(1, ...sizes);
}

/** Items of a list, or the one thing that a request asks for. */
function listed(parts: readonly string[]): number {
  return Math.max(1, parts.length - 1);
}
