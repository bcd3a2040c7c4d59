import type { Turn } from '../records.ts';

/** A stretch of a reply, and what it shows as evidence; [] where nothing. */
export interface Segment {
  readonly text: string;
  readonly shows: readonly string[];
}

/** Cuts a reply where evidence begins and ends; stretches of evidence may overlap. */
export function segments({ reply, evidence }: Pick<Turn, 'reply' | 'evidence'>): Segment[] {
  const cuts = [0, reply.length, ...evidence.flatMap(({ from, to }) => [from, to])];
  const edges = [...new Set(cuts)].sort((a, b) => a - b);
  return edges.slice(1).map((end, i) => {
    const start = edges[i] ?? 0;
    const shows = evidence.filter(({ from, to }) => from <= start && end <= to);
    return {
      text: reply.slice(start, end),
      shows: [...new Set(shows.map((one) => one.shows))],
    };
  });
}
