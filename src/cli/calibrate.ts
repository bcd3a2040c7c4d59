import { z } from 'zod';
import { type Judged, judge } from '../../graders/calibrate/judged.ts';
import { readerNamed } from '../../graders/calibrate/readers.ts';
import { readExternalItems, readExternalReplies } from '../import/external-file.ts';
import { renderCalibration, renderCalibrationMarkdown } from '../report/calibration.ts';
import { renderJson } from '../report/json.ts';
import { worstReplies } from '../report/worst-replies.ts';
import { type Calibration, calibrate as measure } from '../stats/calibration.ts';
import { parseOptions } from './options.ts';
import { terminalWidth, useColor } from './terminal.ts';

const Options = z.object({
  items: z.string(),
  replies: z.string(),
  grader: z.string(),
  worst: z.coerce.number('expected a number of replies').int().nonnegative(),
  seed: z.coerce.number('expected a whole number').int(),
  format: z.enum(['table', 'json', 'md']),
  width: z.coerce.number('expected columns').int().min(60).optional(),
});
type Options = z.infer<typeof Options>;

/** `lacuna calibrate`: how far a grader agrees with replies that were labelled by hand. */
export async function calibrate(flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const reader = readerNamed(options.grader);
  const items = await readExternalItems(options.items);
  const replies = await readExternalReplies(options.replies, items);
  const judged: Judged[] = [];
  for await (const row of judge(replies, reader, options.replies)) judged.push(row);
  process.stdout.write(
    print(measure(reader.name, judged, { seed: options.seed }), judged, options),
  );
}

function print(calibration: Calibration, judged: readonly Judged[], options: Options): string {
  const worst = worstReplies(judged, options.worst);
  if (options.format === 'json') {
    return renderJson(worst.length === 0 ? calibration : { ...calibration, worst });
  }
  if (options.format === 'md') return renderCalibrationMarkdown(calibration, worst);
  const width = options.width ?? terminalWidth();
  return renderCalibration(calibration, worst, { width, color: useColor() });
}
