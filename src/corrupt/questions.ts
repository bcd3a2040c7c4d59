import { networkOf } from '../math/network.ts';
import { symbolsOf } from '../math/polynomial.ts';
import { propagate } from '../math/propagate.ts';
import { sufficientAsks } from '../math/sufficient.ts';
import { restatesTarget } from './helpful-asks.ts';
import type { CertifiedItem } from './item.ts';
import { itemSystem } from './system.ts';

/** What a question for a quantity comes to, put to somebody who knows an intact problem's premises and no more. */
export type Brought =
  /** A premise, which he has not told yet. */
  | { readonly kind: 'premise'; readonly premise: string }
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
  const { target, premises } = item;
  if (quantity === target || restatesTarget(itemSystem(item), item.world, quantity)) {
    return { kind: 'target' };
  }
  if (premises.some(({ id, gives }) => gives === quantity && told.has(id)))
    return { kind: 'stated' };
  if (settledBy(item, told).has(quantity)) return { kind: 'follows' };
  const untold = aboutOf(item).filter(({ premise }) => !told.has(premise));
  const found =
    untold.find(({ gives }) => gives === quantity) ??
    untold.find(({ about }) => about.includes(quantity)) ??
    untold.find(({ implies }) => implies.includes(quantity));
  if (found) return { kind: 'premise', premise: found.premise };
  return { kind: wouldHelp(item, told, quantity) ? 'unknown' : 'idle' };
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
  return item.quantities.flatMap(({ id }) => {
    const brought = broughtBy(item, told, id);
    return brought.kind === 'premise' ? [{ quantity: id, premise: brought.premise }] : [];
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

interface About {
  readonly premise: string;
  readonly gives: string | null;
  readonly about: readonly string[];
  readonly implies: readonly string[];
}

const known = new WeakMap<CertifiedItem, readonly About[]>();

function aboutOf(item: CertifiedItem): readonly About[] {
  const found = known.get(item);
  if (found) return found;
  const { premises, background } = itemSystem(item);
  const made = premises.map(({ id, polynomial }) => {
    const about = symbolsOf(polynomial);
    const gives = item.premises.find((premise) => premise.id === id)?.gives ?? null;
    return { premise: id, gives, about, implies: impliedBy(background, about) };
  });
  known.set(item, made);
  return made;
}

/** What a background equation gives that holds nothing else. */
export function impliedBy(
  background: ReturnType<typeof itemSystem>['background'],
  about: readonly string[],
): string[] {
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
