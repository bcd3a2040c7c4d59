import { Label } from '../../graders/verdict.ts';
import { type Choice, FAILED, type Filter, UNGRADED } from './records.ts';
import type { RunIndex } from './run-index.ts';
import type { TextSearch } from './text-search.ts';

/** The conversations that pass a filter, and how many have each value that can be chosen. */
export interface Selection {
  /** Places, in the order in which they ended; only the first `matched` count. */
  readonly places: Int32Array;
  readonly matched: number;
  /** Conversations that there are. */
  readonly count: number;
  readonly labels: Choice[];
  readonly operators: Choice[];
  readonly budgets: Choice[];
}

/** Names of what stands where a label does: 0 is no verdict, then the labels, then a failure. */
const STANDINGS: readonly string[] = [UNGRADED, ...Label.options, FAILED];
const FAILURE = STANDINGS.length - 1;

/** Goes through all conversations once: some ten milliseconds for a million. */
export function select(index: RunIndex, filter: Filter, search: TextSearch | null): Selection {
  const { conversations, places } = index;
  const verdicts = index.grader(filter.grader);
  const operatorNames = [...new Set(places.items.map(({ operator }) => operator))].sort();
  const operatorOf = Uint16Array.from(places.items, ({ operator }) =>
    operatorNames.indexOf(operator),
  );
  const passes = {
    label: chosen(STANDINGS, filter.labels),
    operator: chosen(operatorNames, filter.operators),
    budget: chosen(places.budgets, filter.budgets),
  };
  const counts = {
    label: new Uint32Array(STANDINGS.length),
    operator: new Uint32Array(operatorNames.length),
    budget: new Uint32Array(places.budgets.length),
  };
  const found = new Int32Array(conversations.count);
  let matched = 0;
  for (let n = 0; n < found.length; n += 1) {
    const place = conversations.at(n);
    if (search && !search.has(place)) continue;
    const label = conversations.hasFailed(place) ? FAILURE : (verdicts?.code(place) ?? 0);
    const operator = operatorOf[places.itemOf(place)] ?? 0;
    const budget = places.budgetOf(place);
    const [l, o, b] = [passes.label[label], passes.operator[operator], passes.budget[budget]];
    // A value is counted among those that pass the other bounds: what choosing it would show.
    if (o && b) counts.label[label] = (counts.label[label] ?? 0) + 1;
    if (l && b) counts.operator[operator] = (counts.operator[operator] ?? 0) + 1;
    if (l && o) counts.budget[budget] = (counts.budget[budget] ?? 0) + 1;
    if (!(l && o && b)) continue;
    found[matched] = place;
    matched += 1;
  }
  return {
    places: found,
    matched,
    count: found.length,
    labels: choices(STANDINGS, counts.label, filter.labels),
    operators: choices(operatorNames, counts.operator, operatorNames),
    budgets: choices(places.budgets, counts.budget, places.budgets),
  };
}

/** What stands for a conversation in the list: its label, "ungraded" or "failed". */
export function standing(index: RunIndex, grader: string, place: number): string {
  if (index.conversations.hasFailed(place)) return FAILED;
  return index.grader(grader)?.label(place) ?? UNGRADED;
}

/** Which of the names pass: all where none is chosen. */
function chosen(names: readonly string[], some: readonly string[]): Uint8Array {
  return Uint8Array.from(names, (name) => Number(some.length === 0 || some.includes(name)));
}

/** Those that there are, and those that are to be there even where there are none. */
function choices(
  names: readonly string[],
  counts: Uint32Array,
  always: readonly string[],
): Choice[] {
  return names
    .map((value, i) => ({ value, count: counts[i] ?? 0 }))
    .filter(({ value, count }) => count > 0 || always.includes(value));
}
