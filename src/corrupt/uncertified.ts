import { itemDigest } from './digest.ts';
import { type Item, isCertified } from './item.ts';
import { clashOf, kindOf } from './item-kind.ts';

/** The operators of items that were made elsewhere. */
export const EXTERNAL = {
  missing: 'external-missing',
  contradicted: 'external-contradicted',
  intact: 'external-intact',
} as const;

/**
 * What is wrong with the form of an item that claims no proof, given its twin; [] where it holds.
 * That it is what its source says is not checked: nothing could.
 */
export function uncertifiedFaults(item: Item, twin: Item | undefined): string[] {
  const faults: string[] = [];
  if (itemDigest(item) !== item.digest) faults.push('digest: it is not that of the item');
  if (item.certificate.kind !== 'none') faults.push('change: reported, but there is a certificate');
  if (item.change.kind !== 'reported' && item.change.kind !== 'none') {
    faults.push(`certificate: none, but the change claims to be a ${item.change.kind}`);
  }
  if (item.difficulty !== null) faults.push('difficulty: there is no derivation to measure it by');
  if (item.operator !== EXTERNAL[kindOf(item)]) {
    faults.push(`operator: ${item.operator} makes no item without a certificate`);
  }
  if (item.premises.length + item.background.length + item.asides.length > 0) {
    faults.push('premises, background, asides: there are none without a certificate');
  }
  return [...faults, ...nameFaults(item), ...pairFaults(item, twin)];
}

/** What is asked for, told or clashing has a name. */
function nameFaults(item: Item): string[] {
  const known = new Set(item.quantities.map(({ id }) => id));
  const clash = clashOf(item);
  const named = [
    ...item.asks.flat(),
    ...Object.keys(item.world),
    ...(clash ? [clash.quantity] : []),
  ];
  const strange = named.find((id) => !known.has(id));
  return strange === undefined ? [] : [`quantities: there is no "${strange}"`];
}

function pairFaults(item: Item, twin: Item | undefined): string[] {
  if (item.twin === null)
    return kindOf(item) === 'intact' ? [] : ['twin: a changed item needs one'];
  if (kindOf(item) === 'intact') return ['twin: an intact item has none'];
  if (!twin) return [`twin: there is no item ${item.twin}`];
  const faults: string[] = [];
  if (twin.id !== item.twin || twin.twin !== null) faults.push('twin: not the intact item');
  if (isCertified(twin)) faults.push('twin: it has a certificate, and the item has none');
  for (const field of ['family', 'topic', 'problem', 'answer'] as const) {
    if (item[field] !== twin[field]) faults.push(`${field}: differs from the twin's`);
  }
  return faults;
}
