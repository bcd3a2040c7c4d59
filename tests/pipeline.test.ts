import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ModelCard } from '../src/card/model-card.ts';
import { RESPONDENTS } from '../src/model/respondents/index.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';

const BUDGETS = ['low', 'medium', 'high'];
const dir = sharedDir();

/** One run of all respondents for each protocol, through the command line and over HTTP. */
const reports = new Map<string, ModelCard>();
beforeAll(async () => {
  for (const protocol of ['ask', 'resolve']) {
    const args = ['run', '--respondents', 'all', '--budgets', BUDGETS.join(','), '--limit', '60'];
    const ran = await lacuna([...args, '--protocol', protocol, '--out', protocol], { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
    const dirs = RESPONDENTS.map(({ name }) => join(protocol, name));
    const { stdout, code } = await lacuna(['report', ...dirs, '--format', 'json'], { cwd: dir });
    expect(code).toBe(0);
    reports.set(protocol, ModelCard.parse(JSON.parse(stdout)));
  }
}, 120_000);

function runOf(protocol: string, name: string) {
  const run = reports.get(protocol)?.runs.find(({ settings }) => settings.model === name);
  if (!run) throw new Error(`no report of ${name}`);
  return run;
}

describe.each(RESPONDENTS.map((respondent) => [respondent.name, respondent] as const))(
  'the pipeline reports exactly the true scores of %s',
  (name, respondent) => {
    test.each(BUDGETS)('at %s', (budget) => {
      for (const protocol of ['ask', 'resolve']) {
        const run = runOf(protocol, name);
        const scores = run.budgets.find((entry) => entry.budget.name === budget)?.scores;
        expect(run.pairs).toBe(60);
        const truth = respondent.truth(60, budget);
        expect({
          lacuna: scores?.lacuna.share,
          asks: scores?.asks.share,
          overasks: scores?.overasks.share,
          guesses: scores?.guesses.share,
          abstains: scores?.abstains.share,
          req: scores?.requests.share,
          acc: scores?.accuracy?.share,
        }).toEqual({
          lacuna: protocol === 'ask' ? truth.lacuna : truth.resolved,
          asks: expect.closeTo(truth.asks, 12),
          overasks: truth.overasks,
          guesses: expect.closeTo(truth.guesses, 12),
          abstains: expect.closeTo(truth.abstains, 12),
          req: expect.closeTo(truth.req, 12),
          acc: protocol === 'ask' ? undefined : truth.acc,
        });
      }
    });
  },
);

test('guesser and always-ask score 0, the oracle 100', () => {
  for (const [name, share] of [
    ['guesser', 0],
    ['always-ask', 0],
    ['oracle', 1],
  ] as const) {
    for (const { scores } of runOf('ask', name).budgets) expect(scores.lacuna.share).toBe(share);
  }
});

test('fading loses with each doubling of its tokens, with an interval clear of 0', () => {
  const { slope } = runOf('ask', 'fading');
  expect(slope.perDoubling).toBeLessThan(-0.1);
  expect(slope.high).toBeLessThan(0);
});

test('more thinking is seen as more tokens used', () => {
  const used = runOf('ask', 'oracle').budgets.map(({ usage }) => usage.mean ?? 0);
  expect(used).toEqual([...used].sort((a, b) => a - b));
  expect(used.at(-1)).toBeGreaterThan(4 * (used[0] ?? 0));
});

test('the same run again asks nothing and prints the same scores', async () => {
  const path = join(dir, 'ask', 'oracle', 'replies.jsonl');
  const before = readFileSync(path, 'utf8');
  const args = ['run', '--respondents', 'oracle', '--budgets', BUDGETS.join(','), '--limit', '60'];
  const again = await lacuna([...args, '--out', 'ask'], { cwd: dir });
  expect(again.code).toBe(0);
  expect(again.stdout).toContain('100.0 [');
  expect(readFileSync(path, 'utf8')).toBe(before);
});

test('another setting for the same folder is refused, with the setting named', async () => {
  const args = ['run', '--respondents', 'oracle', '--limit', '60', '--policy', 'hint'];
  const refused = await lacuna([...args, '--out', 'ask'], { cwd: dir });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/other settings: policy \(recorded "plain", asked for "hint"\)/);
});

test('a folder of another release is refused', async () => {
  const args = ['run', '--respondents', 'oracle', '--limit', '10', '--out', 'ask'];
  const refused = await lacuna(args, { cwd: dir });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/oracle is a run of another release/);
});

test('grading anew reads the recorded replies and comes to the same verdicts', async () => {
  const path = join(dir, 'resolve', 'fading', 'verdicts.rules.jsonl');
  const before = readFileSync(path, 'utf8');
  const ended = await lacuna(['grade', join('resolve', 'fading')], { cwd: dir });
  expect(ended).toMatchObject({ code: 0 });
  expect(readFileSync(path, 'utf8')).toBe(before);
});

test('a resolve conversation records what the user understood and said', () => {
  const Line = z.looseObject({ type: z.string() });
  const End = z.object({
    turns: z.array(z.object({ user: z.string(), understood: z.array(z.string()) })),
  });
  const ends = readFileSync(join(dir, 'resolve', 'oracle', 'replies.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)))
    .filter(({ type }) => type === 'end')
    .map((line) => End.parse(line));
  const answered = ends.flatMap(({ turns }) => turns.slice(1));
  expect(answered.length).toBeGreaterThan(100);
  for (const { user, understood } of answered) {
    expect(understood.length).toBeGreaterThan(0);
    expect(user).toMatch(/\d/);
  }
});

test('a finished run leaves no lock and no half-written file', () => {
  expect(readdirSync(join(dir, 'ask', 'oracle')).sort()).toEqual([
    'items.jsonl',
    'replies.jsonl',
    'run.json',
    'verdicts.rules.jsonl',
  ]);
});
