import { createHash } from 'node:crypto';
import type { Item } from './item.ts';

/** JSON with the keys of every object sorted and no white space: the same value, the same bytes. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  return objectJson(value, canonicalJson);
}

function objectJson(value: object, write: (field: unknown, key: string) => string): string {
  let text = '';
  for (const key of sorted(Object.keys(value))) {
    const field: unknown = Reflect.get(value, key);
    if (field === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(key)}:${write(field, key)}`;
  }
  return `{${text}}`;
}

/** In place; by insertion where they are few, as in most records. */
function sorted(keys: string[]): string[] {
  if (keys.length > FEW) return keys.sort();
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index] ?? '';
    let place = index;
    for (let before = keys[place - 1]; before !== undefined && before > key; ) {
      keys[place] = before;
      place -= 1;
      before = keys[place - 1];
    }
    keys[place] = key;
  }
  return keys;
}

const FEW = 20;

/** A text in JSON. Most need nothing but their quotes, which is quicker to see than to call for. */
function quoted(text: string): string {
  return NEEDS_NO_ESCAPE.test(text) ? `"${text}"` : JSON.stringify(text);
}

const NEEDS_NO_ESCAPE = /^[ !#-[\]-~\u00a0-\ud7ff]*$/;

/** SHA-256 of the item's canonical JSON without its digest, in hexadecimal. */
export function itemDigest(item: Omit<Item, 'digest'>): string {
  const { digest: _, ...rest } = { digest: '', ...item };
  return sha256(
    objectJson(rest, (field, key) => (SHARED.has(key) ? shared(field) : canonicalJson(field))),
  );
}

/** What the items of a problem have in common: written once, and not changed afterwards. */
const SHARED: ReadonlySet<string> = new Set(['quantities', 'background', 'world']);
const WRITTEN = new WeakMap<object, string>();

function shared(value: unknown): string {
  if (typeof value !== 'object' || value === null) return canonicalJson(value);
  const known = WRITTEN.get(value);
  if (known !== undefined) return known;
  const text = canonicalJson(value);
  WRITTEN.set(value, text);
  return text;
}

/** SHA-256 over the digests of a release's items, whatever their order. */
export function releaseDigest(digests: Iterable<string>): string {
  return sha256([...digests].sort().join('\n'));
}

/** In hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
