import { readGrading } from '../../graders/grading.ts';
import { Verdict } from '../../graders/verdict.ts';
import type { Item } from '../../src/corrupt/item.ts';
import { InputError } from '../../src/input-error.ts';
import { readJsonLines } from '../../src/jsonl.ts';
import { RESPONDENTS } from '../../src/model/respondents/index.ts';
import { reportRun } from '../../src/report/report.ts';
import { readRun, runFiles } from '../../src/run/folder.ts';
import { readLabels } from '../../src/run/labels.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { countErrors, placeId, readRecorded, readTranscripts } from '../../src/run/replies.ts';
import { Tally } from '../../src/stats/tally.ts';
import { type Entry, marksOf } from './entry.ts';
import type { KnownItems } from './known-items.ts';
import { ReplyFiles } from './replies.ts';
import type { Opened, Submission } from './submission.ts';

/** Raised when the same submission comes to another entry, or to other files, than before. */
const FORM = 1;

const GRADER = 'rules';

export interface Collected {
  readonly entry: Entry;
  readonly replies: ReplyFiles;
  /** Its verdicts as a table for download. */
  readonly verdicts: string;
}

/** What an entry is made from, in a word. */
export function entryDigest({ digest }: Submission): string {
  return `${FORM}-${digest}`;
}

/**
 * Reads one submission, its replies once. Memory holds one submission's replies at a time.
 * Throws InputError where it is no graded run, or not of its items, or does not hold.
 */
export function collect(submission: Submission, items: RunItems): Promise<Collected> {
  return submission.open((opened) => collectOpened(submission, opened, items));
}

async function collectOpened(
  submission: Submission,
  { dir, ...told }: Opened,
  items: RunItems,
): Promise<Collected> {
  const run = await readRun(dir);
  const files = runFiles(dir);
  const byId = await items.of(submission, run);
  const tally = new Tally(run, byId.values());
  const verdicts = new Map<string, Verdict>();
  const lines: string[] = [VERDICT_COLUMNS];
  for await (const { value } of readJsonLines(files.verdicts(GRADER), Verdict)) {
    tally.add(value);
    lines.push(verdictLine(value));
    // The first epoch's replies are shown.
    if (value.epoch === 0) verdicts.set(placeId(value), value);
  }
  const replies = new ReplyFiles();
  for await (const transcript of readTranscripts(files.replies)) {
    const verdict = verdicts.get(placeId(transcript));
    const item = byId.get(transcript.item);
    if (transcript.epoch === 0 && verdict && item) replies.add(item, transcript, verdict);
  }
  const grading = await readGrading(dir, GRADER);
  const labels = await readLabels(dir);
  const report = reportRun(tally, [], { grading, labels });
  // A failed call leaves a verdict missing: only then are the reasons read.
  const failed = report.complete
    ? []
    : countErrors((await readRecorded(files.replies)).errors.values());
  return {
    entry: {
      format: 'lacuna-entry/1',
      digest: entryDigest(submission),
      slug: submission.slug,
      kind: isRespondent(run) ? 'respondent' : 'model',
      ...told,
      items: items.nameOf([...byId.values()]),
      report: failed.length === 0 ? report : reportRun(tally, failed, { grading, labels }),
      marks: marksOf(tally),
    },
    replies,
    verdicts: `${lines.join('\r\n')}\r\n`,
  };
}

/** The items of runs, read once for each release. */
export class RunItems {
  readonly #known: KnownItems;
  readonly #releases = new Map<string, Promise<ReadonlyMap<string, Item>>>();

  constructor(known: KnownItems) {
    this.#known = known;
  }

  /** By id. Throws InputError where the submission's items cannot be had. */
  of(
    submission: Submission,
    held: Pick<RunRecord, 'release' | 'items'>,
  ): Promise<ReadonlyMap<string, Item>> {
    const reading =
      this.#releases.get(held.release) ??
      submission.items(held).then((items) => new Map(items.map((item) => [item.id, item])));
    this.#releases.set(held.release, reading);
    return reading;
  }

  /** "v1/test", or what is known of other items. */
  nameOf(items: readonly Item[]): string {
    return this.#known.nameOf(items);
  }

  /** All items that were read, in the order in which they came. */
  async all(): Promise<Map<string, Item>> {
    const items = new Map<string, Item>();
    for (const release of await Promise.all(this.#releases.values())) {
      for (const [id, item] of release) {
        const other = items.get(id);
        if (other && other.digest !== item.digest) {
          throw new InputError(`two submissions have different items of the id ${id}`);
        }
        items.set(id, item);
      }
    }
    return items;
  }
}

function isRespondent({ baseUrl, model }: RunRecord): boolean {
  return baseUrl === 'embedded:' && RESPONDENTS.some(({ name }) => name === model);
}

const VERDICT_COLUMNS =
  'item,budget,epoch,label,none,right,requests,final,confidence,output_tokens';

/** Ids, labels and numbers need no quotes, and a budget is the one text from outside. */
function verdictLine(verdict: Verdict): string {
  const { item, budget, epoch, label, none, right, requests, final, confidence, spent } = verdict;
  return [
    item,
    /^[\w:.-]+$/.test(budget) ? budget : `"${budget.replaceAll('"', '""')}"`,
    epoch,
    label,
    none ?? '',
    right,
    requests,
    final ?? '',
    confidence,
    spent.output ?? '',
  ].join(',');
}
