import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../graders/calibrate/judged-reply.ts';
import { rulesReader } from '../graders/rules/reader.ts';
import type { ExternalItem } from '../src/import/external.ts';
import {
  type LabelledReply,
  readExternalItems,
  readExternalReplies,
} from '../src/import/external-file.ts';
import { PUBLISHED, takePublished } from '../src/import/published/index.ts';
import { packageFile } from '../src/package-root.ts';
import { calibrate, type Estimate, type Rate } from '../src/stats/calibration.ts';

/**
 * Prints the table of docs/calibration.md: the rules on every labelled set that is found.
 * Usage: npx jiti scripts/calibration-figures.ts DATA (the folder of the sets, see the docs).
 */
const [data = '../shared/data'] = process.argv.slice(2);

const GOLD = packageFile('graders/gold');

const SETS: ReadonlyArray<readonly [string, () => Promise<LabelledReply[]>]> = [
  ['our own, open', () => labelled(GOLD, 'dev')],
  ['our own, held out', () => labelled(GOLD, 'held-out')],
  ['development set', () => labelled(data, 'gold/dev')],
  ['MiP formula, corrupted', () => published('mip', 'mip/labeled_formula_MiP.jsonl')],
  ['MiP GSM8K, corrupted', () => published('mip', 'mip/labeled_gsm8k_MiP.jsonl')],
  ['MiP GSM8K, intact', () => published('mip', 'mip/labeled_gsm8k_normal.jsonl')],
  [
    'MiP MATH, both',
    () => published('mip', 'mip/labeled_math_MiP.jsonl', 'mip/labeled_math_normal.jsonl'),
  ],
  [
    'MiP, all',
    () =>
      published(
        'mip',
        'mip/labeled_formula_MiP.jsonl',
        'mip/labeled_gsm8k_MiP.jsonl',
        'mip/labeled_gsm8k_normal.jsonl',
        'mip/labeled_math_MiP.jsonl',
        'mip/labeled_math_normal.jsonl',
      ),
  ],
];

process.stdout.write(
  '| set | grader | replies | label right | unsure | κ | answers or not | κ of that | final number |\n' +
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n',
);
for (const [name, read] of SETS) {
  const replies = await read();
  const { judged } = await judge(replies, rulesReader, name);
  const found = calibrate(rulesReader.name, judged, { seed: 1 });
  const cells = [
    name,
    rulesReader.name,
    String(found.replies),
    rate(found.accuracy),
    rate(found.unsure),
    estimate(found.kappa),
    rate(found.answered.agreement),
    estimate(found.answered.kappa),
    rate(found.final),
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

async function labelled(...folder: string[]): Promise<LabelledReply[]> {
  const items = await readExternalItems(path(...folder, 'items.jsonl'));
  return readExternalReplies(path(...folder, 'replies.jsonl'), items);
}

async function published(name: string, ...files: string[]): Promise<LabelledReply[]> {
  const set = PUBLISHED.find((candidate) => candidate.name === name);
  if (!set) throw new Error(`no set ${name}`);
  const { items, replies } = await takePublished(
    set,
    files.map((file) => path(data, file)),
  );
  return replies.flatMap((reply, i) => {
    const item: ExternalItem | undefined = items.get(reply.item);
    return item ? [{ item, reply, line: i + 1 }] : [];
  });
}

function path(...parts: string[]): string {
  const found = join(...parts);
  if (existsSync(found)) return found;
  process.stderr.write(`${found} is not there: give the folder that holds the labelled sets\n`);
  process.exit(2);
}

function rate({ rate, low, high }: Rate): string {
  if (rate === null) return '–';
  const percent = (share: number) => (100 * share).toFixed(1);
  return low === null || high === null
    ? percent(rate)
    : `${percent(rate)} [${percent(low)}, ${percent(high)}]`;
}

function estimate({ value, low, high }: Estimate): string {
  if (value === null) return '–';
  const bounds = low === null || high === null ? '' : ` [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  return `${value.toFixed(2)}${bounds}`;
}
