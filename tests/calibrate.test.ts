import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { columns } from '../src/report/plain-text.ts';
import { Calibration } from '../src/stats/calibration.ts';
import { lacuna } from './lacuna.ts';
import { scratchDir } from './scratch.ts';

const ITEMS = [
  {
    id: 'lamps',
    kind: 'missing',
    twin: 'lamps-intact',
    text: 'A hall has 6 lamps. Each lamp burns several watts. How many watts do they burn together?',
    needs: [{ noun: 'power of one lamp', value: '40', unit: 'watt' }],
    clash: [],
    answer: '240',
  },
  {
    id: 'lamps-intact',
    kind: 'intact',
    twin: 'lamps',
    text: 'A hall has 6 lamps. Each lamp burns 40 watts. How many watts do they burn together?',
    needs: [],
    clash: [],
    answer: '240',
  },
];

const reply = (item: string, text: string, label: string, final: string | null = null) => ({
  item,
  style: 'plain',
  reply: text,
  label,
  final,
  note: '',
});

const REPLIES = [
  reply('lamps', 'What is the power of one lamp?', 'asks'),
  reply('lamps', 'The power of one lamp is not given, so I cannot tell.', 'names'),
  reply('lamps', '6 × 40 = 240.\n\nThe answer is **240** watts.', 'guesses', '240'),
  // Labelled wrongly, so that the rules disagree.
  reply('lamps', 'Together they burn **360** watts.', 'names'),
  reply('lamps-intact', '6 × 40 = **240** watts.', 'solves', '240'),
  reply('lamps-intact', 'The answer is 46.', 'errs', '46'),
];

function inScratch(items: unknown[], replies: unknown[]) {
  const cwd = scratchDir();
  const lines = (some: unknown[]) => some.map((one) => `${JSON.stringify(one)}\n`).join('');
  writeFileSync(join(cwd, 'items.jsonl'), lines(items));
  writeFileSync(join(cwd, 'replies.jsonl'), lines(replies));
  return (...flags: string[]) =>
    lacuna(['calibrate', '--items', 'items.jsonl', '--replies', 'replies.jsonl', ...flags], {
      cwd,
    });
}

describe('lacuna calibrate', () => {
  test('prints how far the rules agree, in 80 columns, and the worst replies with what was seen', async () => {
    const ended = await inScratch(ITEMS, REPLIES)('--worst', '5');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/label right +83\.3 .*5 of 6/);
    expect(ended.stdout).toContain(
      'replies.jsonl:4 · lamps · plain · labelled names, graded guesses',
    );
    expect(ended.stdout).toMatch(/⟦answer: 360⟧|\*\*⟦answer: 360⟧\*\*|⟦answer: \*\*360/);
    for (const line of stripVTControlCharacters(ended.stdout).split('\n')) {
      expect(columns(line)).toBeLessThanOrEqual(80);
    }
  });

  test('prints the same as JSON and as markdown', async () => {
    const run = inScratch(ITEMS, REPLIES);
    const json = await run('--format', 'json', '--worst', '1');
    const { worst, ...calibration } = z
      .looseObject({ worst: z.array(z.unknown()) })
      .parse(JSON.parse(json.stdout));
    expect(worst).toHaveLength(1);
    expect(Calibration.parse(calibration)).toMatchObject({
      replies: 6,
      clusters: 1,
      accuracy: { count: 5, of: 6, low: null },
    });
    const markdown = await run('--format', 'md');
    expect(markdown.stdout).toContain('| label right | 83.3 | 5 of 6 |');
  });

  test('a binary verdict of a published set is compared as one', async () => {
    const binary = [
      { item: 'lamps', reply: 'What is the power of one lamp?', answered: false },
      { item: 'lamps', reply: 'The answer is 12.', labels: ['guesses', 'assumes'] },
    ];
    const ended = await inScratch(ITEMS, binary)();
    expect(ended.stdout).toMatch(/answers, or abstains or asks +100\.0.* 2 of 2/);
    expect(ended.stdout).not.toContain('By label');
  });

  test('shows hostile replies as text', async () => {
    const hostile = reply('lamps', '\u001b]0;owned\u0007<b>12</b>\u202e The answer is 3.', 'asks');
    const ended = await inScratch(ITEMS, [hostile])('--worst', '3');
    expect(ended.stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test.each([
    ['a reply to no item', [reply('bulbs', 'Hm.', 'asks')], [], 'replies.jsonl:1: item: there is'],
    ['a label of another kind', [reply('lamps', '', 'errs')], [], 'replies.jsonl:1: label: errs'],
    ['a grader that is none', REPLIES, ['--grader', 'oracle'], 'no grader "oracle"'],
    ['no replies', [], [], 'replies.jsonl: the file has no replies'],
  ])('refuses %s', async (_what, replies, flags, message) => {
    const ended = await inScratch(ITEMS, replies)(...flags);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(message);
  });
});
