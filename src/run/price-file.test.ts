import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchDir } from '../../tests/scratch.ts';
import { offersIn, readPrices } from './price-file.ts';

function fileOf(text: string): string {
  const path = join(scratchDir(), 'prices.yaml');
  writeFileSync(path, text);
  return path;
}

test('a model with a batch discount is offered twice, without the tails of binary fractions', async () => {
  const path = fileOf(
    'models:\n  a: { input: 3, output: 0.7, batchDiscount: 0.9 }\n  b: { input: 1, output: 2 }\n',
  );
  expect(offersIn(await readPrices(path))).toEqual({
    a: { input: 3, output: 0.7 },
    'a, in batches': { input: 0.3, output: 0.07 },
    b: { input: 1, output: 2 },
  });
});

test('a discount is a share', async () => {
  const path = fileOf('models:\n  a: { input: 3, output: 1, batchDiscount: 50 }\n');
  await expect(readPrices(path)).rejects.toThrow(/models\.a\.batchDiscount/);
});
