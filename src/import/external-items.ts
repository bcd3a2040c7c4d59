import { createHash } from 'node:crypto';
import { itemDigest } from '../corrupt/digest.ts';
import { CANARY, type Item } from '../corrupt/item.ts';
import { shapeFaults } from '../corrupt/item-shape.ts';
import { EXTERNAL } from '../corrupt/uncertified.ts';
import type { World } from '../math/certificate.ts';
import { rational } from '../math/fraction.ts';
import { type ExternalItem, exact } from './external.ts';

/** An item of others as one that can be put to a model, or why it cannot. */
export type Admitted = { readonly item: Item } | { readonly rejected: string; readonly id: string };

/** Any number that others' items have. */
const ANY = { min: `-${'9'.repeat(30)}`, max: '9'.repeat(30) };

/**
 * Items of others as ones that a run can put to a model: uncertified, each corrupted one with its intact
 * twin, whose answer must be known. `source` names the set where an item does not. In the order given,
 * each twin before the items that are paired with it.
 */
export function* admitExternal(
  items: ReadonlyMap<string, ExternalItem>,
  source: string,
): Generator<Admitted> {
  const ids = new Set<string>();
  const twins = new Set<string>();
  const admit = (external: ExternalItem, intact: ExternalItem): Admitted => {
    const item = convert(external, intact, external.source ?? source);
    if (ids.has(item.id)) return { rejected: `another item is called ${item.id}`, id: external.id };
    const [fault] = shapeFaults(item);
    if (fault !== undefined) return { rejected: fault, id: external.id };
    ids.add(item.id);
    return { item };
  };
  for (const external of items.values()) {
    const found = intactOf(external, items);
    if (typeof found === 'string') {
      yield { rejected: found, id: external.id };
      continue;
    }
    if (!twins.has(found.id)) {
      const twin = admit(found, found);
      if ('rejected' in twin) {
        yield { rejected: twin.rejected, id: external.id };
        continue;
      }
      yield twin;
      twins.add(found.id);
    }
    if (found !== external) yield admit(external, found);
  }
}

/** The intact half of the item's pair, or why there is none to work with. */
function intactOf(
  item: ExternalItem,
  items: ReadonlyMap<string, ExternalItem>,
): ExternalItem | string {
  const intact = item.kind === 'intact' ? item : items.get(item.twin ?? '');
  if (!intact) {
    return item.twin === null
      ? 'it has no intact twin, and a pair is what is scored'
      : 'its intact twin is not in the file';
  }
  if (intact.kind !== 'intact') return 'its twin is not intact';
  const answer = intact.answer === null ? null : exact(intact.answer);
  if (answer === null) return 'the answer to the intact problem is no exact number';
  const own = item.answer === null ? answer : exact(item.answer);
  return own?.equals(answer) === true ? intact : 'its answer is not that of its twin';
}

function convert(external: ExternalItem, intact: ExternalItem, source: string): Item {
  const { kind, needs, clash, text } = external;
  const named = [...needs, ...clash.map(({ noun }) => ({ noun, unit: '' }))];
  const clashes = clash.map(({ values }) => values.flatMap((value) => canonical(value) ?? []));
  const world: World = {};
  for (const [n, { value }] of needs.entries()) {
    const known = value === null ? null : canonical(value);
    if (known !== null) world[`q${n}`] = known;
  }
  for (const [n, [first]] of clashes.entries()) {
    if (first !== undefined) world[`q${n}`] = first;
  }
  const whole = clashes.findIndex((values, n) => values.length === clash[n]?.values.length);
  const base = itemId(intact.id);
  const item: Omit<Item, 'digest'> = {
    format: 'lacuna-item/1',
    canary: CANARY,
    id: itemId(external.id),
    twin: kind === 'intact' ? null : base,
    family: base,
    topic: source,
    problem: base,
    operator: EXTERNAL[kind],
    seed: 0,
    wording: 0,
    text,
    target: 'answer',
    answer: canonical(intact.answer ?? '') ?? '0',
    quantities: named.map(({ noun, unit }, n) => ({
      id: `q${n}`,
      noun,
      unit,
      also: [],
      domain: ANY,
    })),
    premises: [],
    background: [],
    asides: [],
    change:
      kind === 'intact'
        ? { kind: 'none' }
        : {
            kind: 'reported',
            what: kind,
            clash: whole < 0 ? null : { quantity: `q${whole}`, values: clashes[whole] ?? [] },
          },
    world,
    asks: needs.length > 0 ? [needs.map((_, n) => `q${n}`)] : [],
    difficulty: null,
    certificate: { kind: 'none', source },
  };
  return { ...item, digest: itemDigest(item) };
}

function canonical(text: string): string | null {
  const number = exact(text);
  return number && rational(number);
}

/** An id as our items have them; one that had to be changed keeps apart from others by a hash. */
function itemId(id: string): string {
  if (/^[a-z0-9][a-z0-9.+-]{0,119}$/.test(id)) return id;
  const plain = id.toLowerCase().replace(/[^a-z0-9.+-]+/g, '-');
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 6);
  return `${plain.replace(/^[^a-z0-9]+/, '').slice(0, 100) || 'item'}-${hash}`;
}
