import { z } from 'zod';
import { type JudgedReply, judge, judgedInRun } from '../../graders/calibrate/judged-reply.ts';
import type { ReplyReader } from '../../graders/calibrate/reader.ts';
import { judgeReader } from '../../graders/judge/reader.ts';
import { rulesReader } from '../../graders/rules/reader.ts';
import { readExternalItems, readExternalReplies } from '../import/external-file.ts';
import { InputError } from '../input-error.ts';
import { renderCalibration, renderCalibrationMarkdown } from '../report/calibration.ts';
import { renderJson } from '../report/json.ts';
import { worstReplies } from '../report/worst-replies.ts';
import { makeFolder, readRun, readRunItems, runFiles } from '../run/folder.ts';
import { agreedLabels, readLabels, standingLabels } from '../run/labels.ts';
import { Stopped } from '../run/paced-endpoint.ts';
import { readTranscripts } from '../run/replies.ts';
import { type Calibration, calibrate as measure } from '../stats/calibration.ts';
import { refuseJudgeFlags } from './grade.ts';
import { onInterrupt } from './interrupt.ts';
import { findJudges, JudgeSettings, withJudgingGrader } from './judges.ts';
import { columnsFrom, parseOptions } from './options.ts';
import { readVerdicts } from './report.ts';
import { terminalWidth, useColor } from './terminal.ts';

const Options = JudgeSettings.extend({
  items: z.string().optional(),
  replies: z.string().optional(),
  grader: z.string(),
  judgements: z.string().min(1).optional(),
  worst: z.coerce.number('expected a number of replies').int().nonnegative(),
  seed: z.coerce.number('expected a whole number').int(),
  format: z.enum(['table', 'json', 'md']),
  width: columnsFrom(60).optional(),
  quiet: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

/** `lacuna calibrate`: how far a grader agrees with replies that were labelled by hand. */
export async function calibrate(dir: string | undefined, flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const { items, replies, seed } = options;
  if (dir !== undefined && (items !== undefined || replies !== undefined)) {
    throw new InputError('give a run folder, or --items and --replies, not both');
  }
  if (dir !== undefined) {
    const { grader, judged, unscored } = await labelledInRun(dir, options.grader);
    if (judged.length === 0) {
      throw new InputError(
        `${dir}: no labelled reply has a verdict. \`lacuna grade ${dir}\` grades it`,
      );
    }
    print(measure(grader, judged, { seed, unscored, clusteredBy: 'family' }), judged, options);
  } else if (items !== undefined && replies !== undefined) {
    const found = await fromFiles(items, replies, options, flags);
    if (!found) return;
    const { grader, judged, unscored } = found;
    print(measure(grader, judged, { seed, unscored }), judged, options);
  } else {
    throw new InputError(
      'calibrate on what? Give a run folder with labels, or --items and --replies',
    );
  }
}

interface Found {
  /** Name and version. */
  grader: string;
  judged: JudgedReply[];
  /** Labelled replies without a verdict. */
  unscored: number;
}

/** Has the grader read the labelled replies; undefined where it was interrupted. */
async function fromFiles(
  itemFile: string,
  replyFile: string,
  options: Options,
  flags: unknown,
): Promise<Found | undefined> {
  const items = await readExternalItems(itemFile);
  const replies = await readExternalReplies(replyFile, items);
  const by = async (reader: ReplyReader): Promise<Found> => {
    return { grader: reader.name, ...(await judge(replies, reader, replyFile)) };
  };
  const { grader: kind, judgements, quiet } = options;
  if (kind === 'rules') {
    refuseJudgeFlags(flags);
    return by(rulesReader);
  }
  if (kind !== 'judge' && kind !== 'hybrid') {
    throw new InputError(`no grader "${kind}": use one of rules, judge, hybrid`);
  }
  const target = await findJudges(options, process.env);
  const dir = judgements ?? `${replyFile}.judged`;
  await makeFolder(dir);
  const interrupt = onInterrupt();
  const work = { kind, dir, total: replies.length, quiet, signal: interrupt.signal } as const;
  try {
    return await withJudgingGrader(work, options, target, (grader) => by(judgeReader(grader)));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    process.stderr.write(
      `Interrupted. What the judges said is recorded in ${dir}; the same command goes on.\n`,
    );
    process.exitCode = 130;
    return undefined;
  } finally {
    interrupt.release();
  }
}

/** What people labelled of a run, with the verdicts that stand in it. */
export async function labelledInRun(dir: string, name: string): Promise<Found> {
  const run = await readRun(dir);
  const all = await readRunItems(dir);
  const lines = await readLabels(dir);
  agreedLabels(lines, run, all);
  const labels = standingLabels(lines);
  if (labels.size === 0) {
    throw new InputError(`${dir} has no labels yet: \`lacuna label ${dir}\` gives it some`);
  }
  let grader = name;
  async function* verdicts() {
    for await (const verdict of readVerdicts(dir, name)) {
      grader = verdict.grader;
      yield verdict;
    }
  }
  const judged: JudgedReply[] = [];
  const items = new Map(all.map((item) => [item.id, item]));
  const transcripts = readTranscripts(runFiles(dir).replies);
  const source = { dir, items, labels, verdicts: verdicts(), transcripts };
  for await (const row of judgedInRun(source)) judged.push(row);
  return { grader, judged, unscored: labels.size - judged.length };
}

function print(calibration: Calibration, judged: readonly JudgedReply[], options: Options): void {
  if (calibration.unscored > 0) process.exitCode = 3;
  process.stdout.write(rendered(calibration, worstReplies(judged, options.worst), options));
}

function rendered(
  calibration: Calibration,
  worst: readonly JudgedReply[],
  options: Options,
): string {
  if (options.format === 'json') {
    return renderJson(worst.length === 0 ? calibration : { ...calibration, worst });
  }
  if (options.format === 'md') return renderCalibrationMarkdown(calibration, worst);
  const width = options.width ?? terminalWidth();
  return renderCalibration(calibration, worst, { width, color: useColor() });
}
