import { describe, expect, it } from 'vitest';
import { columns, ink } from './plain-text.ts';
import { sectionLines } from './section.ts';

const head = ['', 'before', 'after', 'difference [95%]', 'won/lost/tied', 'McNemar', 'Holm'];
const figures = ['100.0', '35.0', '−65.0 [−80.1, −49.9]', '0/26/14', '<0.001', '<0.001'];
const lines = (names: readonly string[]) =>
  sectionLines({ title: '', head, rows: names.map((name) => [name, ...figures]) }, 80, ink(false));

describe('a table at 80 columns', () => {
  it('folds names that would be the same when shortened', () => {
    const shown = lines(['high', '· contradict+distract', '· contradict-deep+distract']);
    for (const line of shown) expect(columns(line)).toBeLessThanOrEqual(80);
    expect(shown.map((line) => line.replace(/ +(before|100\.0) .*$/, ''))).toEqual([
      '',
      'high',
      '· contradict',
      '  +distract',
      '· contradict-deep',
      '  +distract',
    ]);
    expect(shown.filter((line) => line.includes('0/26/14'))).toHaveLength(3);
  });

  it('shortens names that stay distinct', () => {
    const shown = lines(['high', '· contradict-deep+distract', '· remove']);
    expect(shown).toHaveLength(4);
    expect(shown[2]).toMatch(/^· con.*….*act /);
  });
});
