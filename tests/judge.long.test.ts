import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Judgement } from '../graders/judge/judgements.ts';
import { Verdict } from '../graders/verdict.ts';
import { ModelCard } from '../src/card/model-card.ts';
import {
  type ChatBody,
  type ChatServer,
  completion,
  sendJson,
  startChatServer,
} from './endpoints/chat-server.ts';
import { answerJson, plainJudge, replyIn, startJudge } from './endpoints/judging.ts';
import { startScripted } from './endpoints/scripted.ts';
import { type Ended, lacuna, startLacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';

const KEY = 'sk-judge-test-abcdefghijkl';
const SURE = 'The answer is 32.';

const dir = sharedDir();
let replies = 0;
let runs = 0;

/** Runs whose models are gone by the time they are graded. Of half the replies the rules are unsure. */
beforeAll(async () => {
  const model = await startChatServer(['m'], (response, body) => {
    replies += 1;
    // No two unsure replies are equal: equal ones are judged once.
    const unsure = `One price is not given. So it is ${replies} + 12 = ${replies + 12}.`;
    sendJson(response, 200, completion(body, replies % 2 === 0 ? unsure : SURE));
  });
  const how = ['--limit', '8', '--concurrency', '1', '--out', 'run'];
  const args = ['run', '--base-url', model.baseUrl, '--model', 'm', ...how];
  const ran = await lacuna(args, { cwd: dir });
  await model.close();
  expect(ran.code, ran.stderr).toBe(0);
  const oracle = ['run', '--respondents', 'oracle', '--limit', '4', '--budgets', 'low'];
  const resolved = await lacuna([...oracle, '--protocol', 'resolve', '--out', 'resolve'], {
    cwd: dir,
  });
  expect(resolved.code, resolved.stderr).toBe(0);
}, 60_000);

async function during(server: Promise<ChatServer>): Promise<ChatServer> {
  const started = await server;
  onTestFinished(() => started.close());
  return started;
}

/** A copy of the run, for one test. */
function aRun(from = 'run'): string {
  runs += 1;
  cpSync(join(dir, from), join(dir, `run-${runs}`), { recursive: true });
  return `run-${runs}`;
}

function grade(run: string, baseUrl: string, ...more: string[]): Promise<Ended> {
  const judge = ['--judge-model', 'judge-model', '--judge-base-url', baseUrl];
  const args = ['grade', run, '--grader', 'judge', ...judge, ...more];
  return lacuna(args, { cwd: dir, env: { OPENAI_API_KEY: KEY } });
}

const hybrid = ['--grader', 'hybrid'];

function lines(run: string, file: string): unknown[] {
  const path = join(dir, run, file);
  const text = existsSync(path) ? readFileSync(path, 'utf8').trimEnd() : '';
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line));
}

function verdicts(run: string, grader: string): Verdict[] {
  return lines(run, `verdicts.${grader}.jsonl`).map((line) => Verdict.parse(line));
}

function judgements(run: string): Judgement[] {
  return lines(run, 'judgements.jsonl').map((line) => Judgement.parse(line));
}

async function report(run: string, graders: string) {
  const args = ['report', run, '--grader', graders, '--format', 'json'];
  const { stdout, code } = await lacuna(args, { cwd: dir });
  return { code, ...ModelCard.parse(JSON.parse(stdout)) };
}

describe('an old run is graded anew by judges', () => {
  test('without one call of its model, which is gone', async () => {
    const run = aRun();
    const asked = replies;
    const judge = await during(startJudge(plainJudge));
    const before = readFileSync(join(dir, run, 'replies.jsonl'), 'utf8');
    const ended = await grade(run, judge.baseUrl);
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(/conversations graded by judge\/1:[0-9a-f]{8}:judge-model: 0 by/);
    expect(replies).toBe(asked);
    expect(readFileSync(join(dir, run, 'replies.jsonl'), 'utf8')).toBe(before);
    const all = verdicts(run, 'judge');
    expect(all).toHaveLength(replies);
    expect(all.every(({ judged }) => judged?.votes.length === 1)).toBe(true);
    expect(all.map(({ item, budget, epoch }) => [item, budget, epoch])).toEqual(
      verdicts(run, 'rules').map(({ item, budget, epoch }) => [item, budget, epoch]),
    );
  });

  test('and what the judges took is no part of what the model took', async () => {
    const run = aRun();
    const judge = await during(startJudge(plainJudge));
    await grade(run, judge.baseUrl, '--judge-price', '1000,1000');
    expect(verdicts(run, 'judge').map(({ spent }) => spent)).toEqual(
      verdicts(run, 'rules').map(({ spent }) => spent),
    );
    const { runs: reported } = await report(run, 'rules,judge');
    const usage = reported.map(({ budgets }) => budgets.map((budget) => budget.usage));
    expect(usage[1]).toEqual(usage[0]);
    const { grading } = reported[1] ?? {};
    expect(grading?.spent.calls).toBe(judge.bodies.length);
    expect(grading?.cost).toBeCloseTo(
      ((grading?.spent.input ?? 0) + (grading?.spent.output ?? 0)) / 1000,
      9,
    );
    expect(grading?.cost).toBeGreaterThan(0);
  });

  test('once: the same command asks nothing again, and comes to the same verdicts', async () => {
    const run = aRun();
    const judge = await during(startJudge(plainJudge));
    await grade(run, judge.baseUrl);
    const path = join(dir, run, 'verdicts.judge.jsonl');
    const [calls, before] = [judge.bodies.length, readFileSync(path, 'utf8')];
    const again = await grade(run, judge.baseUrl);
    expect(again.code).toBe(0);
    expect(judge.bodies).toHaveLength(calls);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(again.stdout).toContain(`Judging took ${calls} calls`);
  });

  test('equal replies to an item are judged once, other samples and judges apart', async () => {
    const run = aRun(join('resolve', 'oracle'));
    const judge = await during(startJudge(plainJudge, { models: ['judge-model', 'second'] }));
    const panel = ['--judge-model', 'second', '--judge-model', 'judge-model'];
    const ended = await grade(run, judge.baseUrl, ...panel);
    expect(ended.code, ended.stderr).toBe(0);
    const all = judgements(run);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    const sampled = new Set(all.map(({ model, sample }) => `${model} ${sample}`));
    expect([...sampled].sort()).toEqual(['judge-model 0', 'judge-model 1', 'second 0']);
    const seeds = new Set(judge.bodies.map(({ model, seed }) => `${model} ${seed}`));
    expect([...seeds].sort()).toEqual(['judge-model 1', 'judge-model 2', 'second 1']);
    expect(verdicts(run, 'judge')[0]?.judged?.votes.map((vote) => vote.judge)).toEqual(
      expect.arrayContaining(['judge-model', 'second', 'judge-model#2']),
    );
  });

  test('in a conversation the first reply is labelled and the last one gives the number', async () => {
    const run = aRun(join('resolve', 'oracle'));
    const judge = await during(startJudge(plainJudge));
    const ended = await grade(run, judge.baseUrl);
    expect(ended.code, ended.stderr).toBe(0);
    const judged = verdicts(run, 'judge').map(({ item, label, right }) => [item, label, right]);
    expect(judged).toEqual(
      verdicts(run, 'rules').map(({ item, label, right }) => [item, label, right]),
    );
    expect(judged.filter(([, label, right]) => label === 'asks' && right === true)).toHaveLength(4);
    const { runs: reported } = await report(run, 'judge');
    expect(reported[0]?.budgets[0]?.scores.lacuna.share).toBe(1);
  });
});

describe('the hybrid', () => {
  test('asks judges only where the rules are unsure, and says how many and what it took', async () => {
    const run = aRun();
    const judge = await during(startJudge(plainJudge));
    const ended = await grade(run, judge.baseUrl, ...hybrid, '--judge-price', '0.5,2');
    expect(ended.code, ended.stderr).toBe(0);
    const unsure = verdicts(run, 'rules').filter(({ confidence }) => confidence < 0.5).length;
    expect(unsure).toBeGreaterThan(0);
    expect(unsure).toBeLessThan(replies);
    expect(judge.bodies).toHaveLength(unsure);
    expect(ended.stdout).toMatch(
      new RegExp(`: ${replies - unsure} by rules, ${unsure} by judges\\.`),
    );
    expect(ended.stdout).toMatch(
      new RegExp(`Judging took ${unsure} calls, [\\d,]+ tokens in, [\\d,]+ out, <?\\$0\\.0\\d`),
    );
    const { stdout } = await lacuna(['report', run, '--grader', 'hybrid'], { cwd: dir });
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain(
      `${replies - unsure} verdicts by rules alone, ${unsure} by judge-model.`,
    );
    expect(text).toMatch(/no part of the tokens and cost above/);
    for (const verdict of verdicts(run, 'hybrid')) {
      expect(verdict.grader).toMatch(/^hybrid\/1:[0-9a-f]{8}:judge-model$/);
    }
  });

  test('asks more of them where it is told to', async () => {
    const run = aRun();
    const judge = await during(startJudge(plainJudge));
    const ended = await grade(run, judge.baseUrl, ...hybrid, '--judge-below', '1');
    expect(ended.code, ended.stderr).toBe(0);
    expect(verdicts(run, 'hybrid').every(({ judged }) => judged)).toBe(true);
    expect(verdicts(run, 'hybrid')[0]?.grader).toMatch(/^hybrid-below-1\/1:/);
  });
});

describe('a report', () => {
  test('prints the tables of several graders, how far they agree, and what moved', async () => {
    const run = aRun();
    const names = (body: ChatBody) =>
      replyIn(body) === SURE
        ? plainJudge(body)
        : answerJson({ label: 'names', evidence: ['One price is not given.'] });
    const judge = await during(startJudge(names));
    await grade(run, judge.baseUrl, ...hybrid);
    const args = ['report', run, '--grader', 'rules,hybrid', '--width', '140'];
    const { stdout, code } = await lacuna(args, { cwd: dir });
    expect(code).toBe(0);
    expect(stdout).toContain('m · ask · plain · rules/3');
    expect(stdout).toMatch(/m · ask · plain · hybrid\/1:[0-9a-f]{8}:judge-model/);
    const moved = verdicts(run, 'hybrid').filter(({ label }) => label === 'names');
    expect(moved.length).toBeGreaterThan(0);
    expect(stdout).toMatch(/m: rules\/3 and hybrid\/1:/);
    expect(stdout).toContain(
      `The same label for ${replies - moved.length} of ${replies} replies (${(100 - (100 * moved.length) / replies).toFixed(1)}%), Cohen's kappa`,
    );
    expect(stdout).toMatch(new RegExp(`guesses → names: ${moved.length} \\(\\S+`));
    const { agreements } = await report(run, 'rules,hybrid');
    expect(agreements).toMatchObject([
      { both: replies, moved: [{ from: 'guesses', to: 'names', count: moved.length }] },
    ]);
  });

  test('keeps judges apart by the names that they are given', async () => {
    const run = aRun();
    const judge = await during(startJudge(plainJudge));
    await grade(run, judge.baseUrl, '--as', 'judge-a');
    expect(existsSync(join(dir, run, 'verdicts.judge-a.jsonl'))).toBe(true);
    const { agreements } = await report(run, 'rules,judge-a');
    expect(agreements).toHaveLength(1);
  });

  test('of a grader that has not graded the run says what to do', async () => {
    const ended = await lacuna(['report', aRun(), '--grader', 'hybrid'], { cwd: dir });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/lacuna grade run-\d+ --grader hybrid` grades the run anew/);
  });
});

describe('a judge that gives no answer', () => {
  test('is no verdict: counted, left out of the score, and asked again', async () => {
    const run = aRun();
    let healthy = false;
    const say = (body: ChatBody) =>
      healthy || replyIn(body) === SURE ? plainJudge(body) : 'I would rather not say.';
    const judge = await during(startJudge(say));
    const ended = await grade(run, judge.baseUrl);
    expect(ended.code).toBe(3);
    const unsure = replies / 2;
    expect(ended.stdout).toContain(`unscored: ${unsure} unparsable`);
    expect(ended.stderr).toMatch(
      new RegExp(`Incomplete: ${unsure} conversations without a verdict`),
    );
    expect(verdicts(run, 'judge')).toHaveLength(replies - unsure);
    const { stdout, code } = await lacuna(['report', run, '--grader', 'judge'], { cwd: dir });
    expect(code).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      new RegExp(
        `${unsure} of ${replies} verdicts are missing \\(judges gave no answer: ${unsure} unparsable; .lacuna grade. asks them again\\); its score is over \\d+ pairs?`,
      ),
    );

    healthy = true;
    const asked = judge.bodies.length;
    const mended = await grade(run, judge.baseUrl);
    expect(mended.code, mended.stderr).toBe(0);
    expect(judge.bodies).toHaveLength(asked + unsure);
    expect(verdicts(run, 'judge')).toHaveLength(replies);
    // What the failed judgements took is not forgotten: each was asked, and asked to mend it.
    expect(mended.stdout).toContain(`Judging took ${asked + unsure} calls`);
  });

  test('is asked to mend it, once, with what was wrong', async () => {
    const run = aRun();
    const say = (body: ChatBody) =>
      body.messages.length > 2 ? plainJudge(body) : `Here you are:\n${plainJudge(body)}`;
    const judge = await during(startJudge(say));
    const ended = await grade(run, judge.baseUrl);
    expect(ended.code, ended.stderr).toBe(0);
    expect(judge.bodies).toHaveLength(2 * replies);
    const mending = judge.bodies.find(({ messages }) => messages.length > 2);
    expect(mending?.messages.at(-1)?.content).toMatch(
      /no valid answer: the answer is not one JSON/,
    );
  });

  test('and goes on talking around it has its answer read out of the text', async () => {
    const run = aRun();
    const judge = await during(
      startJudge((body) => `Well, I think:\n${plainJudge(body)}\nThat is all.`),
    );
    const ended = await grade(run, judge.baseUrl);
    expect(ended.code, ended.stderr).toBe(0);
    expect(verdicts(run, 'judge')).toHaveLength(replies);
  });
});

describe('an endpoint that does not take', () => {
  test('a schema is asked for plain JSON from then on', async () => {
    const run = aRun();
    const judge = await during(refusing('response_format'));
    const ended = await grade(run, judge.baseUrl, '--judge-concurrency', '1');
    expect(ended.code, ended.stderr).toBe(0);
    const withSchema = judge.bodies.filter((body) => 'response_format' in body);
    expect(withSchema).toHaveLength(1);
    expect(withSchema[0]).toMatchObject({
      temperature: 0,
      response_format: {
        type: 'json_schema',
        json_schema: { strict: true, schema: { additionalProperties: false } },
      },
    });
    expect(judge.bodies).toHaveLength(1 + replies);
  });

  test('a temperature or a seed goes without, and keeps the schema', async () => {
    const run = aRun();
    const judge = await during(refusing('temperature'));
    const ended = await grade(run, judge.baseUrl, '--judge-concurrency', '1');
    expect(ended.code, ended.stderr).toBe(0);
    expect(judge.bodies.filter((body) => 'temperature' in body)).toHaveLength(1);
    expect(judge.bodies.at(-1)).toHaveProperty('response_format');
  });

  test('what the user gave it is said so', async () => {
    const run = aRun();
    const judge = await during(refusing('top_k'));
    const ended = await grade(run, judge.baseUrl, '--judge-body', '{"top_k":1}');
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/in a row failed, the last with: the endpoint refuses top_k/);
  });

  /** Answers 400 without naming the field where it is a schema, as older servers do. */
  function refusing(field: string): Promise<ChatServer> {
    return startChatServer(['judge-model'], (response, body) => {
      if (!(field in body)) sendJson(response, 200, completion(body, plainJudge(body)));
      else if (field === 'response_format') {
        sendJson(response, 400, { error: { message: 'extra inputs are not permitted' } });
      } else
        sendJson(response, 400, { error: { message: `unsupported: '${field}'`, param: field } });
    });
  }
});

describe('judging that cannot go on stops at once, says why, and loses nothing', () => {
  const error = (message: string, code: string | null = null) => ({ error: { message, code } });

  test.each([
    ['a wrong key', 401, error(`Incorrect API key provided: ${KEY}`), /refuses the key/],
    [
      'a judge that does not exist',
      404,
      error('no', 'model_not_found'),
      /has no model judge-model/,
    ],
    ['a used-up quota', 429, error('You are out', 'insufficient_quota'), /You are out/],
    ['a web page', 200, '<html>Log in</html>', /it sent a web page/],
  ])('%s', async (_what, status, body, message) => {
    const run = aRun();
    const before = readdirSync(join(dir, run)).sort();
    const { baseUrl, seen } = await startScripted((response) =>
      typeof body === 'string'
        ? response.writeHead(status, { 'content-type': 'text/html' }).end(body)
        : sendJson(response, status, body),
    );
    const ended = await grade(run, baseUrl, '--judge-concurrency', '2');
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(ended.stderr).not.toMatch(/\n\s+at |unexpected fault/);
    expect(ended.stderr).not.toContain(KEY);
    expect(seen.filter(({ path }) => path.endsWith('completions')).length).toBeLessThanOrEqual(2);
    expect(readdirSync(join(dir, run)).sort()).toEqual([...before, 'judgements.jsonl'].sort());
    expect(verdicts(run, 'rules')).toHaveLength(replies);
  });

  test('a judge where nothing answers', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => holder.close(resolve));
    const ended = await grade(aRun(), `http://127.0.0.1:${port}/v1`);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/the judge judge-model: nothing answers at .*ECONNREFUSED/);
  });

  test.each([
    [['--grader', 'judge'], /which judge\? Give --judge-model/],
    [['--grader', 'hybrid', '--judge-base-url', 'http://127.0.0.1:9/v1'], /which judge\?/],
    [['--grader', 'judge', '--judge-model', 'j'], /where is the judge j\? Give --judge-base-url/],
    [['--judge-model', 'j'], /--judge-model is for --grader judge or hybrid/],
    [['--grader', 'oracle'], /Allowed choices are rules, judge, hybrid/],
    [['--grader', 'judge', '--judge-base-url', 'ftp://x'], /--judge-base-url: expected an http/],
    [['--grader', 'judge', '--judge-price', 'cheap'], /--judge-price: expected two prices/],
    [['--grader', 'judge', '--judge-concurrency', '0'], /--judge-concurrency: expected a whole/],
    [['--grader', 'judge', '--judge-body', '[1]'], /--judge-body: expected a JSON object/],
    [['--grader', 'hybrid', '--judge-below', '0.2'], /--judge-below: expected a confidence/],
    [['--grader', 'judge', '--as', '../up'], /--as: expected a short name/],
    [['--grader', 'judge', '--as', 'rules', '--judge-model', 'j'], /--as: rules is the name/],
  ])('a command that makes no sense: %j', async (flags, message) => {
    const run = aRun();
    const ended = await lacuna(['grade', run, ...flags], { cwd: dir });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toMatch(/\n\s+at |unexpected fault/);
  });

  test('a folder that is no run', async () => {
    const judge = await during(startJudge(plainJudge));
    const ended = await grade('nowhere', judge.baseUrl);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/nowhere is not a run folder/);
  });

  test('failures in a row', async () => {
    const run = aRun();
    const { baseUrl } = await startScripted((response) => sendJson(response, 500, error('Oops')));
    const ended = await grade(run, baseUrl, '--judge-attempts', '1', '--judge-concurrency', '2');
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/10 judgements in a row failed, .*Oops.*same command again/);
  });
});

describe('judging that is cut short', () => {
  test('by Ctrl-C keeps what the judges said, and goes on from there', async () => {
    const run = aRun();
    const judge = await during(slowJudge(60));
    const { child, ended } = startGrading(run, judge.baseUrl);
    while (judge.bodies.length < 4) await sleep(5);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain('the same command goes on');
    const known = judgements(run).length;
    expect(known).toBe(judge.bodies.length);
    expect(existsSync(join(dir, run, 'verdicts.judge.jsonl'))).toBe(false);
    const resumed = await grade(run, judge.baseUrl);
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(verdicts(run, 'judge')).toHaveLength(replies);
    const keys = judgements(run).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(judge.bodies).toHaveLength(keys.length);
  });

  test('by a kill in the middle of a line sets that line aside and asks it again', async () => {
    const run = aRun();
    const judge = await during(slowJudge(40));
    const { child, ended } = startGrading(run, judge.baseUrl);
    while (judgements(run).length < 3) await sleep(5);
    child.kill('SIGKILL');
    await ended;
    const whole = judgements(run);
    const path = join(dir, run, 'judgements.jsonl');
    appendFileSync(path, JSON.stringify(whole[0]).slice(0, 70));
    const resumed = await grade(run, judge.baseUrl);
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(readFileSync(`${path}.torn`, 'utf8')).toContain(JSON.stringify(whole[0]).slice(0, 70));
    expect(verdicts(run, 'judge')).toHaveLength(replies);
    expect(judgements(run).slice(0, whole.length)).toEqual(whole);
  });

  test('a second process cannot judge the same run at the same time', async () => {
    const run = aRun();
    // It never answers.
    const { baseUrl, seen } = await startScripted(() => undefined);
    const first = startGrading(run, baseUrl);
    while (seen.length === 0) await sleep(5);
    const second = await grade(run, baseUrl);
    expect(second.code).toBe(2);
    expect(second.stderr).toContain(`in use by process ${first.child.pid}`);
    first.child.kill('SIGKILL');
    await first.ended;
  });

  function startGrading(run: string, baseUrl: string) {
    const judge = ['--judge-model', 'judge-model', '--judge-base-url', baseUrl];
    const args = ['grade', run, '--grader', 'judge', ...judge, '--judge-concurrency', '2'];
    return startLacuna(args, { cwd: dir });
  }

  function slowJudge(ms: number): Promise<ChatServer> {
    return startChatServer(['judge-model'], (response, body) => {
      setTimeout(() => sendJson(response, 200, completion(body, plainJudge(body))), ms);
    });
  }
});

test('the key of the judge stands in no file, no output and no message', async () => {
  const run = aRun();
  const header = ['--judge-header', 'x-team: team-secret-123456789'];
  const judge = await during(startJudge(plainJudge));
  const good = await grade(run, judge.baseUrl, ...header);
  const echo = await startScripted((response) =>
    sendJson(response, 400, { error: { message: `bad: ${KEY} and team-secret-123456789` } }),
  );
  const bad = await grade(aRun(), echo.baseUrl, ...header, '--judge-attempts', '1');
  expect([good.code, bad.code]).toEqual([0, 3]);
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  for (const text of [...files, good.stdout, good.stderr, bad.stdout, bad.stderr]) {
    expect(text).not.toContain(KEY.slice(0, 12));
    expect(text).not.toContain('team-secret');
  }
});
