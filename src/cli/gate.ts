import { appendFile } from 'node:fs/promises';
import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { type GateReport, renderGate, renderGateMarkdown, renderNullGate } from '../report/gate.ts';
import { renderAnnotations, renderJunit } from '../report/gate-formats.ts';
import { renderJson } from '../report/json.ts';
import { counted } from '../report/numbers.ts';
import { otherFields, refuseIncomparable } from '../stats/comparable.ts';
import { gate as decideGate, type GateVerdict, worst } from '../stats/gate.ts';
import { type MeasuredRun, measure } from '../stats/measured.ts';
import { MetricName } from '../stats/metrics.ts';
import { failsTooOften, nullGate } from '../stats/null-gate.ts';
import { type GradedRun, readGradedRun, recordOf } from './graded-run.ts';
import { columnsFrom, parseOptions } from './options.ts';
import { putFile } from './put-file.ts';
import { terminalWidth, useColor } from './terminal.ts';

const Names = z
  .string()
  .transform((text) => [...new Set(text.split(',').map((name) => name.trim()))])
  .optional();

/** "2pp" as 0.02. A bare number could be meant as a fraction, and is refused. */
export const Points = z
  .string()
  .regex(/^\d{1,2}(\.\d{1,4})?pp$/, 'expected percentage points such as 2pp')
  .transform((text) => Number(text.slice(0, -2)) / 100);

const Options = z.object({
  baseline: z.string().optional(),
  candidate: z.string().optional(),
  aa: z.string().optional(),
  splits: z.coerce.number().int('expected a whole number').min(1).max(1_000_000),
  seed: z.coerce.number('expected a whole number').int(),
  maxDrop: Points,
  confidence: z.coerce
    .number('expected a share such as 0.95')
    .min(0.5, 'expected a share from 0.5, such as 0.95')
    .lt(1, 'expected a share below 1'),
  metric: z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(MetricName).min(1)),
  budget: Names,
  operator: Names,
  grader: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'expected the name of a grader'),
  junit: z.string().min(1).optional(),
  summary: z.string().min(1).optional(),
  github: z.boolean().default(false),
  format: z.enum(['table', 'json']),
  width: columnsFrom(80).optional(),
});
type Options = z.infer<typeof Options>;

const EXIT: Readonly<Record<GateVerdict, number>> = {
  pass: 0,
  fail: 1,
  refused: 2,
  inconclusive: 4,
};

/** `lacuna gate`: whether a candidate may go out. Exit 0 passes, 1 fails, 2 or 3 refused, 4 inconclusive. */
export async function gate(flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  if (options.aa !== undefined) return gateItself(options.aa, options);
  const { baseline, candidate } = options;
  if (baseline === undefined || candidate === undefined) {
    throw new InputError('give --baseline and --candidate, or --aa: run folders');
  }
  const { report, code } = await gateRuns(baseline, candidate, options);
  await publish(report, options);
  // The table says it as well.
  if (report.refused !== null && options.format === 'json') {
    process.stderr.write(`lacuna: ${report.refused}\n`);
  }
  process.exitCode = code;
}

/** What cannot be gated is a result as well: pipelines read it from the same files. */
async function gateRuns(
  baseline: string,
  candidate: string,
  options: Options,
): Promise<{ report: GateReport; code: number }> {
  const { maxDrop, confidence, metric: metrics, budget: budgets, operator: operators } = options;
  const asked = { before: baseline, after: candidate, maxDrop, confidence };
  try {
    const [first, second] = await readPair(baseline, candidate, options.grader);
    const inputs = metrics.map((metric) => ({
      metric,
      before: measure(first.tally, metric),
      after: measure(second.tally, metric),
    }));
    for (const { before, after } of inputs) {
      refuseIncomplete(baseline, before);
      refuseIncomplete(candidate, after);
    }
    const criteria = decideGate(inputs, { maxDrop, confidence, budgets, operators });
    const verdict = worst(criteria.map((criterion) => criterion.verdict));
    return { report: { ...asked, verdict, criteria, refused: null }, code: EXIT[verdict] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const report: GateReport = {
      ...asked,
      verdict: 'refused',
      criteria: [],
      refused: error.message,
    };
    return { report, code: error.exitCode };
  }
}

async function readPair(
  baseline: string,
  candidate: string,
  grader: string,
): Promise<[GradedRun, GradedRun]> {
  const first = await readGradedRun(baseline, grader);
  const second = await readGradedRun(candidate, grader);
  const [before, after] = [recordOf(first), recordOf(second)];
  refuseIncomparable(before, after);
  const others = otherFields(before, after);
  if (others.length === 0) return [first, second];
  throw new InputError(
    `${baseline} and ${candidate} were run under other settings: ${others.join('; ')}. Run one of them again under those of the other.`,
  );
}

function refuseIncomplete(where: string, { missing, expected }: MeasuredRun): void {
  if (missing === 0) return;
  throw new InputError(
    `${where} is incomplete: ${missing} of ${counted(expected, 'verdict')} are missing. Finish the run with the command that began it.`,
    3,
  );
}

async function publish(report: GateReport, options: Options): Promise<void> {
  const { junit, summary, github, format, width } = options;
  const style = { width: width ?? terminalWidth(), color: useColor() };
  process.stdout.write(
    format === 'json'
      ? renderJson({ format: 'lacuna-gate/1', ...report })
      : renderGate(report, style),
  );
  if (github) process.stdout.write(renderAnnotations(report));
  if (junit !== undefined) await putFile(junit, renderJunit(report));
  if (summary !== undefined) await putFile(summary, renderGateMarkdown(report));
  const step = process.env.GITHUB_STEP_SUMMARY;
  if (step) await putFile(step, `${renderGateMarkdown(report)}\n`, appendFile);
}

/** `lacuna gate --aa RUN`. Exit 1 where the gate fails more often than it promises. */
async function gateItself(dir: string, options: Options): Promise<void> {
  const { metric: metrics, splits, seed, maxDrop, confidence, budget: budgets, width } = options;
  const [metric] = metrics;
  if (metric === undefined || metrics.length > 1) {
    throw new InputError('--aa takes one --metric at a time');
  }
  const { tally } = await readGradedRun(dir, options.grader);
  const run = measure(tally, metric);
  refuseIncomplete(dir, run);
  const found = nullGate(chosen(run, budgets), { splits, seed, maxDrop, confidence });
  process.stdout.write(
    options.format === 'json'
      ? renderJson(found)
      : renderNullGate(found, { width: width ?? terminalWidth(), color: useColor() }),
  );
  if (failsTooOften(found)) process.exitCode = 1;
}

function chosen(run: MeasuredRun, budgets: readonly string[] | undefined): MeasuredRun {
  if (!budgets) return run;
  const absent = budgets.find((budget) => !run.budgets.has(budget));
  if (absent !== undefined) {
    throw new InputError(`no budget ${absent}, only ${[...run.budgets.keys()].join(', ')}`);
  }
  const kept = [...run.budgets].filter(([name]) => budgets.includes(name));
  return { ...run, budgets: new Map(kept) };
}
