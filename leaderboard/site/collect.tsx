import { renderToString } from 'preact-render-to-string';
import { readGrading } from '../../graders/grading.ts';
import { Verdict } from '../../graders/verdict.ts';
import { CardBody } from '../../src/card/components/card-body.tsx';
import { onHeldOut } from '../../src/card/held-out.ts';
import { type CardInput, type CardRun, modelCard } from '../../src/card/model-card.ts';
import { bodyOf, fileDigests } from '../../src/card/run-source.ts';
import type { Item } from '../../src/corrupt/item.ts';
import { InputError } from '../../src/input-error.ts';
import { readJsonChunks } from '../../src/jsonl.ts';
import { RESPONDENTS } from '../../src/model/respondents/index.ts';
import type { Transcript } from '../../src/protocol/transcript.ts';
import type { RunReport } from '../../src/report/report.ts';
import { readRun, runFiles } from '../../src/run/folder.ts';
import { readLabels } from '../../src/run/labels.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { countErrors, readReplies } from '../../src/run/recorded.ts';
import type { ReleaseName } from '../../src/run/release-name.ts';
import { placeId } from '../../src/run/replies.ts';
import { Tally } from '../../src/stats/tally.ts';
import { type Entry, marksOf } from './entry.ts';
import { type KnownItems, releaseName } from './known-items.ts';
import { ReplyFiles } from './replies.ts';
import type { Opened, Submission } from './submission.ts';

/** Raised when the same submission comes to another entry, or to other files, than before. */
const FORM = 3;

const GRADER = 'rules';

export interface Collected {
  readonly entry: Entry;
  readonly replies: ReplyFiles;
  /** Its verdicts as a table for download. */
  readonly verdicts: string;
  /** Its model card: what stands on its page. Made once: charts take their time. */
  readonly card: string;
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
  { dir, files, ...told }: Opened,
  items: RunItems,
): Promise<Collected> {
  const run = await readRun(dir);
  const byId = await items.of(submission, run);
  const verdicts = await readVerdicts(dir);
  const tally = await new Tally(run, byId.values(), { lengths: true }).addAll(verdicts);
  // The first epoch's replies are shown.
  const first = new Map(
    verdicts.filter(({ epoch }) => epoch === 0).map((verdict) => [placeId(verdict), verdict]),
  );
  const replies = new ReplyFiles();
  const show = (transcript: Transcript) => {
    const verdict = transcript.epoch === 0 ? first.get(placeId(transcript)) : undefined;
    const item = byId.get(transcript.item);
    if (verdict && item) replies.add(item, transcript, verdict);
  };
  const release = items.releaseOf([...byId.values()]);
  const { runs, ...card } = await modelCard([
    {
      ...{ run, grader: GRADER, items: [...byId.values()], verdicts: () => verdicts },
      tally: () => Promise.resolve(tally),
      replies: async (isWanted, use) => {
        const { errors, user, answeredBy } = await readReplies(
          runFiles(dir).replies,
          (place) => place.epoch === 0 || isWanted(place),
          (transcript) => {
            show(transcript);
            use(transcript);
          },
        );
        return { errors: countErrors(errors.values()), user, answeredBy };
      },
      grading: await readGrading(dir, GRADER),
      labels: await readLabels(dir),
      // Where it lies on the machine that builds the site is nobody's business.
      source: {
        dir: `runs/${submission.slug}`,
        release,
        files: await fileDigests(dir, GRADER, files),
      },
      body: bodyOf(run),
      measured: await items.measured(),
    },
  ]);
  const [own] = runs;
  if (!own) throw new InputError(`${dir}: no run`);
  return {
    entry: {
      format: 'lacuna-entry/1',
      digest: entryDigest(submission),
      slug: submission.slug,
      kind: isRespondent(run) ? 'respondent' : 'model',
      ...told,
      items: releaseName(release, tally.pairs.length),
      report: reportOf(own),
      marks: marksOf(tally),
    },
    replies,
    verdicts: [VERDICT_COLUMNS, ...verdicts.map(verdictLine), ''].join('\r\n'),
    card: renderToString(<CardBody card={{ ...card, runs }} />),
  };
}

async function readVerdicts(dir: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const lines of readJsonChunks(runFiles(dir).verdicts(GRADER), Verdict)) {
    for (const { value } of lines) verdicts.push(value);
  }
  return verdicts;
}

/** The report that a card extends. */
function reportOf(run: CardRun): RunReport {
  const { name: _, provenance: _p, slices: _s, overAsks: _o, telling: _t, ...rest } = run;
  const { measured: _m, warnings: _w, ...report } = rest;
  return report;
}

/** The items of runs, read once for each release. */
export class RunItems {
  readonly #known: KnownItems;
  readonly #releases = new Map<string, Promise<ReadonlyMap<string, Item>>>();
  #measured: Promise<CardInput['measured']> | undefined;

  constructor(known: KnownItems) {
    this.#known = known;
  }

  /** By id. Throws InputError where the submission's items cannot be had. */
  of(
    submission: Pick<Submission, 'items'>,
    held: Pick<RunRecord, 'release' | 'items'>,
  ): Promise<ReadonlyMap<string, Item>> {
    const reading =
      this.#releases.get(held.release) ??
      submission.items(held).then((items) => new Map(items.map((item) => [item.id, item])));
    this.#releases.set(held.release, reading);
    return reading;
  }

  releaseOf(items: readonly Item[]): ReleaseName {
    return this.#known.releaseOf(items);
  }

  /** How often the grader is right, measured once for all. */
  measured(): Promise<CardInput['measured']> {
    this.#measured ??= onHeldOut();
    return this.#measured;
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
