import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import { protocolNamed } from '../protocol/index.ts';
import type { Problems } from '../protocol/protocol.ts';
import { itemsFile } from '../release/named.ts';
import { limitPairs, limitProblems } from '../run/plan.ts';
import { builtInItems } from './built-in.ts';
import type { RunSettings } from './settings.ts';

/** So many pairs of the built-in set, spread over its families, do for a first look. */
const FIRST_LOOK = 60;

/** So many problems, where each takes a hundred calls: as many conversations as the original has of most models. */
const FIRST_EXPLORED = 20;

/** The items that a run under one protocol is held about. */
export async function chooseItems(settings: RunSettings): Promise<Item[]> {
  const look = settings.protocol === 'explore' ? FIRST_EXPLORED : FIRST_LOOK;
  const limit = settings.limit ?? (settings.items ? undefined : look);
  return limited(candidatesOf(await readSet(settings), settings), settings, limit);
}

/** All items of the set. */
export async function readSet({ items: named }: Pick<RunSettings, 'items'>): Promise<Item[]> {
  if (!named) return builtInItems();
  const items: Item[] = [];
  for await (const item of readItems(itemsFile(named))) items.push(item);
  return items;
}

type OfProtocol = Pick<RunSettings, 'protocol' | 'items'>;

/** Those that the protocol can be held about. Throws InputError where there is none. */
export function candidatesOf(
  items: readonly Item[],
  { protocol, items: named }: OfProtocol,
): Item[] {
  const { problems } = protocolNamed(protocol);
  if (problems) return takenProblems(items, protocol, problems);
  if (!items.some((item) => item.twin !== null)) {
    throw new InputError(`${named ?? 'the built-in set'} holds no pair: nothing to score`);
  }
  return [...items];
}

/** So many pairs, or problems, of the protocol's candidates; all where no number is given. */
export function limited(
  candidates: readonly Item[],
  { protocol }: OfProtocol,
  limit?: number,
): Item[] {
  if (limit === undefined) return [...candidates];
  const limitTo = protocolNamed(protocol).problems ? limitProblems : limitPairs;
  return limitTo(candidates, limit);
}

/** How many pairs, or problems, there are. */
export function countOf(candidates: readonly Item[], { protocol }: OfProtocol): number {
  if (protocolNamed(protocol).problems) return candidates.length;
  return candidates.filter(({ twin }) => twin !== null).length;
}

function isIntact({ twin }: Item): boolean {
  return twin === null;
}

/** The problems that a protocol takes. */
function takenProblems(
  items: readonly Item[],
  protocol: string,
  { of = isIntact, takes, what, leftOut }: Problems,
): Item[] {
  const such = items.filter(of);
  const taken = such.filter(takes);
  if (taken.length === 0) {
    throw new InputError(`the set has no ${what}: ${leftOut}`);
  }
  if (taken.length < such.length) {
    const kind = of === isIntact ? 'intact problems' : 'problems';
    process.stderr.write(
      `${protocol}: ${such.length - taken.length} of ${such.length} ${kind} are left out: ${leftOut}.\n`,
    );
  }
  return taken;
}
