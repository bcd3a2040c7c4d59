import { createHash } from 'node:crypto';
import type { Item } from './item.ts';

/** JSON with the keys of every object sorted and no white space: the same value, the same bytes. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const field: unknown = Reflect.get(value, key);
    if (field === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(field)}`;
  }
  return `{${text}}`;
}

/** A text in JSON. Most need nothing but their quotes, which is quicker to see than to call for. */
function quoted(text: string): string {
  return NEEDS_NO_ESCAPE.test(text) ? `"${text}"` : JSON.stringify(text);
}

const NEEDS_NO_ESCAPE = /^[ !#-[\]-~\u00a0-\ud7ff]*$/;

/** SHA-256 of the item's canonical JSON without its digest, in hexadecimal. */
export function itemDigest(item: Omit<Item, 'digest'>): string {
  const { digest: _, ...rest } = { digest: '', ...item };
  return sha256(canonicalJson(rest));
}

/** SHA-256 over the digests of a release's items, whatever their order. */
export function releaseDigest(digests: Iterable<string>): string {
  return sha256([...digests].sort().join('\n'));
}

/** In hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
