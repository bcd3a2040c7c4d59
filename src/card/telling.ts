import { z } from 'zod';
import type { Label } from '../../graders/verdict.ts';
import { placeId } from '../run/replies.ts';
import type { ItemFacts, Outcome, Tally } from '../stats/tally.ts';

/** Why a conversation is worth reading, in the order in which they are looked for. */
export const TELLING = {
  lost: 'Asked with less thinking, guesses with more',
  overasks: 'Asks about an intact problem',
  silent: 'Noticed in thought, silent in the answer',
  asks: 'Asks for what is missing',
  guesses: 'Answers as if nothing were wrong',
  'asks-other': 'Asks for something of no help',
  assumes: 'Assumes, then answers',
  names: 'Says what is wrong, asks nothing',
  gained: 'Guessed with less thinking, asks with more',
  'open-form': 'Answers in terms of an unknown',
  balks: 'Says that it cannot be solved, not why',
  errs: 'Gets an intact problem wrong',
  none: 'Nothing to grade',
} as const;

export const TellingKind = z.enum(
  Object.keys(TELLING) as [keyof typeof TELLING, ...Array<keyof typeof TELLING>],
);
export type TellingKind = z.infer<typeof TellingKind>;

/** A conversation that was chosen. */
export interface Telling {
  readonly kind: TellingKind;
  readonly item: string;
  readonly budget: string;
  readonly epoch: number;
  /** What the same item came to under the other budget that makes it telling. */
  readonly beside: { readonly budget: string; readonly label: Label } | null;
}

interface Candidate extends Telling {
  readonly facts: ItemFacts;
  readonly outcome: Outcome;
  /** Output tokens; those of which nobody knows are the longest. */
  readonly length: number;
}

const MOST = 10;

/**
 * Up to ten conversations that show what the model does, one a kind before any kind has two; within a kind
 * of an operator and a family that none is of yet, of which the grader is sure, and the shortest. By a
 * fixed rule: nobody picked them. `budgets` from the fewest tokens to the most.
 */
export function tellingReplies(tally: Tally, budgets: readonly string[]): Telling[] {
  const all = candidates(tally, budgets, [...tally.corrupted, ...tally.intact]);
  const byKind = plainest(all, MOST);
  const sorted = TellingKind.options.map((kind) => byKind.get(kind) ?? []);
  const chosen: Candidate[] = [];
  const taken = new Set<string>();
  for (let found = true; found && chosen.length < MOST; ) {
    found = false;
    for (const some of sorted) {
      if (chosen.length === MOST) break;
      const next = freshest(
        some.filter((candidate) => !taken.has(placeId(candidate))),
        chosen,
      );
      if (!next) continue;
      chosen.push(next);
      taken.add(placeId(next));
      found = true;
    }
  }
  return chosen.map(bare);
}

const MOST_EXAMPLES = 3;

/** A few needless questions that are not among the telling conversations, each of another family. */
export function overAskExamples(
  tally: Tally,
  budgets: readonly string[],
  telling: readonly Telling[],
): Telling[] {
  const taken = new Set(telling.map(placeId));
  const families = new Set<string>();
  const isLeft = (candidate: Candidate) =>
    candidate.kind === 'overasks' && !taken.has(placeId(candidate));
  const left = plainest(candidates(tally, budgets, tally.intact), 1, isLeft);
  return (left.get('overasks') ?? [])
    .filter(({ facts: { family } }) => !families.has(family) && families.add(family))
    .slice(0, MOST_EXAMPLES)
    .map(bare);
}

function bare({ kind, item, budget, epoch, beside }: Candidate): Telling {
  return { kind, item, budget, epoch, beside };
}

/** The first of those whose operator and family were chosen least often. */
function freshest(some: readonly Candidate[], chosen: readonly Candidate[]): Candidate | undefined {
  const uses = ({ facts }: Candidate) =>
    chosen.filter((other) => other.facts.operator === facts.operator).length +
    2 * chosen.filter((other) => other.facts.family === facts.family).length;
  let [best, fewest] = [some[0], Number.POSITIVE_INFINITY];
  for (const candidate of some) {
    const count = uses(candidate);
    if (count < fewest) [best, fewest] = [candidate, count];
    if (fewest === 0) break;
  }
  return best;
}

/**
 * By kind, the plainest first. Of those of one operator and family no more than `most` are held: they differ in
 * nothing else that a choice hangs on, and a run may have millions.
 */
function plainest(
  all: Iterable<Candidate>,
  most: number,
  isWanted: (candidate: Candidate) => boolean = () => true,
): Map<TellingKind, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of all) {
    if (!isWanted(candidate)) continue;
    const { kind, facts } = candidate;
    const id = `${kind} ${facts.operator} ${facts.family}`;
    const group = groups.get(id) ?? [];
    groups.set(id, group);
    const last = group[most - 1];
    if (last && plainestFirst(last, candidate) < 0) continue;
    group.push(candidate);
    group.sort(plainestFirst).splice(most);
  }
  const byKind = new Map<TellingKind, Candidate[]>();
  for (const group of groups.values()) {
    for (const candidate of group) {
      const some = byKind.get(candidate.kind) ?? [];
      byKind.set(candidate.kind, some);
      some.push(candidate);
    }
  }
  for (const some of byKind.values()) some.sort(plainestFirst);
  return byKind;
}

function plainestFirst(a: Candidate, b: Candidate): number {
  return (
    Number(a.outcome.unsure) - Number(b.outcome.unsure) ||
    a.length - b.length ||
    inOrder(a.item, b.item) ||
    inOrder(a.budget, b.budget) ||
    a.epoch - b.epoch
  );
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function* candidates(
  tally: Tally,
  budgets: readonly string[],
  items: readonly ItemFacts[],
): Generator<Candidate> {
  const [least] = budgets;
  const top = budgets.at(-1);
  for (const budget of budgets) {
    for (const facts of items) {
      for (let epoch = 0; epoch < tally.run.epochs; epoch++) {
        const outcome = tally.outcome(budget, facts.id, epoch);
        if (!outcome) continue;
        const before =
          least !== undefined && least !== top && budget === top
            ? tally.outcome(least, facts.id, epoch)
            : undefined;
        const beside = before && least ? { budget: least, label: before.label } : null;
        const length = tally.lengthOf(budget, facts.id, epoch) ?? Number.MAX_SAFE_INTEGER;
        for (const kind of kindsOf(outcome, before)) {
          const turned = kind === 'lost' || kind === 'gained';
          yield {
            ...{ kind, item: facts.id, budget, epoch, facts, outcome, length },
            beside: turned ? beside : null,
          };
        }
      }
    }
  }
}

function* kindsOf(
  { label, noticed }: Outcome,
  before: Outcome | undefined,
): Generator<TellingKind> {
  const regardless = label === 'guesses' || label === 'assumes';
  if (before?.label === 'asks' && label === 'guesses') yield 'lost';
  if (before?.label === 'guesses' && label === 'asks') yield 'gained';
  if (regardless && noticed.thought === true && !noticed.answer) yield 'silent';
  if (label !== 'solves') yield label;
}
