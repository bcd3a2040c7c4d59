import { fraction } from '../math/fraction.ts';
import { networkOf } from '../math/network.ts';
import { symbolsOf } from '../math/polynomial.ts';
import { propagate } from '../math/propagate.ts';
import { sufficientAsks } from '../math/sufficient.ts';
import type { Equation } from '../math/system.ts';
import { restatesTarget } from './helpful-asks.ts';
import type { CertifiedItem } from './item.ts';
import { itemSystem } from './system.ts';

/** What a question for a quantity comes to, put to somebody who knows an intact problem's premises and no more. */
export type Brought =
  /** A premise, which he has not told yet; `exact` where it fixes what was asked for, and does not only relate it. */
  | { readonly kind: 'premise'; readonly premise: string; readonly exact: boolean }
  /** Nothing: a premise that he has told states it. */
  | { readonly kind: 'stated' }
  /** Nothing: it follows from what he has told. */
  | { readonly kind: 'follows' }
  /** Nothing: it is what he wants to know himself, by this name or another. */
  | { readonly kind: 'target' }
  /** Nothing, though its value would help: no premise states it, it would have to be worked out. */
  | { readonly kind: 'unknown' }
  /** Nothing, and its value would not help. */
  | { readonly kind: 'idle' };

/**
 * What a question for the quantity brings, once these premises are told. He knows premises, and no value that
 * takes working out. Of what he has not told the premise that gives the quantity comes first, then a relation
 * that it stands in, then one from which every reader gets it at once, each as they stand in the text.
 */
export function broughtBy(
  item: CertifiedItem,
  told: ReadonlySet<string>,
  quantity: string,
): Brought {
  const { facts, targets } = knownOf(item);
  if (targets.has(quantity)) return { kind: 'target' };
  if (facts.some(({ premise, gives }) => gives === quantity && told.has(premise))) {
    return { kind: 'stated' };
  }
  if (settledBy(item, told).has(quantity)) return { kind: 'follows' };
  const found = premiseFor(facts, told, quantity);
  if (found) {
    const exact = found.gives === quantity || found.fixes.includes(quantity);
    return { kind: 'premise', premise: found.premise, exact };
  }
  return { kind: wouldHelp(item, told, quantity) ? 'unknown' : 'idle' };
}

/** What he has not told that gives the quantity, else what relates it, else what fixes it. */
function premiseFor(
  facts: readonly Fact[],
  told: ReadonlySet<string>,
  quantity: string,
): Fact | undefined {
  const untold = facts.filter(({ premise }) => !told.has(premise));
  return (
    untold.find(({ gives }) => gives === quantity) ??
    untold.find(({ about }) => about.includes(quantity)) ??
    untold.find(({ fixes }) => fixes.includes(quantity))
  );
}

/** Whether the answer follows from these premises. */
export function isSettled(item: CertifiedItem, told: ReadonlySet<string>): boolean {
  return settledBy(item, told).has(item.target);
}

/**
 * A shortest sequence of questions, each for one quantity, after which the answer follows; null where none
 * ends there. By breadth-first search over what may have been told: exact, and meant for few untold premises.
 */
export function leastQuestions(
  item: CertifiedItem,
  told: ReadonlySet<string>,
): readonly string[] | null {
  const seen = new Set<string>([keyOf(told)]);
  let reached: Array<{ told: ReadonlySet<string>; asked: readonly string[] }> = [
    { told, asked: [] },
  ];
  while (reached.length > 0) {
    const done = reached.find((state) => isSettled(item, state.told));
    if (done) return done.asked;
    reached = reached.flatMap((state) =>
      questions(item, state.told).flatMap(({ quantity, premise }) => {
        const next = new Set([...state.told, premise]);
        const key = keyOf(next);
        if (seen.has(key)) return [];
        seen.add(key);
        return [{ told: next, asked: [...state.asked, quantity] }];
      }),
    );
  }
  return null;
}

/** The questions that bring something, with the premise that each brings. */
export function questions(
  item: CertifiedItem,
  told: ReadonlySet<string>,
): Array<{ quantity: string; premise: string }> {
  const { facts, targets } = knownOf(item);
  const settled = settledBy(item, told);
  return item.quantities.flatMap(({ id }) => {
    if (targets.has(id) || settled.has(id)) return [];
    const found = premiseFor(facts, told, id);
    return found ? [{ quantity: id, premise: found.premise }] : [];
  });
}

/** Whether the value is in a minimal set that would settle the answer, of no more quantities than premises are untold. */
function wouldHelp(item: CertifiedItem, told: ReadonlySet<string>, quantity: string): boolean {
  const system = itemSystem(item);
  const premises = system.premises.filter(({ id }) => told.has(id));
  const left = system.premises.length - premises.length;
  const sets = sufficientAsks({ ...system, premises }, item.world, Math.min(left, LARGEST));
  return sets.some((set) => set.includes(quantity));
}

/** Beyond, sets become too many to look at. */
const LARGEST = 4;

/** A premise as something to be asked for. */
interface Fact {
  readonly premise: string;
  readonly gives: string | null;
  readonly about: readonly string[];
  /** What it alone fixes, whatever the values of what it is about: the difference or the ratio that it states. */
  readonly fixes: readonly string[];
}

/** What does not change while an item is talked about: worked out once. */
interface Known {
  readonly facts: readonly Fact[];
  /** The target, by all its names. */
  readonly targets: ReadonlySet<string>;
}

const knowns = new WeakMap<CertifiedItem, Known>();

function knownOf(item: CertifiedItem): Known {
  const found = knowns.get(item);
  if (found) return found;
  const system = itemSystem(item);
  const facts = system.premises.map((premise) => {
    const about = symbolsOf(premise.polynomial);
    const gives = item.premises.find(({ id }) => id === premise.id)?.gives ?? null;
    const fixes = impliedBy(system.background, about).filter((other) =>
      isFixed(premise, system.background, other),
    );
    return { premise: premise.id, gives, about, fixes };
  });
  const targets = item.quantities.flatMap(({ id }) =>
    id === item.target || restatesTarget(system, item.world, id) ? [id] : [],
  );
  const made = { facts, targets: new Set(targets) };
  knowns.set(item, made);
  return made;
}

/** Whether a quantity has the same value in two worlds in which the premise holds and all that it is about differs. */
function isFixed(premise: Equation, background: readonly Equation[], quantity: string): boolean {
  const network = networkOf([premise, ...background]);
  const [first, second] = [1, 2].map((world) => {
    const free = symbolsOf(premise.polynomial).slice(1);
    const values = new Map(free.map((id, place) => [id, fraction(world * (place + 1) + place)]));
    return propagate(network, values).values.get(quantity);
  });
  return first !== undefined && second !== undefined && first.equals(second);
}

/** What a background equation gives that holds nothing else. */
export function impliedBy(background: readonly Equation[], about: readonly string[]): string[] {
  return background.flatMap(({ polynomial }) => {
    const [other, ...more] = symbolsOf(polynomial).filter((id) => !about.includes(id));
    return other === undefined || more.length > 0 ? [] : [other];
  });
}

const settled = new WeakMap<CertifiedItem, Map<string, ReadonlySet<string>>>();

/** The quantities whose values follow from these premises and the background. */
export function settledBy(item: CertifiedItem, told: ReadonlySet<string>): ReadonlySet<string> {
  const ofItem = settled.get(item) ?? new Map<string, ReadonlySet<string>>();
  settled.set(item, ofItem);
  const key = keyOf(told);
  const found = ofItem.get(key);
  if (found) return found;
  const { premises, background } = itemSystem(item);
  const network = networkOf([...premises.filter(({ id }) => told.has(id)), ...background]);
  const made = new Set(propagate(network).values.keys());
  ofItem.set(key, made);
  return made;
}

function keyOf(told: ReadonlySet<string>): string {
  return [...told].sort().join('\n');
}
