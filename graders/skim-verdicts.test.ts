import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aRun, aVerdict, someItems } from '../src/stats/simulated-run.test-data.ts';
import { Tally } from '../src/stats/tally.ts';
import { scratchDir } from '../tests/scratch.ts';
import { type CountedVerdict, skimVerdicts } from './skim-verdicts.ts';
import { Verdict } from './verdict.ts';

const [CUT, INTACT] = ['family-0.0.cut', 'family-0.0.intact'];
const spent = (input: number | null, output: number | null) => ({
  spent: { calls: 1, input, output, reasoning: null },
});
const evidence = [{ turn: 0, span: [3, 9] as [number, number], shows: 'a "question"' }];

const VERDICTS: readonly Verdict[] = [
  aVerdict(CUT, 'asks', { ...spent(100, 2 ** 40), requests: true, evidence, understood: ['x'] }),
  aVerdict(CUT, 'none', { ...spent(null, 131_072), none: 'cut', epoch: 1, confidence: 0.25 }),
  aVerdict(INTACT, 'solves', { ...spent(0, null), right: true, final: '-7/3' }),
  aVerdict(INTACT, 'errs', { epoch: 1, noticed: { thought: true, answer: false } }),
  aVerdict(CUT, 'guesses', {
    epoch: 2,
    judged: { votes: [{ turn: 0, judge: 'a-judge', label: null }], doubts: ['injection'] },
  }),
  aVerdict(INTACT, 'solves', {
    epoch: 2,
    turns: [{ class: 'hedge', final: '1', right: false }],
    toldBy: null,
  }),
];

function written(lines: readonly string[]): string {
  const path = join(scratchDir(), 'verdicts.rules.jsonl');
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}

test('what is counted of a verdict is what parsing it gives', async () => {
  const taken: CountedVerdict[] = [];
  const reversed = JSON.stringify(Object.fromEntries(Object.entries(VERDICTS[0] ?? {}).reverse()));
  const lines = [...VERDICTS.map((verdict) => JSON.stringify(verdict)), reversed];
  await skimVerdicts(written(lines), (verdict) => taken.push(verdict));
  expect(taken).toHaveLength(lines.length);
  for (const [i, verdict] of taken.entries()) {
    expect(Verdict.parse(JSON.parse(lines[i] ?? ''))).toMatchObject(verdict);
  }
  const run = aRun({ epochs: 3 });
  const [skimmed, parsed] = [new Tally(run, someItems(2, 1)), new Tally(run, someItems(2, 1))];
  for (const verdict of taken) skimmed.add(verdict);
  for (const verdict of VERDICTS) parsed.add(verdict);
  for (const id of [CUT, INTACT]) {
    expect(skimmed.outcomes('default', id)).toEqual(parsed.outcomes('default', id));
    expect(skimmed.tokens('default', id)).toEqual(parsed.tokens('default', id));
  }
});

test('a verdict that is none is named', async () => {
  const [first] = VERDICTS;
  const harmed = [
    JSON.stringify({ ...first, label: 'shrugs' }),
    JSON.stringify({ ...first, final: 'seven' }),
    JSON.stringify({ ...first, epoch: -1 }),
    JSON.stringify(first).slice(0, -9),
  ];
  for (const line of harmed) {
    const path = written([JSON.stringify(first), line]);
    await expect(skimVerdicts(path, () => undefined)).rejects.toThrow(`${path}:2: `);
  }
});
