import type { Rejected } from '../../import/intake.ts';
import { printable } from '../../report/plain-text.ts';

/** Places that are named for each reason, and reasons that are told. */
const NAMED = 3;
const TOLD = 40;

/** Says how many records were not taken, and why: each reason once, with where it holds. */
export function sayRejected(rejected: readonly Rejected[]): void {
  if (rejected.length === 0) return;
  const reasons = new Map<string, Rejected[]>();
  for (const one of rejected) reasons.set(one.why, [...(reasons.get(one.why) ?? []), one]);
  const lines = [...reasons].map(([why, some]) => {
    const places = some
      .slice(0, NAMED)
      .map(({ where }) => where)
      .join(', ');
    const more = some.length - NAMED;
    return `  ${some.length} × ${why}: ${places}${more > 0 ? `, and ${more} more` : ''}`;
  });
  if (lines.length > TOLD) {
    lines.splice(TOLD, lines.length, `  … and for ${lines.length - TOLD} other reasons`);
  }
  process.stderr.write(`Not taken: ${rejected.length}\n${lines.map(printable).join('\n')}\n`);
}
