import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { RESPONDENTS } from '../src/model/respondents/index.ts';
import { POLICIES } from '../src/policy/index.ts';
import { VARIANTS } from '../src/protocol/reveal/variant.ts';
import type { Report } from '../src/report/report.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { lacuna, startLacuna } from './lacuna.ts';
import { linesIn, reportIn } from './recorded-run.ts';
import { sharedDir } from './scratch.ts';

const PROBLEMS = 10;
/** Of all, how each is told is checked in memory: tests/respondents.long.test.ts. */
const TOLD = ['oracle', 'always-ask', 'anchored', 'patient'];
const dir = sharedDir();

const reportOn = (...folders: string[]) => reportIn(dir, ...folders);

const linesOf = (...folder: string[]) => linesIn(dir, ...folder);

describe('the pipeline reports exactly the true scores', () => {
  const reports = new Map<string, Report>();
  beforeAll(async () => {
    const policies = POLICIES.map(({ name }) => name).join(',');
    const command = ['run', '--protocol', 'reveal', '--budgets', 'none', '--limit', `${PROBLEMS}`];
    for (const [out, how] of [
      ['told', ['--respondents', TOLD.join(','), '--policy', 'plain']],
      [
        'policies',
        ['--respondents', 'anchored,patient', '--policy', policies, '--reveal', 'full,sharded'],
      ],
    ] as const) {
      const ran = await lacuna([...command, ...how, '--out', out], { cwd: dir });
      expect(ran.code, ran.stderr).toBe(0);
      reports.set(out, await reportOn(out));
    }
  }, 180_000);

  const budgetOf = (out: string, name: string) => {
    const found = reports.get(out)?.reveal.find(({ settings }) => settings.model === name);
    const [budget] = found?.budgets ?? [];
    if (!found || !budget) throw new Error(`no report of ${name}`);
    expect(found).toMatchObject({ problems: PROBLEMS, complete: true });
    return budget;
  };

  test.each(TOLD)('of %s, however the problem is told', (name) => {
    const { solves } = RESPONDENTS.find((respondent) => respondent.name === name) ?? {};
    const { rows } = budgetOf('told', name);
    expect(rows.map(({ variant, scores }) => [variant, scores.solved.share]).sort()).toEqual(
      VARIANTS.map((variant) => [variant, solves?.(PROBLEMS, variant, 'plain')]).sort(),
    );
  });

  test.each(['anchored', 'patient'])('of %s, under every policy', (name) => {
    const { solves } = RESPONDENTS.find((respondent) => respondent.name === name) ?? {};
    const { rows } = budgetOf('policies', name);
    expect(rows).toHaveLength(2 * POLICIES.length);
    for (const { variant, policy, scores } of rows) {
      expect([variant, policy, scores.solved.share]).toEqual([
        variant,
        policy,
        solves?.(PROBLEMS, variant, policy),
      ]);
    }
  });

  test('of one that stays with its first guess: it loses all on sharded, and nothing on concat', () => {
    const { drops, rows } = budgetOf('told', 'anchored');
    const lost = Object.fromEntries(drops.map(({ to, drop }) => [to, drop]));
    expect(lost.sharded).toMatchObject({ absolute: { value: 1 }, relative: { value: 1 } });
    expect(lost.concat?.absolute.value).toBe(0);
    expect(lost['user-only']?.absolute.value).toBe(0);
    const sharded = rows.find(({ variant }) => variant === 'sharded');
    expect(sharded?.scores).toMatchObject({
      early: { share: 1 },
      recovered: { share: 0 },
      firstAttempt: { value: 1 },
    });
  });

  test('of what policies recover, with an interval', () => {
    const { recovered } = budgetOf('policies', 'anchored');
    const shares = Object.fromEntries(recovered.map(({ policy, share }) => [policy, share]));
    const share = Math.round(PROBLEMS * 0.6) / PROBLEMS;
    for (const [policy, value] of [
      ...[['hint', 0] as const, ['cot', 0] as const, ['critic', 0] as const],
      ...[['recap', share] as const, ['snowball', share] as const],
      ...[['summary', 1] as const, ['mediator', 1] as const],
    ]) {
      expect(shares[policy]?.value, policy).toBeCloseTo(value, 12);
    }
    expect(shares.recap?.low).toBeLessThan(share);
    expect(shares.recap?.high).toBeGreaterThan(share);
    const nothingLost = budgetOf('policies', 'patient').recovered;
    expect(nothingLost.every(({ share }) => share.value === null)).toBe(true);
  });

  test('of one that asks: its questions are clarifications, and it answers when all is told', () => {
    const row = budgetOf('told', 'patient').rows.find(({ variant }) => variant === 'sharded');
    const { clarification = 0, discussion = 0, ...others } = row?.scores.classes ?? {};
    expect(clarification).toBeGreaterThan(2 * discussion);
    expect(others).toEqual({
      'answer attempt': PROBLEMS,
      ...{ interrogation: 0, hedge: 0, refusal: 0, missing: 0 },
    });
    expect(row?.scores.early.share).toBe(0);
  });

  test('every turn and every call is on record, with what it told', () => {
    const lines = linesOf('policies', 'anchored', 'sharded.summary');
    const replies = new Set(lines.flatMap((line) => (line.type === 'reply' ? [line.key] : [])));
    const ends = lines.flatMap((line) => (line.type === 'end' ? [line] : []));
    expect(ends).toHaveLength(PROBLEMS);
    for (const { turns } of ends) {
      for (const { told, reply } of turns) {
        expect(told).toBeDefined();
        expect(replies).toContain(reply);
      }
    }
    // A summary is a call of its own, from the second turn on.
    const turns = ends.reduce((sum, end) => sum + end.turns.length, 0);
    expect(replies.size).toBe(2 * turns - ends.length);
  });

  test.each(['table', 'md', 'csv'])('and shows them as %s', async (format) => {
    const { stdout, code } = await lacuna(['report', 'policies/anchored', '--format', format], {
      cwd: dir,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('snowball');
    if (format === 'csv') {
      const [head = '', ...rows] = stdout.trim().split('\r\n');
      expect(head.split(',')).toContain('solved_low');
      expect(rows).toHaveLength(2 * POLICIES.length);
    } else expect(stdout).toContain('recovered by a policy');
  });
});

describe('a model of whom the solve rate of each problem is known', () => {
  /** Of ten epochs, the n-th problem is solved in so many. */
  const TIMES = [10, 9, 5, 1, 0];
  const EPOCHS = 10;

  test('has the aptitude and unreliability that follow from it', async () => {
    const problems: Item[] = [];
    const asked = new Map<string, number>();
    const server = await startChatServer(['wavering'], (response, body) => {
      const text = body.messages[0]?.content ?? '';
      const index = problems.findIndex((item) => item.text === text);
      const times = (asked.get(text) ?? 0) + 1;
      asked.set(text, times);
      const right = times <= (TIMES[index] ?? 0);
      const answer = right ? problems[index]?.answer : '987654';
      sendJson(response, 200, completion(body, `The answer is ${answer}.`));
    });
    onTestFinished(() => server.close());
    const command = ['run', '--base-url', server.baseUrl, '--model', 'wavering', '--limit', '5'];
    const how = ['--protocol', 'reveal', '--reveal', 'full', '--epochs', `${EPOCHS}`];
    // A first run of nobody's: to learn which problems it puts.
    const learnt = await lacuna([...command, ...how.slice(0, 4), '--out', 'learnt'], { cwd: dir });
    expect(learnt.code, learnt.stderr).toBe(0);
    for await (const item of readItems(join(dir, 'learnt', 'full.plain', 'items.jsonl'))) {
      problems.push(item);
    }
    asked.clear();
    const ran = await lacuna([...command, ...how, '--out', 'wavering'], { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
    const [row] = (await reportOn('wavering')).reveal[0]?.budgets[0]?.rows ?? [];
    expect(row?.scores.solved.share).toBeCloseTo(25 / 50, 12);
    expect(row?.scores.aptitude?.value).toBeCloseTo((1 + 1 + 1 + 0.1 + 0) / 5, 12);
    expect(row?.scores.unreliability?.value).toBeCloseTo((0 + 0.1 + 1 + 0.1 + 0) / 5, 12);
    expect(row?.scores.always.share).toBeCloseTo(1 / 5, 12);
    expect(row?.scores.never.share).toBeCloseTo(1 / 5, 12);
  });
});

describe('a run', () => {
  const slow = (wait: number) =>
    startChatServer(['slow'], (response, body) => {
      setTimeout(() => sendJson(response, 200, completion(body, 'The answer is 12.')), wait);
    });

  test('that is killed goes on where it stopped, and asks nothing twice', async () => {
    const server = await slow(15);
    onTestFinished(() => server.close());
    const command = ['run', '--base-url', server.baseUrl, '--model', 'slow', '--limit', '12'];
    const how = ['--protocol', 'reveal', '--reveal', 'sharded', '--policy', 'recap'];
    const args = [...command, ...how, '--concurrency', '3', '--out', 'killed'];
    const { child, ended } = startLacuna(args, { cwd: dir });
    while (server.bodies.length < 20) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
    await ended;
    const before = linesOf('killed', 'sharded.recap').length;
    const again = await lacuna(args, { cwd: dir });
    expect(again.code, again.stderr).toBe(0);
    const lines = linesOf('killed', 'sharded.recap');
    expect(before).toBeGreaterThan(0);
    const keys = lines.flatMap((line) => (line.type === 'reply' ? [line.key] : []));
    expect(new Set(keys).size).toBe(keys.length);
    expect(lines.filter(({ type }) => type === 'end')).toHaveLength(12);
    // What was in flight when it was killed was asked again, and nothing else.
    expect(server.bodies.length - keys.length).toBeLessThanOrEqual(3);
  }, 60_000);

  test('sends every variant with the same fields, and says beforehand how many calls it takes', async () => {
    const server = await slow(0);
    onTestFinished(() => server.close());
    const command = ['run', '--base-url', server.baseUrl, '--model', 'slow', '--limit', '4'];
    const how = ['--protocol', 'reveal', '--budgets', 'cap:300', '--policy', 'critic,recap'];
    const args = [...command, ...how, '--out', 'capped'];
    const dry = await lacuna([...args, '--dry-run'], { cwd: dir });
    const promised = [...dry.stdout.matchAll(/calls: +(?:at most )?(\d+)/g)].map(([, n]) =>
      Number(n),
    );
    expect(promised).toHaveLength(8);
    expect(server.bodies).toHaveLength(0);
    const ran = await lacuna(args, { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
    expect(server.bodies).toHaveLength(promised.reduce((sum, n) => sum + n, 0));
    const caps = new Set(
      server.bodies.map((body) => body.max_completion_tokens ?? body.max_tokens),
    );
    expect([...caps]).toEqual([300]);
  });

  test('under a turn cap that is too low is not solved, and the report says why', async () => {
    const command = ['run', '--respondents', 'patient', '--budgets', 'none', '--limit', '6'];
    const how = ['--protocol', 'reveal', '--reveal', 'full,sharded', '--max-turns', '3'];
    const ran = await lacuna([...command, ...how, '--out', 'short'], { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toMatch(/sharded · plain, none: the turn cap ended \d+ conversations/);
    const rows = (await reportOn('short')).reveal[0]?.budgets[0]?.rows ?? [];
    const solved = Object.fromEntries(rows.map(({ variant, scores }) => [variant, scores]));
    expect(solved.full?.solved.share).toBe(1);
    expect(solved.sharded?.capped).toBeGreaterThan(0);
  });

  test('with another token cap is not held against the others', async () => {
    const server = await slow(0);
    onTestFinished(() => server.close());
    const command = ['run', '--base-url', server.baseUrl, '--model', 'slow', '--limit', '2'];
    for (const [variant, cap] of [
      ['full', 'cap:300'],
      ['sharded', 'cap:200'],
    ] as const) {
      const how = ['--protocol', 'reveal', '--reveal', variant, '--budgets', cap];
      await lacuna([...command, ...how, '--out', 'uneven'], { cwd: dir });
    }
    const { reveal } = await reportOn('uneven');
    expect(reveal).toHaveLength(2);
    expect(reveal.flatMap(({ budgets }) => budgets.flatMap(({ drops }) => drops))).toEqual([]);
  });
});

describe('what cannot be is refused with a reason', () => {
  test.each([
    [['--reveal', 'full'], '--reveal is for --protocol reveal'],
    [['--protocol', 'reveal', '--reveal', 'half'], 'full, concat, sharded, user-only'],
    [['--protocol', 'reveal', '--policy', 'plain,magic'], 'no policy "magic"'],
  ])('%j', async (args, reason) => {
    const { code, stderr, stdout } = await lacuna(['run', ...args], { cwd: dir });
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
    expect(stdout).toBe('');
  });

  test('problems that are not of the bank', async () => {
    const gold = join(import.meta.dirname, '../graders/gold/dev/items.jsonl');
    await lacuna(['import', 'external', gold, '--out', 'others.jsonl'], { cwd: dir });
    const args = ['run', '--items', 'others.jsonl', '--protocol', 'reveal'];
    const { code, stderr } = await lacuna([...args, '--respondents', 'oracle'], { cwd: dir });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('the set has no intact problems that can be told bit by bit'),
    ]);
  });

  test('a judge, and what goes by pairs', async () => {
    const command = ['run', '--respondents', 'oracle', '--budgets', 'none', '--limit', '3'];
    await lacuna([...command, '--protocol', 'reveal', '--reveal', 'full', '--out', 'judged'], {
      cwd: dir,
    });
    const run = join('judged', 'oracle', 'full.plain');
    const how = [
      '--grader',
      'judge',
      '--judge-model',
      'm',
      '--judge-base-url',
      'http://127.0.0.1:9/v1',
    ];
    const judged = await lacuna(['grade', run, ...how], { cwd: dir });
    expect([judged.code, judged.stderr]).toEqual([2, expect.stringContaining('graded by rules')]);
    const planned = await lacuna(['plan', '--protocol', 'reveal'], { cwd: dir });
    expect([planned.code, planned.stderr]).toEqual([2, expect.stringContaining('no score for')]);
    const page = await lacuna(['report', run, '--format', 'html'], { cwd: dir });
    expect([page.code, page.stderr]).toEqual([2, expect.stringContaining('no page on runs')]);
    const compared = await lacuna(['compare', run, run], { cwd: dir });
    expect(compared.code).toBe(2);
    expect(compared.stderr).toContain('no score for the protocol "reveal"');
  });
});
