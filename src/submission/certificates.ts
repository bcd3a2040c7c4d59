import { verifyItem } from '../corrupt/verify.ts';
import type { FrozenSplit } from '../release/frozen.ts';

/** Faults of a release are those of every bundle on it: each is verified once. */
const verified = new WeakMap<FrozenSplit, readonly string[]>();

/** What is wrong with the items of a frozen split, one line an item; [] where every proof holds. */
export function certificateFaults(frozen: FrozenSplit): readonly string[] {
  const known = verified.get(frozen);
  if (known) return known;
  const { items } = frozen;
  const byId = new Map(items.map((item) => [item.id, item]));
  const faults = items.flatMap((item) => {
    const twin = item.twin === null ? undefined : byId.get(item.twin);
    // A release is frozen with its words: a sharper lint does not undo the runs on it.
    const found = verifyItem(item, twin, { lint: false });
    return found.length > 0 ? [`${item.id}: ${found.join('; ')}`] : [];
  });
  verified.set(frozen, faults);
  return faults;
}
