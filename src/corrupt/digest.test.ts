import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, releaseDigest } from './digest.ts';

describe('canonical JSON', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'é' })).toBe(
      '{"a":"é","b":[{"c":null,"d":1}]}',
    );
    expect(canonicalJson({ a: 'é', b: [{ c: null, d: 1 }] })).toBe(
      canonicalJson({ b: [{ d: 1, c: null }], a: 'é' }),
    );
  });

  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(canonicalJson(JSON.parse(text)))).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('the digest of a release', () => {
  it('depends on every item and not on their order', () => {
    expect(releaseDigest(['a', 'b'])).toBe(releaseDigest(['b', 'a']));
    expect(releaseDigest(['a', 'b'])).not.toBe(releaseDigest(['a']));
    expect(releaseDigest(['a', 'b'])).toMatch(/^[0-9a-f]{64}$/);
  });
});
