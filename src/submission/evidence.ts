import { readGrading } from '../../graders/grading.ts';
import { gradeByRules } from '../../graders/rules/grade.ts';
import { Verdict } from '../../graders/verdict.ts';
import type { Item } from '../corrupt/item.ts';
import { readJsonLines } from '../jsonl.ts';
import { policyNamed } from '../policy/index.ts';
import { protocolNamed } from '../protocol/index.ts';
import type { FrozenSplit } from '../release/frozen.ts';
import { counted } from '../report/numbers.ts';
import { runFiles } from '../run/folder.ts';
import type { RunRecord } from '../run/record.ts';
import { replayFault } from '../run/replay.ts';
import {
  type Conversation,
  type Place,
  placeId,
  readConversations,
  transcriptOf,
} from '../run/replies.ts';
import { Tally } from '../stats/tally.ts';
import type { Faults } from './faults.ts';
import { judgedFault, rulesFault } from './regrade.ts';
import { VerdictFile } from './verdict-file.ts';

/** A file from outside may not fill the memory: a line of it, and conversations that never end. */
const BOUNDS = { longestLine: 1 << 24, openCharacters: 1 << 28 };

/** Kinds of faults that the evidence of a run can have. */
export const EVIDENCE = ['completeness', 'conversations', 'verdicts'] as const;

export interface Evidence {
  /** The rules' verdicts on every conversation of the run, as they come out now. */
  readonly tally: Tally;
  /** With all their replies. */
  readonly conversations: number;
  /** When the first reply came: ISO 8601; null where there is none. */
  readonly firstReply: string | null;
  /** Name and version of each grader, as its verdicts carry it, and how many of them judges gave. */
  readonly graders: ReadonlyMap<string, GraderSeen>;
}

export interface GraderSeen {
  version: string | null;
  judged: number;
}

/**
 * Reads a run's replies and verdicts once, side by side: holds every conversation again, grades it again
 * and compares. Memory holds one outcome a conversation, and no text.
 * Throws InputError where a file is not of its form.
 */
export async function checkEvidence(
  dir: string,
  { run, frozen, graders }: { run: RunRecord; frozen: FrozenSplit; graders: readonly string[] },
  faults: Faults,
): Promise<Evidence> {
  const tally = new Tally(run, frozen.items);
  const items = new Map(frozen.items.map((item) => [item.id, item]));
  const budgets = run.budgets
    .filter(({ sameAs }) => sameAs === null)
    .map(({ budget }) => budget.name);
  const context = {
    record: run,
    protocol: protocolNamed(run.protocol),
    policy: policyNamed(run.policy),
  };
  const seen = new Map<string, GraderSeen>();
  const files = graders.map((grader) => openVerdicts(dir, grader, seen, faults));
  // A record of judging is published too: it must be of its form.
  for (const grader of graders) await readGrading(dir, grader);
  const path = runFiles(dir).replies;
  const met = new Set<string>();
  let whole = 0;
  let firstReply: string | null = null;
  try {
    for await (const conversation of readConversations(path, BOUNDS)) {
      const { place, replies } = conversation;
      for (const { at } of replies) if (firstReply === null || at < firstReply) firstReply = at;
      const item = items.get(place.item);
      const stray = strayFault(conversation, item, { run, budgets, met, split: frozen.name });
      if (stray !== null || !item) {
        faults.add('completeness', `${placed(place)} ${stray}`);
        continue;
      }
      met.add(placeId(place));
      if (!isWhole(conversation)) {
        faults.add('conversations', `${placed(place)}: a reply that stands is not there`);
        continue;
      }
      whole += 1;
      const replayed = await replayFault(context, item, conversation);
      if (replayed !== null) faults.add('conversations', `${placed(place)}: ${replayed}`);
      const transcript = transcriptOf(conversation, path);
      const rules = gradeByRules(item, transcript);
      tally.add(rules);
      const regraded = { item, transcript, rules };
      for (const { verdicts, fault } of files) {
        await verdicts.meet(place, (recorded) => fault(recorded, regraded));
      }
    }
    for (const { verdicts } of files) await verdicts.finish();
  } finally {
    for (const { verdicts } of files) await verdicts.close();
  }
  for (const place of missing(frozen.items, budgets, run.epochs, met)) {
    faults.add('completeness', `${placed(place)} is missing`);
  }
  if (whole < met.size) {
    faults.add(
      'completeness',
      `${counted(met.size - whole, 'conversation')} without all replies that stand`,
    );
  }
  return { tally, conversations: whole, firstReply, graders: seen };
}

function isWhole({ end, replies }: Conversation): boolean {
  const recorded = new Set(replies.map(({ key }) => key));
  return end?.turns.every(({ reply }) => recorded.has(reply)) ?? false;
}

/** Why a conversation does not belong to the run; null where it does. */
function strayFault(
  { place, end }: Conversation,
  item: Item | undefined,
  {
    run,
    budgets,
    met,
    split,
  }: { run: RunRecord; budgets: readonly string[]; met: ReadonlySet<string>; split: string },
): string | null {
  if (!item) return `is on no item of ${split}`;
  if (!budgets.includes(place.budget)) return 'is under a budget that the run does not have';
  if (place.epoch >= run.epochs) return `is of an epoch beyond the run's ${run.epochs}`;
  if (met.has(placeId(place))) return 'is there a second time';
  return end ? null : 'has replies and no end';
}

function* missing(
  items: readonly Item[],
  budgets: readonly string[],
  epochs: number,
  met: ReadonlySet<string>,
): Generator<Place> {
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const { id: item } of items) {
      for (const budget of budgets) {
        const place = { item, budget, epoch };
        if (!met.has(placeId(place))) yield place;
      }
    }
  }
}

function openVerdicts(dir: string, grader: string, all: Map<string, GraderSeen>, faults: Faults) {
  const path = runFiles(dir).verdicts(grader);
  const seen: GraderSeen = { version: null, judged: 0 };
  all.set(grader, seen);
  const byRules = grader === 'rules';
  const add = (place: Place, why: string) =>
    faults.add('verdicts', `${byRules ? '' : `${grader}: `}${placed(place)} ${why}`);
  async function* read(): AsyncGenerator<Verdict> {
    for await (const { value } of readJsonLines(path, Verdict, BOUNDS.longestLine)) {
      seen.version ??= value.grader;
      if (value.grader !== seen.version) add(value, `is graded by ${value.grader} and not by all`);
      if (value.judged) seen.judged += 1;
      yield value;
    }
  }
  const verdicts = new VerdictFile(read(), {
    changed: (place, why) => add(place, why),
    // Judges may have given no answer; the rules always do.
    missing: (place) => {
      if (byRules) add(place, 'has no verdict');
    },
    extra: (place) => add(place, 'has a verdict too many'),
  });
  return { verdicts, fault: byRules ? rulesFault : judgedFault };
}

function placed({ item, budget, epoch }: Place): string {
  return `${item} (${budget}, epoch ${epoch})`;
}
