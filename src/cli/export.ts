import { basename, resolve } from 'node:path';
import { z } from 'zod';
import type { ExportSource } from '../export/format.ts';
import { gradedReplies } from '../export/graded-replies.ts';
import { EXPORT_FORMATS } from '../export/index.ts';
import { InputError } from '../input-error.ts';
import { counted } from '../report/numbers.ts';
import { readRun, readRunItems, runFiles } from '../run/folder.ts';
import { readTranscripts } from '../run/replies.ts';
import { halfRules } from '../stats/pair-outcomes.ts';
import { Tally } from '../stats/tally.ts';
import { parseOptions } from './options.ts';
import { countedVerdicts, readVerdicts } from './report.ts';

const Options = z.object({
  to: z.string('give --to <format>: inspect, lm-eval, parquet or csv'),
  out: z.string().min(1).optional(),
  grader: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'expected the name of a grader'),
});

/** `lacuna export RUN`. Exit 3 where the run is incomplete: what it has is written. */
export async function exportRun(dir: string, flags: unknown): Promise<void> {
  const { to, out, grader } = parseOptions(Options, flags);
  const format = EXPORT_FORMATS.find(({ name }) => name === to);
  if (!format) throw new InputError(`--to: there is no format "${to}"`);
  const run = await readRun(dir);
  // Before a file or folder is made.
  halfRules(run.protocol);
  const items = await readRunItems(dir);
  const byId = new Map(items.map((item) => [item.id, item]));
  let [replies, verdicts, by] = [0, 0, 'nobody'];
  const source: ExportSource = {
    run,
    items: byId,
    tally: () => new Tally(run, items).addAll(countedVerdicts(dir, grader)),
    async *replies() {
      const transcripts = readTranscripts(runFiles(dir).replies);
      for await (const reply of gradedReplies(byId, transcripts, readVerdicts(dir, grader))) {
        replies += 1;
        if (reply.verdict) verdicts += 1;
        by = reply.verdict?.grader ?? by;
        yield reply;
      }
    },
  };
  const files = await format.write(source, out ?? `${basename(resolve(dir))}${format.suffix}`);
  process.stdout.write(
    `${counted(verdicts, 'verdict')} on ${run.model} by ${by}:\n` +
      files.map((file) => `  ${file}\n`).join(''),
  );
  const expected =
    run.budgets.filter(({ sameAs }) => sameAs === null).length * run.items * run.epochs;
  if (verdicts === expected) return;
  process.stderr.write(
    `Incomplete: ${counted(expected - replies, 'conversation')} not ended, ${replies - verdicts} without a verdict.\n`,
  );
  process.exitCode = 3;
}
