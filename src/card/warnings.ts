import { z } from 'zod';
import { failedCalls, incomplete, ungraded, unsure } from '../report/notes.ts';
import { uncertifiedMark } from '../report/numbers.ts';
import { printable } from '../report/plain-text.ts';
import type { RunReport } from '../report/report.ts';

/** What a reader must know before believing a number. */
export const Warning = z.strictObject({
  kind: z.enum(['incomplete', 'failed', 'budget', 'ungraded', 'unsure', 'uncertified', 'interval']),
  text: z.string(),
});
export type Warning = z.infer<typeof Warning>;

/** The gravest first. */
export function warnings(run: RunReport): Warning[] {
  const of = (kind: Warning['kind'], texts: readonly string[]) =>
    texts.map((text) => ({ kind, text }));
  const mark = uncertifiedMark(run);
  return [
    ...of('incomplete', incomplete(run)),
    ...of('failed', failedCalls(run)),
    ...of(
      'budget',
      run.findings.map(({ message }) => printable(message)),
    ),
    ...of('uncertified', mark === null ? [] : [`Nothing proves what they are: ${mark}.`]),
    ...of('ungraded', ungraded(run)),
    ...of('unsure', unsure(run)),
    ...of('interval', run.families < 2 ? ['One family of problems: no interval can be told.'] : []),
  ];
}
