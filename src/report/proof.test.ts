import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { blurred, contradicted, impossible, intact, removed } from './kiosk-items.test-data.ts';
import { columns } from './plain-text.ts';
import { explainItem } from './proof.ts';

const plain = { width: 80, color: false };

describe('an item explained', () => {
  it.each([
    ['intact', intact, undefined],
    ['removed', removed, intact],
    ['blurred', blurred, intact],
    ['contradicted', contradicted, intact],
    ['impossible', impossible, intact],
  ])('reads well: %s', async (name, item, twin) => {
    await expect(explainItem(item, twin, plain)).toMatchFileSnapshot(`golden/proof-${name}.txt`);
  });

  it('marks what was done without colour', () => {
    expect(explainItem(removed, intact, plain)).toContain('⟦removed: A pen costs 2.50');
    expect(explainItem(blurred, intact, plain)).toContain('⟦blurred from: A pen costs 2.50');
    expect(explainItem(contradicted, intact, plain)).toContain('⟦added: The');
  });

  it('fits the width', () => {
    for (const width of [50, 80, 120]) {
      for (const item of [intact, removed, blurred, contradicted, impossible]) {
        const lines = explainItem(item, intact, { width, color: false }).split('\n');
        expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(width);
      }
    }
  });

  it('is the same text with colour', () => {
    const color = explainItem(removed, intact, { width: 80, color: true });
    expect(color).toContain('\u001b[1m⟦removed');
    expect(stripVTControlCharacters(color)).toBe(explainItem(removed, intact, plain));
  });

  it('prints no control character of a file from elsewhere', () => {
    const hostile = { ...intact, id: 'x\u001b[2J', text: `\u001b[31m${intact.text}` };
    const text = explainItem(hostile, undefined, plain);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
