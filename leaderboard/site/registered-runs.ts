import type { Entry } from './entry.ts';

/**
 * A register grows: of the submissions of one model on one release, each is told how many runs the longest
 * register of its vendor holds, also those from before. What has no register gets none.
 */
export function withAllRegisteredRuns(entries: readonly Entry[]): Entry[] {
  const most = new Map<string, number>();
  for (const entry of entries) {
    const runs = Math.max(entry.registered ?? 0, most.get(ofOne(entry)) ?? 0);
    most.set(ofOne(entry), runs);
  }
  return entries.map((entry) => ({
    ...entry,
    registered: entry.registered === null ? null : (most.get(ofOne(entry)) ?? entry.registered),
  }));
}

function ofOne({ vendor, report: { settings } }: Entry): string {
  return JSON.stringify([vendor, settings.model, settings.release]);
}
