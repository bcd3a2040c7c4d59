import { createHash } from 'node:crypto';
import { readGrading } from '../../graders/grading.ts';
import { Verdict } from '../../graders/verdict.ts';
import type { Item } from '../../src/corrupt/item.ts';
import { InputError } from '../../src/input-error.ts';
import { readJsonLines } from '../../src/jsonl.ts';
import { RESPONDENTS } from '../../src/model/respondents/index.ts';
import { reportRun } from '../../src/report/report.ts';
import { readRun, readRunItems, runFiles } from '../../src/run/folder.ts';
import { readLabels } from '../../src/run/labels.ts';
import { releaseOf } from '../../src/run/plan.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { countErrors, readRecorded, readTranscripts } from '../../src/run/replies.ts';
import { Tally } from '../../src/stats/tally.ts';
import { type Entry, marksOf } from './entry.ts';
import type { KnownItems } from './known-items.ts';
import { ReplyFiles } from './replies.ts';
import type { Submission } from './submission.ts';

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
export function entryDigest({ digest, vendor, date, registered }: Submission): string {
  const made = JSON.stringify([FORM, digest, vendor, date, registered]);
  return createHash('sha256').update(made).digest('hex');
}

/**
 * Reads one submission, its replies once. Memory holds one submission's replies at a time.
 * Throws InputError where it is no graded run, or not of its items.
 */
export async function collect(submission: Submission, items: RunItems): Promise<Collected> {
  const { slug, vendor, date, registered, run: dir } = submission;
  const run = await readRun(dir);
  const files = runFiles(dir);
  const { byId, known } = await items.of(dir, run);
  const tally = new Tally(run, byId.values());
  const verdicts = new Map<string, Verdict>();
  const lines: string[] = [VERDICT_COLUMNS];
  for await (const { value } of readJsonLines(files.verdicts(GRADER), Verdict)) {
    tally.add(value);
    lines.push(verdictLine(value));
    // The first epoch's replies are shown.
    if (value.epoch === 0) verdicts.set(`${value.item} ${value.budget}`, value);
  }
  const replies = new ReplyFiles();
  for await (const transcript of readTranscripts(files.replies)) {
    const verdict = verdicts.get(`${transcript.item} ${transcript.budget}`);
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
      slug,
      kind: isRespondent(run) ? 'respondent' : 'model',
      model: run.model,
      vendor,
      date,
      registered,
      items: known,
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

  /** Throws InputError where the folder's items are not those of its release. */
  async of(dir: string, run: Pick<RunRecord, 'release'>) {
    const reading = this.#releases.get(run.release) ?? readRelease(dir, run.release);
    this.#releases.set(run.release, reading);
    const byId = await reading;
    return { byId, known: this.#known.nameOf([...byId.values()]) };
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

async function readRelease(dir: string, release: string): Promise<ReadonlyMap<string, Item>> {
  const items = await readRunItems(dir);
  if (releaseOf(items) !== release) {
    throw new InputError(`${dir}: its items are not those of the release that run.json names`);
  }
  return new Map(items.map((item) => [item.id, item]));
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
