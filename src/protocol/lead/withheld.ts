import { type CertifiedItem, type Item, isCertified } from '../../corrupt/item.ts';
import { isSettled, leastQuestions } from '../../corrupt/questions.ts';
import { itemSystem } from '../../corrupt/system.ts';
import { determine } from '../../math/determine.ts';
import { Random } from '../../math/random.ts';
import type { Premise, Span } from '../../problem/problem.ts';
import { sentences } from '../../reading/sentences.ts';
import { type Shard, shardsOf } from '../reveal/shards.ts';

/** An intact problem of which the user keeps some facts to himself until he is asked. */
export interface Withheld {
  readonly item: CertifiedItem;
  /** The problem as he first puts it: its text and premises without those facts. */
  readonly opening: Item;
  readonly facts: readonly Shard[];
  /** Questions for one quantity each that it takes at least. */
  readonly least: number;
  /** Whether a fact is a relation to what only another fact fixes, so that its telling opens a new need. */
  readonly opens: boolean;
}

const known = new WeakMap<Item, Withheld | null>();

/**
 * What the user withholds of an item: 2 to 4 facts, each of which the answer needs (without it alone two worlds
 * fit the rest), each to be had by a question for one quantity. Where the problem has such two, one is a
 * relation to what the other fixes. The same for a problem with asides as for the one without. null for an
 * item that cannot be told bit by bit (`shardsOf`), or that has no such facts.
 */
export function withheldOf(item: Item): Withheld | null {
  const found = known.get(item);
  if (found !== undefined) return found;
  const made = isCertified(item) ? withhold(item) : null;
  known.set(item, made);
  return made;
}

const FEWEST = 2;
const MOST = 4;

function withhold(item: CertifiedItem): Withheld | null {
  const shards = shardsOf(item);
  if (!shards) return null;
  const scene = shards.setting === '' ? firstOf(item) : null;
  const random = new Random(item.problem, 'lead');
  const size = random.int(FEWEST, MOST);
  const free = random.shuffle(
    shards.facts
      .toSorted((a, b) => (a.premise < b.premise ? -1 : 1))
      .filter(({ premise }) => premise !== scene && isNeeded(item, premise)),
  );
  // Something is told at once.
  const count = Math.min(size, shards.facts.length - 1);
  for (const facts of choices(item, free, count)) {
    const least = leastQuestions(item, openly(item, facts));
    // Each fact is needed, so that no fewer questions than facts will do.
    if (least?.length !== facts.length) continue;
    const opens = facts.some((fact) => facts.some((other) => leadsTo(item, fact, other)));
    return { item, opening: without(item, facts), facts, least: least.length, opens };
  }
  return null;
}

/** Sets of so many facts: first those that hold a relation and what it leads to. */
function* choices(
  item: CertifiedItem,
  free: readonly Shard[],
  count: number,
): Generator<readonly Shard[]> {
  if (count < FEWEST || free.length < FEWEST) return;
  const pairs = free.flatMap((fact) =>
    free.flatMap((other) => (leadsTo(item, fact, other) ? [[fact, other]] : [])),
  );
  for (let size = Math.min(count, free.length); size >= FEWEST; size -= 1) {
    for (const start of [...pairs, []]) {
      const rest = free.filter((fact) => !start.includes(fact));
      yield [...start, ...rest.slice(0, size - start.length)];
    }
  }
}

/** Whether one fact is a relation to a quantity that only the other one fixes. */
function leadsTo({ target }: Item, { gives, about }: Shard, other: Shard): boolean {
  return (
    gives === null && other.gives !== null && other.gives !== target && about.includes(other.gives)
  );
}

/** Whether without this premise two worlds fit all the others. */
function isNeeded(item: CertifiedItem, premise: string): boolean {
  const system = itemSystem(item);
  const premises = system.premises.filter(({ id }) => id !== premise);
  const { status } = determine({ ...system, premises }, { known: item.world, seed: item.seed });
  return status === 'open' && !isSettled(item, new Set(premises.map(({ id }) => id)));
}

/** The premises that are told at once. */
function openly({ premises }: Item, facts: readonly Shard[]): Set<string> {
  const kept = premises.filter(({ id }) => !facts.some(({ premise }) => premise === id));
  return new Set(kept.map(({ id }) => id));
}

/** The premise of the text's first sentence, if that states one. */
function firstOf({ text, premises }: Item): string | null {
  const [first] = sentences(text);
  return premises.find(({ span }) => span && first && isIn(span, first.span))?.id ?? null;
}

/** The item without the sentences that state the facts. */
function without(item: CertifiedItem, facts: readonly Shard[]): Item {
  const gone = new Set(facts.map(({ premise }) => premise));
  let text = '';
  const premises: Premise[] = [];
  for (const sentence of sentences(item.text)) {
    const stated = item.premises.filter(({ span }) => span && isIn(span, sentence.span));
    if (stated.some(({ id }) => gone.has(id))) continue;
    if (text !== '') text += ' ';
    const moved = text.length - sentence.span[0];
    text += sentence.text;
    for (const premise of stated) {
      const [start, end] = premise.span ?? [0, 0];
      premises.push({ ...premise, span: [start + moved, end + moved] });
    }
  }
  return { ...item, text, premises };
}

function isIn([start, end]: Span, [from, to]: Span): boolean {
  return start >= from && end <= to;
}
