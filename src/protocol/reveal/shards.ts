import { type CertifiedItem, type Item, isCertified } from '../../corrupt/item.ts';
import { impliedBy } from '../../corrupt/questions.ts';
import { itemSystem } from '../../corrupt/system.ts';
import { symbolsOf } from '../../math/polynomial.ts';
import type { System } from '../../math/system.ts';
import { sentences } from '../../reading/sentences.ts';
import type { Variant } from './variant.ts';

/** A sentence of the text that states a premise. */
export interface Shard {
  readonly premise: string;
  readonly text: string;
  /** The quantity whose value it states; null for a relation. */
  readonly gives: string | null;
  /** The quantities that it speaks of. */
  readonly about: readonly string[];
  /** Those that every reader gets from these alone: the difference or the ratio that a relation states. */
  readonly implies: readonly string[];
}

/** An intact problem in pieces, none of which leans on another. */
export interface Shards {
  /** The text's last sentence. */
  readonly question: string;
  /** What states no premise that the answer needs: the scene, and asides. "" where nothing does. */
  readonly setting: string;
  /** Asides that stand in the setting. */
  readonly asides: readonly string[];
  /** In the order in which they are told where nothing is asked. */
  readonly facts: readonly Shard[];
}

const known = new WeakMap<Item, Shards | null>();

/**
 * Cuts an intact item at its sentences ("sharding", Laban et al. 2025, arXiv 2505.06120; there by a
 * language model): every character but the spaces between them is in one piece. No clause of the bank
 * starts from another one, so that the pieces may come in any order. The order is that of a user who says
 * first what comes to mind: by how many equations lie between a premise and what is asked, then as in
 * the text; where the scene is set by a premise's own sentence, that one first.
 * null where it cannot be cut: a corrupted item, one that is not of the bank, two premises in a sentence,
 * one in the question itself.
 */
export function shardsOf(item: Item): Shards | null {
  const cut = known.get(item);
  if (cut !== undefined) return cut;
  const made = item.twin === null && isCertified(item) && isOfBank(item) ? cutUp(item) : null;
  known.set(item, made);
  return made;
}

/** An imported problem is a family of its own: its sentences may lean on each other ("it", "the rest"). */
function isOfBank({ family, problem }: Item): boolean {
  return family !== problem;
}

/** Replies of a conversation in which the item is told so; 1 where no variant is named. */
export function turnsOf(item: Item, variant: Variant | undefined): number {
  if (variant === undefined || variant === 'full' || variant === 'concat') return 1;
  return 1 + (shardsOf(item)?.facts.length ?? 0);
}

function cutUp(item: CertifiedItem): Shards | null {
  const pieces = sentences(item.text).map(({ span: [start, end], text }) => ({
    text,
    premises: item.premises.filter(
      ({ span }) => span !== null && span[0] >= start && span[1] <= end,
    ),
  }));
  const question = pieces.pop();
  if (!question || question.premises.length > 0) return null;
  if (pieces.some(({ premises }) => premises.length > 1)) return null;
  const placed = pieces.flatMap(({ premises }) => premises);
  if (placed.length === 0 || placed.length < item.premises.length) return null;
  const system = itemSystem(item);
  const facts: Shard[] = [];
  const setting: string[] = [];
  for (const { text, premises } of pieces) {
    const [premise] = premises;
    if (premise && !item.asides.includes(premise.id)) {
      const { id, gives } = premise;
      const about = symbols(system, id);
      facts.push({ premise: id, text, gives, about, implies: impliedBy(system.background, about) });
    } else setting.push(text);
  }
  const [first, ...rest] = facts;
  return {
    question: question.text,
    setting: setting.join(' '),
    asides: item.asides,
    facts:
      setting.length > 0 || !first
        ? nearestFirst(system, facts)
        : [first, ...nearestFirst(system, rest)],
  };
}

function nearestFirst(system: System, facts: readonly Shard[]): Shard[] {
  const steps = distances(system);
  const distance = ({ about }: Shard) =>
    Math.min(...about.map((id) => steps.get(id) ?? Number.MAX_SAFE_INTEGER));
  return facts.toSorted((a, b) => distance(a) - distance(b));
}

function symbols({ premises }: System, premise: string): string[] {
  const stated = premises.find(({ id }) => id === premise);
  return stated ? symbolsOf(stated.polynomial) : [];
}

/** How many equations lie between each quantity and the target. */
function distances({ premises, background, target }: System): Map<string, number> {
  const equations = [...premises, ...background].map(({ polynomial }) => symbolsOf(polynomial));
  const distance = new Map([[target, 0]]);
  // What is set during the walk is walked to as well: nearest first.
  for (const [id, steps] of distance) {
    for (const next of equations.filter((symbols) => symbols.includes(id)).flat()) {
      if (!distance.has(next)) distance.set(next, steps + 1);
    }
  }
  return distance;
}
