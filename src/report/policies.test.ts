import { describe, expect, test } from 'vitest';
import { aRun, aVerdict, someItems } from '../stats/simulated-run.test-data.ts';
import { Tally } from '../stats/tally.ts';
import { policyGains, policySection } from './policies.ts';

const ITEMS = someItems(10, 1);
const run = (policy: string, more = {}) => aRun({ policy, items: ITEMS.length, ...more });

/** It solves every twin, and asks on the corrupted items of the first so many families. */
function asking(policy: string, families: number, more = {}): Promise<Tally> {
  return new Tally(run(policy, more), ITEMS).addAll(
    ITEMS.map(({ id, twin, family }) => {
      const asks = Number(family.split('-')[1]) < families;
      return aVerdict(id, twin === null ? 'solves' : asks ? 'asks' : 'guesses');
    }),
  );
}

describe('what a policy recovers', () => {
  test('is its share of what is lost without it', async () => {
    const [gain] = policyGains([await asking('plain', 4), await asking('hint', 7)]);
    expect(gain).toMatchObject({ policy: 'hint', protocol: 'ask', recovered: { units: 10 } });
    expect(gain?.recovered.value).toBeCloseTo(0.5, 12);
    expect(gain?.recovered.low).toBeLessThan(0.5);
    expect(gain?.recovered.high).toBeGreaterThan(0.5);
  });

  test('is below 0 where it makes things worse', async () => {
    const [gain] = policyGains([await asking('plain', 4), await asking('cot', 1)]);
    expect(gain?.recovered.value).toBeCloseTo(-0.5, 12);
  });

  test('is not told where nothing is lost, or nothing was run without it', async () => {
    const [gain] = policyGains([await asking('plain', 10), await asking('hint', 10)]);
    expect(gain?.recovered.value).toBeNull();
    expect(policySection(gain ? [gain] : [])?.rows).toEqual([
      ['some-model · ask · default · hint', 'no clear loss'],
    ]);
    expect(policyGains([await asking('hint', 10)])).toEqual([]);
    expect(policySection([])).toBeNull();
  });

  test('is told of the same run alone: not of another seed, or another model', async () => {
    const plain = await asking('plain', 4);
    expect(policyGains([plain, await asking('hint', 7, { seed: 8 })])).toEqual([]);
    expect(policyGains([plain, await asking('hint', 7, { model: 'other' })])).toEqual([]);
  });
});
