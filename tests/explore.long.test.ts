import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { RESPONDENTS } from '../src/model/respondents/index.ts';
import { POLICIES, policyNamed } from '../src/policy/index.ts';
import { explore } from '../src/protocol/explore.ts';
import type { ExploreReport } from '../src/report/explore.ts';
import { Report } from '../src/report/report.ts';
import { readRun, readRunItems, runFiles } from '../src/run/folder.ts';
import { replayFault } from '../src/run/replay.ts';
import { readConversations } from '../src/run/replies.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { lacuna, startLacuna } from './lacuna.ts';
import { linesIn } from './recorded-run.ts';
import { sharedDir } from './scratch.ts';

const dir = sharedDir();

async function ran(out: string, ...args: string[]) {
  const ended = await lacuna(['run', '--protocol', 'explore', ...args, '--out', out], { cwd: dir });
  expect(ended.code, ended.stderr).toBe(0);
  return ended;
}

async function reportsOn(...folders: string[]): Promise<ExploreReport[]> {
  const { stdout, stderr } = await lacuna(['report', ...folders, '--format', 'json'], { cwd: dir });
  expect(stderr).toBe('');
  return Report.parse(JSON.parse(stdout)).explore;
}

const linesOf = (...folder: string[]) => linesIn(dir, ...folder);

describe('the pipeline reports exactly what respondents do', () => {
  const EPOCHS = 5;
  const reports = new Map<string, ExploreReport>();
  beforeAll(async () => {
    const who = 'ucb,thompson,greedy,epsilon-greedy,fading,always-ask,guesser,abstainer';
    const how = ['--explore', 'hard+summary', '--rounds', '40', '--limit', '3'];
    await ran(
      'known',
      '--respondents',
      who,
      ...how,
      '--epochs',
      `${EPOCHS}`,
      '--budgets',
      'low,high',
    );
    for (const report of await reportsOn('known')) reports.set(report.settings.model, report);
  }, 180_000);

  const rowOf = (name: string, budget = 'low') => {
    const report = reports.get(name);
    const row = report?.budgets.find((each) => each.budget === budget)?.rows[0];
    if (!report || !row) throw new Error(`no report of ${name}`);
    expect(report).toMatchObject({ problems: 3, families: 3, complete: true });
    return { report, row };
  };

  test.each(['ucb', 'thompson', 'greedy', 'epsilon-greedy'])(
    '%s over HTTP does what the strategy beside it does on the same draws',
    (name) => {
      const { report, row } = rowOf(name);
      const beside = report.strategies.find(({ strategy }) => strategy === name);
      expect(beside?.instance).toBe('hard');
      expect(row.scores).toEqual(beside?.scores);
      expect(row.scores.conversations).toEqual({ expected: 3 * EPOCHS, present: 3 * EPOCHS });
      // It makes nothing of more thinking.
      expect(report.slopes[0]?.slope).toMatchObject({ perDoubling: 0, budgets: 2, families: 3 });
    },
  );

  test.each([
    // All in turns; always the first one; nobody. The best stands at each of five places once in five epochs.
    ['always-ask', { found: 0, suffixFailure: 0, evenness: 1, lost: 0 }],
    ['guesser', { found: 1 / 5, suffixFailure: 4 / 5, evenness: 0, lost: 0 }],
    ['abstainer', { found: 0, suffixFailure: 1, evenness: null, lost: 1 }],
  ] as const)('of %s: %o', (name, truth) => {
    const { scores } = rowOf(name).row;
    const { found, suffixFailure, evenness } = scores;
    expect({
      found: found.value,
      suffixFailure: suffixFailure.value,
      evenness: evenness.value,
      lost: scores.void.days / scores.void.of,
    }).toEqual(truth);
  });

  test('of fading: at low effort as UCB on nine problems in ten, at high as greedy on seven', () => {
    const { scores: low } = rowOf('fading', 'low').row;
    const { scores: high } = rowOf('fading', 'high').row;
    // Of three problems: three, and one.
    expect(low).toEqual(rowOf('ucb').row.scores);
    expect(high.greedy.value).toBeGreaterThan(low.greedy.value ?? 1);
    const { slope } = reports.get('fading')?.slopes[0] ?? {};
    expect(slope).toMatchObject({ budgets: 2, reason: null });
    const change = (high.found.value ?? 0) - (low.found.value ?? 0);
    expect(Math.sign(slope?.perDoubling ?? Number.NaN)).toBe(Math.sign(change));
  });

  test('every call is on record, with one message, and can be held again', async () => {
    const folder = join(dir, 'known', 'greedy', 'hard+summary.plain');
    const [record, items] = [await readRun(folder), await readRunItems(folder)];
    expect(record).toMatchObject({ explore: 'hard+summary', maxTurns: 40 });
    const context = { record, protocol: explore, policy: policyNamed(record.policy) };
    let held = 0;
    for await (const conversation of readConversations(runFiles(folder).replies)) {
      const item = items.find(({ id }) => id === conversation.place.item);
      if (!item) throw new Error('no item');
      expect(await replayFault(context, item, conversation)).toBeNull();
      expect(conversation.replies).toHaveLength(40);
      for (const { messages } of conversation.replies) expect(messages).toHaveLength(1);
      held += 1;
    }
    expect(held).toBe(2 * 3 * EPOCHS);
  });

  test.each(['table', 'md', 'csv'])('and shows them as %s', async (format) => {
    const { stdout, code } = await lacuna(['report', 'known/fading', '--format', format], {
      cwd: dir,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('thompson');
    if (format === 'csv') {
      const [head = '', ...rows] = stdout.trim().split('\r\n');
      expect(head.split(',')).toEqual(
        expect.arrayContaining(['found_low', 'suffix_failure_at_50_percent', 'median_reward_high']),
      );
      expect(rows).toHaveLength(2 + 4);
    } else {
      expect(stdout).toContain('slope per doubling of tokens');
      expect(stdout).toContain('suffix failure');
    }
  });
});

describe('a run', () => {
  test('goes on under every policy, and takes no more calls than it said', async () => {
    const policies = POLICIES.map(({ name }) => name).join(',');
    const how = ['--respondents', 'greedy', '--explore', 'easy', '--rounds', '6', '--limit', '2'];
    const args = [...how, '--budgets', 'none', '--policy', policies];
    const { stdout: dry } = await ran('policies', ...args, '--dry-run');
    const promised = [...dry.matchAll(/calls: +(?:at most )?(\d+)/g)].map(([, n]) => Number(n));
    expect(promised).toEqual(POLICIES.map(({ calls }) => 2 * 6 * calls));
    await ran('policies', ...args);
    const [report] = await reportsOn('policies');
    const rows = report?.budgets[0]?.rows ?? [];
    expect(rows.map(({ policy }) => policy)).toEqual(POLICIES.map(({ name }) => name));
    // Greedy goes by the history alone, and the luck is the same for all.
    for (const { scores } of rows) expect(scores).toEqual(rows[0]?.scores);
    for (const [index, { name }] of POLICIES.entries()) {
      const made = linesOf('policies', 'greedy', `easy.${name}`).filter(
        ({ type }) => type === 'reply',
      );
      expect(made.length, name).toBeLessThanOrEqual(promised[index] ?? 0);
    }
  }, 120_000);

  test('under budgets of several calls takes the choice that stands', async () => {
    const server = await startChatServer(['torn'], (response, body) => {
      const text = body.messages.map(({ content }) => content).join('\n');
      const [, first = '', second = ''] = /number: (\p{L}+), (\p{L}+)/u.exec(text) ?? [];
      const before = server.bodies.length % 3 === 0 ? second : first;
      sendJson(response, 200, completion(body, `${before} it may be.\n\nI ask ${before}.`));
    });
    onTestFinished(() => server.close());
    const args = [
      '--base-url',
      server.baseUrl,
      '--model',
      'torn',
      '--explore',
      'hard',
      '--rounds',
      '5',
    ];
    await ran('torn', ...args, '--limit', '1', '--budgets', 'samples:3', '--concurrency', '1');
    expect(server.bodies).toHaveLength(15);
    const [end] = linesOf('torn', 'hard.plain').filter((line) => line.type === 'end');
    const asked = end?.turns.map(({ day }) => day?.source);
    // Of three samples two name the first source: the majority's choice, which is no number.
    expect(new Set(asked).size).toBe(1);
    expect(server.bodies[0]?.messages[0]?.content).toContain(`number: ${asked?.[0]}`);
  });

  test('that is killed goes on where it stopped, and asks nothing twice', async () => {
    const server = await startChatServer(['slow'], (response, body) => {
      const text = body.messages[0]?.content ?? '';
      const [, name = ''] = /number: (\p{L}+),/u.exec(text) ?? [];
      setTimeout(() => sendJson(response, 200, completion(body, `I ask ${name}.`)), 10);
    });
    onTestFinished(() => server.close());
    const command = [
      'run',
      '--protocol',
      'explore',
      '--base-url',
      server.baseUrl,
      '--model',
      'slow',
    ];
    const how = ['--explore', 'hard', '--rounds', '15', '--limit', '4', '--concurrency', '3'];
    const args = [...command, ...how, '--out', 'killed'];
    const { child, ended } = startLacuna(args, { cwd: dir });
    while (server.bodies.length < 20) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
    await ended;
    const before = linesOf('killed', 'hard.plain').length;
    const again = await lacuna(args, { cwd: dir });
    expect(again.code, again.stderr).toBe(0);
    const lines = linesOf('killed', 'hard.plain');
    const keys = lines.flatMap((line) => (line.type === 'reply' ? [line.key] : []));
    expect(before).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(4 * 15);
    expect(lines.filter(({ type }) => type === 'end')).toHaveLength(4);
    expect(server.bodies.length - keys.length).toBeLessThanOrEqual(3);
  }, 60_000);

  test('in which a model says nothing that can be read says how many days it lost', async () => {
    const server = await startChatServer(['mumbling'], (response, body) => {
      const [, name = ''] = /number: (\p{L}+),/u.exec(body.messages[0]?.content ?? '') ?? [];
      const day = Number(/It is day (\d+)/.exec(body.messages[0]?.content ?? '')?.[1]);
      const said = day % 4 === 0 ? `What do you think of ${name}?` : `I ask ${name}.`;
      sendJson(response, 200, completion(body, said));
    });
    onTestFinished(() => server.close());
    const args = [
      '--base-url',
      server.baseUrl,
      '--model',
      'mumbling',
      '--explore',
      'easy',
      '--rounds',
      '8',
    ];
    const { stdout } = await ran('mumbling', ...args, '--limit', '3');
    expect(stdout.replace(/\s+/g, ' ')).toContain('6 of 24 replies named nobody');
    expect(server.bodies.at(-1)?.messages[0]?.content).toContain('- Day 4: you asked nobody.');
  });

  test('has the same requests for the same seed, and others for another one', async () => {
    const how = ['--respondents', 'thompson', '--explore', 'hard', '--rounds', '6', '--limit', '2'];
    const said = async (out: string, seed: string) => {
      await ran(out, ...how, '--budgets', 'none', '--seed', seed);
      return linesOf(out, 'thompson', 'hard.plain').flatMap((line) =>
        line.type === 'end'
          ? [JSON.stringify([line.item, line.turns.map(({ user }) => user)])]
          : [],
      );
    };
    const [one, same, other] = [
      await said('one', '3'),
      await said('same', '3'),
      await said('other', '4'),
    ];
    expect(same.sort()).toEqual(one.sort());
    expect(other).not.toEqual(one);
  });
});

describe('what cannot be is refused with a reason', () => {
  test.each([
    [['--explore', 'hard'], '--explore is for --protocol explore'],
    [['--rounds', '9'], '--rounds is for --protocol explore'],
    [['--protocol', 'explore', '--explore', 'harder'], 'hard, hard+hint, hard+summary'],
    [['--protocol', 'explore', '--rounds', '0'], 'a whole number of rounds'],
    [['--protocol', 'explore', '--rounds', '9', '--max-turns', '9'], 'give one of them'],
    [['--protocol', 'ask', '--respondents', 'ucb'], 'no respondent "ucb"'],
  ])('%j', async (args, reason) => {
    const { code, stderr, stdout } = await lacuna(['run', ...args], { cwd: dir });
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
    expect(stdout).toBe('');
  });

  test('problems that lack no single number', async () => {
    await lacuna(['corrupt', '--operators', 'contradict', '--out', 'clash.jsonl'], { cwd: dir });
    const args = ['run', '--items', 'clash.jsonl', '--protocol', 'explore', '--respondents', 'ucb'];
    const { code, stderr } = await lacuna(args, { cwd: dir });
    expect([code, stderr]).toEqual([2, expect.stringContaining('lack a single number')]);
  });

  test('a judge, and what goes by pairs', async () => {
    const how = ['--respondents', 'greedy', '--explore', 'easy', '--rounds', '4', '--limit', '2'];
    await ran('refused', ...how, '--budgets', 'none');
    const run = join('refused', 'greedy', 'easy.plain');
    const judge = ['--judge-model', 'm', '--judge-base-url', 'http://127.0.0.1:9/v1'];
    for (const [args, reason] of [
      [['grade', run, '--grader', 'judge', ...judge], 'graded by rules'],
      [['plan', '--protocol', 'explore'], 'no score for'],
      [['report', run, '--format', 'html'], 'no page on runs of explore'],
      [['compare', run, run], 'no score for the protocol "explore"'],
      [['export', run, '--to', 'csv'], 'no score for the protocol "explore"'],
      [['label', run], 'no pair'],
    ] as const) {
      const { code, stderr } = await lacuna(args, { cwd: dir });
      expect([code, stderr], args.join(' ')).toEqual([2, expect.stringContaining(reason)]);
    }
    const regraded = await lacuna(['grade', run], { cwd: dir });
    expect(regraded.stdout).toContain('2 conversations graded by rules');
  }, 60_000);
});

test('every respondent has a way of exploring', () => {
  for (const { name, explores } of RESPONDENTS) {
    expect(explores({ effort: 'low', place: 0, of: 10 }), name).toBeTypeOf('function');
  }
});
