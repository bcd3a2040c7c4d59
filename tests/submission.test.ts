import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Verdict } from '../graders/verdict.ts';
import { reportOn } from '../src/cli/report.ts';
import { FrozenReleases } from '../src/release/frozen.ts';
import { percent } from '../src/report/numbers.ts';
import { openBundle } from '../src/submission/check.ts';
import { BundleManifest } from '../src/submission/manifest.ts';
import { type Submission, submit } from '../src/submission/submit.ts';
import { startVllmLike } from './endpoints/vllm.ts';
import { lacuna, startLacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';
import { HOW, outcome, SUBMIT, submissionOf, submitIn } from './submitted-run.ts';
import { editLines, readBundle } from './tampered-bundle.ts';

const dir = sharedDir();
const run = (args: string, env: Record<string, string> = {}) =>
  lacuna(args.split(' '), { cwd: dir, env });
const KEY = 'sk-submission-test-abcdefghijkl';

/** Runs of respondents on a small frozen release, over HTTP, in one register; one of them packed. */
beforeAll(async () => {
  await submitIn(dir, [
    `run --respondents oracle,fading ${HOW} --out runs`,
    `run --respondents fading ${HOW} --out again`,
    SUBMIT,
  ]);
}, 120_000);

/** A copy of a run that is to be spoilt: the path of one of its files. */
function copyOfRun(name: string, file: string): string {
  cpSync(join(dir, 'runs/fading'), join(dir, name), { recursive: true });
  return join(dir, name, file);
}

describe('a run of a frozen release', () => {
  test('is packed with all that its check needs, and checks out', async () => {
    const { counts, claims } = BundleManifest.parse(
      JSON.parse(readBundle(join(dir, 'good.zip')).get('manifest.json') ?? ''),
    );
    expect(counts).toMatchObject({ budgets: 2, epochs: 2, conversations: 4 * counts.items });
    const scores = claims.map(({ budget, lacuna }) => `${budget} ${percent(lacuna)}`);
    expect(scores).toEqual(
      [0.9, 0.3].map((share, place) => {
        const right = Math.round(share * counts.pairs) / counts.pairs;
        return `${['low', 'high'][place]} ${percent(right)}`;
      }),
    );
    const { code, stdout, stderr } = await run('leaderboard check good.zip --releases releases');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(/\d[\d,]+ bytes, [\d,]+ unpacked/, 'N bytes')).toBe(
      [
        'good.zip: Fading-1 (Fadecorp)',
        '  archive        ok    5 files, N bytes',
        '  hashes         ok    each file against the manifest',
        `  release        ok    v9/test, ${counts.items} items`,
        `  certificates   ok    ${counts.items} proofs checked by substitution`,
        '  settings       ok    resolve, plain; low, high; 2 epochs',
        `  completeness   ok    ${4 * counts.items} conversations: item × budget × epoch`,
        '  conversations  ok    each held again with its recorded replies',
        '  verdicts       ok    graded again by rules/3',
        `  scores         ok    ${scores.join(', ')}`,
        '  register       ok    registered run 1 of 2 of fading on v9/test',
        '  Everything holds.',
        '',
      ].join('\n'),
    );
  });

  test('gives the same bytes each time it is packed', async () => {
    const out = join(dir, 'twin.zip');
    const model = { name: 'Fading-1', vendor: 'Fadecorp', url: 'https://fade.example/1' };
    const register = join(dir, 'register.jsonl');
    await submit(submissionOf(dir, 'runs/fading', { out, model, register }));
    expect(readFileSync(out).equals(readFileSync(join(dir, 'good.zip')))).toBe(true);
  });

  test('is handed over as a run folder that is gone afterwards', async () => {
    const releases = new FrozenReleases(join(dir, 'releases'));
    const opened = await openBundle(join(dir, 'good.zip'), releases, async (bundle) => {
      expect(readdirSync(bundle.dir).sort()).toEqual([
        'items.jsonl',
        'manifest.json',
        'register.jsonl',
        'replies.jsonl',
        'run.json',
        'verdicts.rules.jsonl',
      ]);
      const report = await reportOn([bundle.dir], ['rules']);
      expect(report.runs.map(({ complete, pairs }) => [complete, pairs])).toEqual([
        [true, bundle.manifest.counts.pairs],
      ]);
      return bundle;
    });
    expect(opened.manifest.model).toEqual({
      name: 'Fading-1',
      vendor: 'Fadecorp',
      url: 'https://fade.example/1',
    });
    expect(opened.scores.map(({ budget }) => budget)).toEqual(['low', 'high']);
    expect(opened.register.registered).toMatchObject({ runs: 2, place: 1, lines: 3 });
    expect(existsSync(opened.dir)).toBe(false);
  });

  test('leaves nothing behind where its check is interrupted', async () => {
    const temporary = join(dir, 'temporary');
    mkdirSync(temporary);
    const args = ['leaderboard', 'check', ...Array.from({ length: 20 }, () => 'good.zip')];
    const { child, ended } = startLacuna([...args, '--releases', 'releases'], {
      cwd: dir,
      env: { TMPDIR: temporary },
    });
    child.stdout?.once('data', () => child.kill('SIGINT'));
    expect((await ended).code).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('without a register is said to have none; it is named for its model', async () => {
    const packed = await run('submit runs/oracle --releases releases');
    expect(packed.code).toBe(0);
    expect(packed.stderr).toMatch(/It carries no register/);
    const [, named = ''] =
      /^(oracle-[0-9a-f]{8}\.lacuna\.zip): oracle on v9\/test/.exec(packed.stdout) ?? [];
    const { code, stdout } = await run(`leaderboard check ${named} --releases releases`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/register +– +none: how many runs there were is not known/);
  });
});

describe('no bundle is made', () => {
  async function refusal(run: string, more: Partial<Submission> = {}) {
    const refused = await outcome(() => submit(submissionOf(dir, run, more)));
    expect(readdirSync(dir).filter((name) => name.startsWith('refused.zip'))).toEqual([]);
    return refused;
  }

  test('of a run of a part of a release, or of other items', async () => {
    const limited =
      'run --items releases/v9/test.jsonl --respondents oracle --limit 4 --budgets low --quiet --out limited';
    expect(await run(limited)).toMatchObject({ code: 0 });
    const ended = await run('submit limited/oracle --releases releases --out refused.zip');
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/are no frozen release: a part of one.*without --limit/);
    expect(existsSync(join(dir, 'refused.zip'))).toBe(false);
  });

  test('of a run that is not complete', async () => {
    const path = copyOfRun('half', 'replies.jsonl');
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    writeFileSync(path, `${lines.slice(0, -20).join('\n')}\n`);
    const { code, why } = await refusal('half');
    expect(code).toBe(3);
    expect(why).toMatch(/half is incomplete: \d+ of \d+ conversations have ended/);
  });

  test('of a run that was not graded, or whose verdicts are not those of its replies', async () => {
    const path = copyOfRun('graded', 'verdicts.rules.jsonl');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, '');
    const ungraded = await refusal('graded');
    expect(ungraded.code).toBe(2);
    expect(ungraded.why).toMatch(/has no verdicts of rules\/3.*lacuna grade .*graded/);
    const better = (verdict: Verdict) =>
      verdict.label === 'guesses' ? { ...verdict, label: 'asks' as const } : verdict;
    writeFileSync(path, editLines(text, Verdict, better));
    const misgraded = await refusal('graded');
    expect(misgraded.code).toBe(1);
    expect(misgraded.why).toMatch(/the verdict says label "asks", the reply gets "guesses"/);
  });

  test('with a register that does not list the run, or is not there', async () => {
    const register = join(dir, 'empty.jsonl');
    writeFileSync(register, '');
    const unlisted = await refusal('runs/fading', { register });
    expect(unlisted.code).toBe(1);
    expect(unlisted.why).toMatch(/register: this run does not stand in it/);
    const absent = await refusal('runs/fading', { register: join(dir, 'nowhere.jsonl') });
    expect(absent.code).toBe(2);
    expect(absent.why).toMatch(/nowhere\.jsonl: no such file/);
  });

  test.each<[string, Submission['model'], RegExp]>([
    [
      'an address that is a program',
      { name: 'm', vendor: null, url: 'javascript:alert(1)' },
      /model\.url: expected an http\(s\) address/,
    ],
    [
      'a name that steers terminals',
      { name: 'a\u001b[2Jb', vendor: null, url: null },
      /model\.name: expected a name without control characters/,
    ],
    ['no name', { name: 'm', vendor: '', url: null }, /model\.vendor: /],
  ])('with %s', async (_, model, reason) => {
    const { code, why } = await refusal('runs/fading', { model });
    expect(code).toBe(2);
    expect(why).toMatch(reason);
  });

  test('of a folder that is no run', async () => {
    const whyNot = async (folder: string) =>
      (await refusal(folder)).why
        .replaceAll(`${dir}/`, '')
        .replace(/^.* is not a run folder: /, '');
    expect(await whyNot('releases')).toBe('it has no readable run.json');
    expect(await whyNot('nowhere')).toBe('there is no such folder');
    expect(await whyNot('register.jsonl')).toBe('it is a file');
    expect(await whyNot('runs')).toBe(
      'there are run folders in it; give one: runs/fading, runs/oracle',
    );
  });

  test('with a key in it, wherever that came from', async () => {
    const path = copyOfRun('leaky', 'replies.jsonl');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"finishRaw":"stop"', `"finishRaw":"${KEY}"`));
    const { code, why } = await refusal('leaky', { secrets: [KEY] });
    expect(code).toBe(2);
    expect(why).toMatch(/replies\.jsonl holds the key/);
    expect(why).not.toContain(KEY);
  });
});

test('a key that a run was held with is not packed, and markup passes through as text', async () => {
  const markup = '<script>alert(1)</script><img src=x onerror=alert(2)> The answer is 12.';
  const model = await startVllmLike({ reply: () => markup });
  const how = '--model Qwen/Qwen3-8B --dialect vllm --budgets nothink --quiet --out keyed';
  const at = `run --items releases/v9/dev.jsonl --base-url ${model.baseUrl}`;
  const env = { OPENAI_API_KEY: KEY };
  const ran = await run(`${at} --header X-Secret:${KEY}-2 ${how}`, env);
  await model.close();
  expect(ran.code, ran.stderr).toBe(0);
  const packed = await run('submit keyed --releases releases --out keyed.zip', env);
  expect(packed.code, packed.stderr).toBe(0);
  const files = readBundle(join(dir, 'keyed.zip'));
  const expected = ['manifest.json', 'replies.jsonl', 'run.json', 'verdicts.rules.jsonl'];
  expect([...files.keys()].sort()).toEqual(expected);
  for (const text of files.values()) expect(text).not.toContain(KEY);
  expect(files.get('replies.jsonl')).toContain(markup);
  const { code, stdout, stderr } = await run('leaderboard check keyed.zip --releases releases');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).not.toContain('<');
}, 60_000);

describe('the register', () => {
  test('holds each run once, written before its first reply, and lists them', async () => {
    const before = readFileSync(join(dir, 'register.jsonl'), 'utf8');
    const again = await run(`run --respondents oracle,fading ${HOW} --out runs`);
    expect(again.code, again.stderr).toBe(0);
    expect(readFileSync(join(dir, 'register.jsonl'), 'utf8')).toBe(before);
    const { code, stdout } = await run('register register.jsonl');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^register\.jsonl: 3 runs, the chain is whole; the last hash is [0-9a-f]/,
    );
    expect(stdout).toMatch(/fading on release [0-9a-f]{12}: 2 runs/);
    const first = z.object({ at: z.string() });
    const replies = readFileSync(join(dir, 'runs/oracle/replies.jsonl'), 'utf8').split('\n');
    const lines = before.trimEnd().split('\n');
    expect(
      first.parse(JSON.parse(lines[0] ?? '')).at <= first.parse(JSON.parse(replies[0] ?? '')).at,
    ).toBe(true);
  });

  test('stops a run before anything is asked where its chain is broken', async () => {
    const text = readFileSync(join(dir, 'register.jsonl'), 'utf8');
    writeFileSync(join(dir, 'broken.jsonl'), text.split('\n').slice(1).join('\n'));
    const asking =
      'run --items releases/v9/test.jsonl --respondents oracle --budgets low --register broken.jsonl --quiet --out unasked';
    const ran = await run(asking);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/broken\.jsonl: line 1 does not follow the one before it/);
    expect(readFileSync(join(dir, 'unasked/oracle/replies.jsonl'), 'utf8')).toBe('');
    const listed = await run('register broken.jsonl');
    expect(listed.code).toBe(1);
    expect(listed.stderr).toMatch(/broken\.jsonl: line 1 does not follow/);
    // The folder is there and nothing was asked: it can still be registered elsewhere.
    const late = await run('register other.jsonl --run unasked/oracle');
    expect(late).toMatchObject({ code: 0 });
    expect(late.stdout).toMatch(/other\.jsonl: unasked\/oracle is registered\.\n.*: 1 run, the/);
  });

  test('takes in no run that has begun', async () => {
    const late = await run('register late.jsonl --run runs/oracle');
    expect(late.code).toBe(2);
    expect(late.stderr).toMatch(/has replies and does not stand in the register/);
  });
});
