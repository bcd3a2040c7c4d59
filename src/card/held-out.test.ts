import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Calibration } from '../stats/calibration.ts';
import { measureHeldOut } from './held-out.ts';

const KEPT = new URL('../../dist/src/card/held-out.json', import.meta.url);

test('the build keeps what the rules are measured to be on the held-out replies', async () => {
  const measured = await measureHeldOut();
  expect(measured?.replies).toBeGreaterThan(100);
  expect(Calibration.parse(JSON.parse(readFileSync(KEPT, 'utf8')))).toEqual(measured);
});
