import type { Entry } from './entry.ts';
import { bestScore } from './table-rows.ts';

/** Runs that can be compared: on the same items, under the same protocol and policy. */
export interface Board {
  /** "v1/test · ask · plain". */
  readonly name: string;
  /** The best first, respondents last. */
  readonly entries: readonly Entry[];
}

/** The boards of a site, that with most models first. */
export function boardsOf(entries: readonly Entry[]): Board[] {
  const boards = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = boardName(entry);
    boards.set(name, [...(boards.get(name) ?? []), entry]);
  }
  const models = (some: readonly Entry[]) => some.filter(({ kind }) => kind === 'model').length;
  return Array.from(boards, ([name, some]) => ({ name, entries: some.sort(byScore) })).sort(
    (a, b) => models(b.entries) - models(a.entries),
  );
}

export function boardName({ items, report: { settings } }: Entry): string {
  return `${items} · ${settings.protocol} · ${settings.policy}`;
}

/** Models before respondents, the best first. */
export function byScore(a: Entry, b: Entry): number {
  const kinds = Number(a.kind === 'respondent') - Number(b.kind === 'respondent');
  return kinds || (bestScore(b) ?? -1) - (bestScore(a) ?? -1) || a.slug.localeCompare(b.slug);
}
