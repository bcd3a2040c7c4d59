import { z } from 'zod';
import type { Grading } from '../../graders/grading.ts';
import type { Verdict } from '../../graders/verdict.ts';
import type { Item } from '../corrupt/item.ts';
import type { Transcript } from '../protocol/transcript.ts';
import { printable } from '../report/plain-text.ts';
import { policyGains } from '../report/policies.ts';
import { Report, RunReport, reportRun } from '../report/report.ts';
import { runNames } from '../report/run-name.ts';
import type { AnsweredBy } from '../run/answered-by.ts';
import type { HandLabel } from '../run/labels.ts';
import type { RunRecord } from '../run/record.ts';
import type { ReadForUser } from '../run/recorded.ts';
import { type Place, placeId } from '../run/replies.ts';
import { type Agreement, agreement } from '../stats/agreement.ts';
import { Calibration } from '../stats/calibration.ts';
import { differences } from '../stats/comparable.ts';
import { Tally } from '../stats/tally.ts';
import type { FailedCalls } from '../stats/took-hold.ts';
import { usage } from '../stats/usage.ts';
import { OverAsks, overAsks } from './over-asks.ts';
import { Provenance, provenance, type RunSource } from './provenance.ts';
import { Slice, slices } from './slices.ts';
import { overAskExamples, type Telling, tellingReplies } from './telling.ts';
import { Told, told } from './told.ts';
import { Warning, warnings } from './warnings.ts';

/** How often a grader is right, on one set of replies that people labelled. */
export const MeasuredGrader = z.strictObject({
  set: z.string(),
  ...Calibration.omit({ format: true, confusion: true, styles: true, languages: true }).shape,
});
export type MeasuredGrader = z.infer<typeof MeasuredGrader>;

/** One run on the card: its report, and what explains it. */
export const CardRun = RunReport.extend({
  /** The model, with the grader where the card has several. */
  name: z.string(),
  provenance: Provenance,
  slices: z.array(Slice),
  overAsks: OverAsks,
  /** Up to ten. */
  telling: z.array(Told),
  /** How often its grader is right; [] where nobody measured that. */
  measured: z.array(MeasuredGrader),
  warnings: z.array(Warning),
});
export type CardRun = z.infer<typeof CardRun>;

/** What a vendor publishes of one or several runs. */
export const ModelCard = Report.extend({
  format: z.literal('lacuna-card/1'),
  runs: z.array(CardRun).min(1),
  /** What keeps the runs from being held against one another: "run: setting (one against other)". */
  incomparable: z.array(z.string()),
});
export type ModelCard = z.infer<typeof ModelCard>;

/** What the replies of a run hold beside its finished conversations. */
export interface BesideReplies {
  readonly errors: readonly FailedCalls[];
  /** What reading for the user took, where a model did. */
  readonly user: ReadForUser | null;
  readonly answeredBy: AnsweredBy;
}

/** A graded run. Only its chosen replies and verdicts are kept. */
export interface CardInput {
  readonly run: RunRecord;
  /** All items of the run. */
  readonly items: readonly Item[];
  /** The grader by its name in file names. */
  readonly grader: string;
  /** All verdicts, or at least those that are wanted. */
  readonly verdicts: (
    isWanted?: (place: Place) => boolean,
  ) => AsyncIterable<Verdict> | Iterable<Verdict>;
  /** Counts all of these verdicts, with their lengths, where that can be had without parsing them. */
  readonly tally?: () => Promise<Tally>;
  /** Reads the replies, which are many: called for once. Hands over the finished conversations that are wanted. */
  readonly replies: (
    isWanted: (place: Place) => boolean,
    use: (transcript: Transcript) => void,
  ) => Promise<BesideReplies>;
  readonly grading: Grading | null;
  readonly labels: readonly HandLabel[];
  readonly source: RunSource;
  /** Request fields that the user gave by `--body`. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What is known of its grader, by the name of the labelled set. */
  readonly measured: ReadonlyArray<{ readonly set: string; readonly calibration: Calibration }>;
}

/** Makes the card of one or several graded runs. Throws InputError where inputs do not fit together. */
export async function modelCard(inputs: readonly CardInput[]): Promise<ModelCard> {
  const made: Array<{ dir: string; tally: Tally; card: Omit<CardRun, 'name'> }> = [];
  const agreements: Agreement[] = [];
  for (const input of inputs) {
    const { run, items, verdicts } = input;
    const tally =
      (await input.tally?.()) ??
      (await new Tally(run, items, { lengths: true }).addAll(verdicts()));
    const { dir } = input.source;
    for (const other of made) {
      if (other.dir === dir) agreements.push(agreement(other.tally, tally));
    }
    made.push({ dir, tally, card: await cardRun(input, tally) });
  }
  const names = runNames({ runs: made.map(({ card }) => card) });
  const runs = made.map(({ card }, i) => ({ ...card, name: names[i] ?? '' }));
  const policies = policyGains(made.map(({ tally }) => tally));
  return {
    ...{ format: 'lacuna-card/1', runs, reveal: [], lead: [], explore: [], distract: [] },
    ...{ policies, agreements },
    incomparable: incomparable(runs),
  };
}

async function cardRun(input: CardInput, tally: Tally): Promise<Omit<CardRun, 'name'>> {
  const { run, items, grader, grading, labels, source, body } = input;
  const budgets = byTokens(tally);
  const telling = tellingReplies(tally, budgets);
  const examples = overAskExamples(tally, budgets, telling);
  const { shown, errors, user, answeredBy } = await tellAll([...telling, ...examples], input);
  const report = reportRun(tally, errors, { grading, labels, user, answeredBy });
  return {
    ...report,
    provenance: provenance(run, grader, source, body),
    slices: slices(tally, items, budgets),
    overAsks: overAsks(tally, items, budgets, shown.slice(telling.length)),
    telling: shown.slice(0, telling.length),
    measured: input.measured.map(measuredGrader),
    warnings: warnings(report),
  };
}

function measuredGrader({ set, calibration }: CardInput['measured'][number]): MeasuredGrader {
  const { format: _format, confusion: _c, styles: _s, languages: _l, ...figures } = calibration;
  return { set, ...figures };
}

/** Budget names, from the fewest tokens used to the most; where nobody counted, in the run's order. */
function byTokens(tally: Tally): string[] {
  return tally.run.budgets
    .filter(({ sameAs }) => sameAs === null)
    .map(({ budget: { name } }) => ({ name, tokens: usage(tally, name).mean ?? 0 }))
    .sort((a, b) => a.tokens - b.tokens)
    .map(({ name }) => name);
}

/** Reads the chosen conversations, with their verdicts, from the run, and what else its replies hold. */
async function tellAll(
  chosen: readonly Telling[],
  { items, verdicts, replies }: CardInput,
): Promise<BesideReplies & { readonly shown: Told[] }> {
  const wanted = new Set(chosen.map(placeId));
  const verdictOf = new Map<string, Verdict>();
  const isWanted = (place: Place) => wanted.has(placeId(place));
  for await (const verdict of verdicts(isWanted)) {
    if (isWanted(verdict)) verdictOf.set(placeId(verdict), verdict);
  }
  const transcriptOf = new Map<string, Transcript>();
  const beside = await replies(isWanted, (transcript) => {
    transcriptOf.set(placeId(transcript), transcript);
  });
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const shown = chosen.flatMap((telling) => {
    const place = placeId(telling);
    const [item, transcript, verdict] = [
      itemOf.get(telling.item),
      transcriptOf.get(place),
      verdictOf.get(place),
    ];
    return item && transcript && verdict ? [told(telling, item, transcript, verdict)] : [];
  });
  return { ...beside, shown };
}

function incomparable(runs: readonly CardRun[]): string[] {
  const [first, ...others] = runs;
  if (!first) return [];
  const side = ({ settings: run, grader }: CardRun) => ({ run, grader });
  // Gradings of one run differ by their grader, and that is what they are there for.
  const sameRun = (other: CardRun) =>
    JSON.stringify(other.settings) === JSON.stringify(first.settings);
  return others.flatMap((other) => {
    if (sameRun(other)) return [];
    const found = differences(side(first), side(other));
    return found.length === 0
      ? []
      : [printable(`${first.name} and ${other.name}: ${found.join('; ')}`)];
  });
}
