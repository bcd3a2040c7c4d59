import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in the same time wherever the two differ. */
export function sameSecret(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
