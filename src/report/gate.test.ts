import { describe, expect, it } from 'vitest';
import type { Criterion } from '../stats/gate.ts';
import { type GateReport, renderGate, renderGateMarkdown } from './gate.ts';
import { renderAnnotations, renderJunit } from './gate-formats.ts';
import { columns } from './plain-text.ts';

function criterion(changes: Partial<Criterion> = {}): Criterion {
  return {
    ...{ metric: 'lacuna', budget: 'high', operator: null, better: 'higher' },
    ...{ before: 0.62, after: 0.563, change: -0.057, low: -0.083, high: -0.031, holm: 0.0004 },
    ...{ wins: 22, losses: 56, ties: 522, units: 600, families: 120 },
    ...{ verdict: 'fail', reason: null, jumped: false, needed: null },
    ...changes,
  };
}

const four: GateReport = {
  ...{ before: 'runs/v1', after: 'runs/v2', maxDrop: 0.02, confidence: 0.95 },
  ...{ verdict: 'fail', refused: null },
  criteria: [
    criterion(),
    criterion({
      budget: 'low',
      verdict: 'pass',
      change: 0.031,
      after: 0.651,
      low: 0.011,
      high: 0.05,
      jumped: true,
    }),
    criterion({
      operator: 'remove+distract',
      verdict: 'inconclusive',
      change: -0.008,
      after: 0.612,
      low: -0.04,
      high: 0.03,
      needed: 1840,
    }),
    criterion({
      metric: 'overasks',
      better: 'lower',
      verdict: 'refused',
      reason: 'too few',
      change: 0,
      before: 0,
      after: 0,
      low: -0.1,
      high: 0.1,
    }),
  ],
};
const refused: GateReport = { ...four, verdict: 'refused', criteria: [], refused: 'other release' };
const HOSTILE = '\u001b[31m"><b>&\u0000\ud800\n::error::owned%0A';
const hostile: GateReport = {
  ...four,
  after: HOSTILE,
  criteria: [criterion({ budget: HOSTILE, operator: HOSTILE })],
};

describe('a gate', () => {
  it('reads at 80 columns', async () => {
    const text = renderGate(four, { width: 80, color: false });
    for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(80);
    await expect(text).toMatchFileSnapshot('golden/gate.txt');
    expect(renderGate(refused, { width: 80, color: false })).toContain('Refused: other release');
  });

  it('shows another digit where a bound would read as the limit', () => {
    const near = criterion({ verdict: 'pass', change: 0, low: -0.01983, high: 0.02 });
    const text = renderGate({ ...four, criteria: [near] }, { width: 80, color: false });
    expect(text).toContain(' −1.98, +2.0 ');
    expect(renderJunit({ ...four, criteria: [near] })).toContain('bounds −1.98 and +2.0');
  });

  it('reads as markdown', async () => {
    await expect(renderGateMarkdown(four)).toMatchFileSnapshot('golden/gate.md.txt');
    const lines = renderGateMarkdown(hostile).split('\n');
    expect(lines.join('\n')).not.toContain('<b>');
    expect(lines.join('\n')).not.toContain('\u001b');
    expect(lines.filter((line) => line.startsWith('| lacuna'))).toHaveLength(1);
  });
});

describe('JUnit XML', () => {
  it('has a testcase a criterion: failure, skipped or error', async () => {
    await expect(renderJunit(four)).toMatchFileSnapshot('golden/gate.xml');
    expect(renderJunit(refused)).toContain('tests="1" failures="0" errors="1" skipped="0"');
    expect(renderJunit(refused)).toContain('<error type="refused" message="other release"/>');
  });

  it('escapes, and drops what XML cannot hold', () => {
    const text = renderJunit(hostile);
    expect(text).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/u);
    expect(text).not.toContain('<b>');
    expect(text).toContain('&quot;&gt;&lt;b&gt;&amp;');
    expect(text.match(/<testcase /g)).toHaveLength(1);
  });
});

describe('annotations', () => {
  it('are an error for a regression, a warning for what is unsure or jumped', () => {
    const kinds = renderAnnotations(four)
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(0, line.indexOf('::', 2)));
    expect(kinds).toEqual([
      '::error title=Regression%3A lacuna · high',
      '::warning title=Jump%3A lacuna · low',
      '::warning title=Inconclusive%3A lacuna · high · remove+distract',
      '::error title=Refused%3A overasks · high',
    ]);
    expect(renderAnnotations(refused)).toBe('::error title=Gate refused::other release\n');
  });

  it('are one line each, and nothing from outside begins another command', () => {
    for (const text of [
      renderAnnotations(hostile),
      renderGate(hostile, { width: 80, color: false }),
    ]) {
      expect(text).not.toContain('::error::owned');
      expect(text).not.toContain('\u001b');
    }
    expect(renderAnnotations(hostile).split('\n')).toHaveLength(2);
    expect(renderAnnotations({ ...refused, refused: 'a\n::error::b\r%' })).toBe(
      '::error title=Gate refused::a : :error: :b %25\n',
    );
  });
});
