import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Verdict } from '../graders/verdict.ts';
import { InputError } from '../src/input-error.ts';
import { FrozenReleases } from '../src/release/frozen.ts';
import { RunLine } from '../src/run/record.ts';
import { openBundle } from '../src/submission/check.ts';
import { BundleManifest } from '../src/submission/manifest.ts';
import { RegisterLine } from '../src/submission/register.ts';
import { type Submission, submit } from '../src/submission/submit.ts';
import { plainJudge, startJudge } from './endpoints/judging.ts';
import { startVllmLike } from './endpoints/vllm.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';
import { freezeSmallRelease } from './small-release.ts';
import {
  type BundleFiles,
  editLines,
  readBundle,
  setManifest,
  writeBundle,
} from './tampered-bundle.ts';

const dir = sharedDir();
const run = (args: string, env: Record<string, string> = {}) =>
  lacuna(args.split(' '), { cwd: dir, env });
const KEY = 'sk-submission-test-abcdefghijkl';

/** Runs of respondents on a small frozen release, over HTTP, in one register; one of them packed. */
beforeAll(async () => {
  await freezeSmallRelease(dir);
  for (const args of [
    'run --items releases/v9/test.jsonl --respondents oracle,fading --budgets low,high --epochs 2 --protocol resolve --register register.jsonl --quiet --out runs',
    'run --items releases/v9/test.jsonl --respondents fading --budgets low,high --epochs 2 --protocol resolve --register register.jsonl --quiet --out again',
    'submit runs/fading --releases releases --register register.jsonl --vendor Fadecorp --model-name Fading-1 --url https://fade.example/1 --out good.zip',
  ]) {
    const ran = await run(args);
    expect(ran.code, ran.stderr).toBe(0);
  }
}, 120_000);

/** How something ended: the exit code, and why. */
async function outcome(work: () => Promise<unknown>): Promise<{ code: number; why: string }> {
  try {
    await work();
    return { code: 0, why: '' };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { code: error.exitCode, why: error.message };
  }
}

/** What becomes of a bundle when it is checked. */
function checked(path: string) {
  const releases = new FrozenReleases(join(dir, 'releases'));
  return outcome(() => openBundle(join(dir, path), releases, async () => undefined));
}

/** A copy of a run that is to be spoilt: the path of one of its files. */
function copyOfRun(name: string, file: string): string {
  cpSync(join(dir, 'runs/fading'), join(dir, name), { recursive: true });
  return join(dir, name, file);
}

/** The good bundle with other contents, the manifest's hashes made again unless it is told not to. */
async function tampered(edit: (files: BundleFiles) => void, how?: { hashes: boolean }) {
  const files = readBundle(join(dir, 'good.zip'));
  edit(files);
  writeBundle(join(dir, 'tampered.zip'), files, how);
  return checked('tampered.zip');
}

function editReplies(files: BundleFiles, edit: (line: RunLine) => RunLine | null): void {
  files.set('replies.jsonl', editLines(files.get('replies.jsonl') ?? '', RunLine, edit));
}

function editVerdicts(files: BundleFiles, edit: (verdict: Verdict) => Verdict | null): void {
  const name = 'verdicts.rules.jsonl';
  files.set(name, editLines(files.get(name) ?? '', Verdict, edit));
}

/** The first verdict that says so, as a place. */
function placeOf(label: string): Verdict {
  const text = readBundle(join(dir, 'good.zip')).get('verdicts.rules.jsonl') ?? '';
  const found = text
    .trimEnd()
    .split('\n')
    .map((line) => Verdict.parse(JSON.parse(line)))
    .find((verdict) => verdict.label === label);
  if (!found) throw new Error(`no verdict says ${label}`);
  return found;
}

const isAt = (
  place: Verdict,
  { item, budget, epoch }: { item: string; budget: string; epoch: number },
) => item === place.item && budget === place.budget && epoch === place.epoch;

describe('a run of a frozen release', () => {
  test('is packed with all that its check needs, and checks out', async () => {
    const { code, stdout, stderr } = await run('leaderboard check good.zip --releases releases');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(/\d[\d,]+ bytes, [\d,]+ unpacked/, 'N bytes')).toBe(
      [
        'good.zip: Fading-1 (Fadecorp)',
        '  archive        ok    5 files, N bytes',
        '  hashes         ok    each file against the manifest',
        '  release        ok    v9/test, 32 items',
        '  certificates   ok    32 proofs checked by substitution',
        '  settings       ok    resolve, plain; low, high; 2 epochs',
        '  completeness   ok    128 conversations: item × budget × epoch',
        '  conversations  ok    each held again with its recorded replies',
        '  verdicts       ok    graded again by rules/3',
        '  scores         ok    low 91.7, high 29.2',
        '  register       ok    registered run 1 of 2 of fading on v9/test',
        '  Everything holds.',
        '',
      ].join('\n'),
    );
  });

  test('gives the same bytes each time it is packed', async () => {
    const flags = '--releases releases --register register.jsonl --vendor Fadecorp';
    const more = '--model-name Fading-1 --url https://fade.example/1 --out twin.zip';
    expect(await run(`submit runs/fading ${flags} ${more}`)).toMatchObject({ code: 0 });
    expect(readFileSync(join(dir, 'twin.zip')).equals(readFileSync(join(dir, 'good.zip')))).toBe(
      true,
    );
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
      const reported = await lacuna(['report', bundle.dir, '--format', 'csv'], { cwd: dir });
      expect(reported.code, reported.stderr).toBe(0);
      return bundle;
    });
    expect(opened.manifest.model).toEqual({
      name: 'Fading-1',
      vendor: 'Fadecorp',
      url: 'https://fade.example/1',
    });
    expect(opened.scores.map(({ budget }) => budget)).toEqual(['low', 'high']);
    expect(opened.registered).toMatchObject({ runs: 2, place: 1, lines: 3 });
    expect(existsSync(opened.dir)).toBe(false);
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
    const submission = {
      dir: join(dir, run),
      out: join(dir, 'refused.zip'),
      model: { name: undefined, vendor: null, url: null },
      register: undefined,
      releases: new FrozenReleases(join(dir, 'releases')),
      secrets: [],
      ...more,
    };
    const refused = await outcome(() => submit(submission));
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
    expect(why).toMatch(/half is incomplete: \d+ of 128 conversations have ended/);
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
    expect((await refusal('releases')).why).toMatch(/releases is not a run folder/);
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

describe('a bundle does not hold', () => {
  test('after a reply was changed', async () => {
    const place = placeOf('guesses');
    const asking = (line: RunLine) =>
      line.type === 'reply' && isAt(place, line)
        ? { ...line, completion: { ...line.completion, text: 'What does one glass cost?' } }
        : line;
    const plain = await tampered((files) => editReplies(files, asking), { hashes: false });
    expect(plain.code).toBe(1);
    expect(plain.why).toMatch(/hashes: replies\.jsonl is not the file of the manifest/);
    // With the manifest made again, the evidence speaks: the user would have answered that question.
    const forged = await tampered((files) => editReplies(files, asking));
    expect(forged.code).toBe(1);
    expect(forged.why).not.toMatch(/hashes:/);
    expect(forged.why).toContain(`${place.item} (${place.budget}, epoch ${place.epoch})`);
    expect(forged.why).toMatch(/conversations: .*: (turn|what was sent)/);
    expect(forged.why).toMatch(/verdicts: .* the verdict says label "guesses", the reply gets "/);
  });

  test('after the user was made to say more than was asked', async () => {
    const end = (line: RunLine) =>
      line.type === 'end' && isAt(placeOf('guesses'), line)
        ? { ...line, turns: line.turns.map((turn) => ({ ...turn, understood: ['clash'] })) }
        : line;
    const { code, why } = await tampered((files) => editReplies(files, end));
    expect(code).toBe(1);
    expect(why).toMatch(/conversations: .*: turn 1 is not what its replies lead to/);
  });

  test('after the model was told something else than the item', async () => {
    const told = (line: RunLine) =>
      line.type === 'reply'
        ? {
            ...line,
            messages: line.messages.map((message) => ({
              ...message,
              content: `${message.content} Ask me if something is missing.`,
            })),
          }
        : line;
    const { code, why } = await tampered((files) => editReplies(files, told));
    expect(code).toBe(1);
    expect(why).toMatch(/what was sent to the model is not what this item and these settings send/);
    expect(why).toMatch(/conversations: and 125 more/);
  });

  test('after it was made out to be of another model or policy', async () => {
    for (const [from, to] of [
      ['"model": "fading"', '"model": "better"'],
      ['"policy": "plain"', '"policy": "hint"'],
    ] as const) {
      const { code, why } = await tampered((files) =>
        files.set('run.json', (files.get('run.json') ?? '').replace(from, to)),
      );
      expect(code).toBe(1);
      expect(why).toMatch(/conversations: .* is not what this item and these settings send/);
      expect(why).toMatch(/register: this run does not stand in it/);
    }
  });

  test('after a verdict was changed', async () => {
    const place = placeOf('guesses');
    const { code, why } = await tampered((files) =>
      editVerdicts(files, (verdict) =>
        isAt(place, verdict) ? { ...verdict, label: 'asks', right: true } : verdict,
      ),
    );
    expect(code).toBe(1);
    expect(why).toContain(
      `verdicts: ${place.item} (${place.budget}, epoch ${place.epoch}) the verdict says label "asks", the reply gets "guesses" (also: right)`,
    );
  });

  test('after verdicts were taken out, put in or exchanged in order', async () => {
    const { item } = placeOf('guesses');
    const out = await tampered((files) =>
      editVerdicts(files, (verdict) => (verdict.item === item ? null : verdict)),
    );
    expect(out.code).toBe(1);
    expect(out.why).toMatch(/verdicts: .* has no verdict/);
    const twice = await tampered((files) => {
      const text = files.get('verdicts.rules.jsonl') ?? '';
      files.set('verdicts.rules.jsonl', `${text}${text.split('\n')[0]}\n`);
    });
    expect(twice.why).toMatch(/verdicts: .* has a verdict too many/);
    const reversed = await tampered((files) => {
      const lines = (files.get('verdicts.rules.jsonl') ?? '').trimEnd().split('\n');
      files.set('verdicts.rules.jsonl', `${lines.reverse().join('\n')}\n`);
    });
    expect(reversed).toEqual({ code: 0, why: '' });
  });

  test('with an item missing, named', async () => {
    const { item } = placeOf('guesses');
    const { code, why } = await tampered((files) => {
      editReplies(files, (line) => (line.item === item ? null : line));
      editVerdicts(files, (verdict) => (verdict.item === item ? null : verdict));
    });
    expect(code).toBe(1);
    expect(why).toContain(`completeness: ${item} (low, epoch 0) is missing`);
    expect(why).toMatch(/completeness: and 2 more/);
  });

  test('with an item, a budget or an epoch too many, or a conversation held twice', async () => {
    const place = placeOf('solves');
    const copies = async (to: Partial<{ item: string; budget: string; epoch: number }>) =>
      tampered((files) => {
        const lines = (files.get('replies.jsonl') ?? '').trimEnd().split('\n');
        const own = lines
          .map((line) => RunLine.parse(JSON.parse(line)))
          .filter((line) => isAt(place, line))
          .map((line) => JSON.stringify({ ...line, ...to }));
        files.set('replies.jsonl', `${[...lines, ...own].join('\n')}\n`);
      });
    for (const [to, reason] of [
      [{ item: 'another-item' }, /another-item .* is on no item of v9\/test/],
      [{ budget: 'medium' }, /is under a budget that the run does not have/],
      [{ epoch: 7 }, /is of an epoch beyond the run's 2/],
      [{}, /is there a second time/],
    ] as const) {
      const { code, why } = await copies(to);
      expect(code).toBe(1);
      expect(why).toMatch(reason);
    }
  });

  test('with replies to choose from', async () => {
    const place = placeOf('guesses');
    const { code, why } = await tampered((files) => {
      const text = files.get('replies.jsonl') ?? '';
      const lines = text.trimEnd().split('\n');
      const own = lines.findIndex((line) => {
        const parsed = RunLine.parse(JSON.parse(line));
        return parsed.type === 'reply' && isAt(place, parsed);
      });
      files.set('replies.jsonl', `${lines.toSpliced(own, 0, lines[own] ?? '').join('\n')}\n`);
    });
    expect(code).toBe(1);
    expect(why).toMatch(/conversations: .*: a reply is recorded twice/);
  });

  test("with another release's hash", async () => {
    const { code, why } = await tampered((files) =>
      files.set(
        'run.json',
        (files.get('run.json') ?? '').replace(/"release": "[0-9a-f]{4}/, '"release": "0000'),
      ),
    );
    expect(code).toBe(1);
    expect(why).toMatch(/release: 0000[0-9a-f]{8} with 32 items is no frozen release/);
    const renamed = await tampered((files) =>
      setManifest(files, (manifest) => {
        const { release } = BundleManifest.parse(manifest);
        return { ...manifest, release: { ...release, name: 'v9/dev' } };
      }),
    );
    expect(renamed.why).toMatch(/release: the manifest says v9\/dev, the run is on v9\/test/);
  });

  test('with a score that its replies do not come to', async () => {
    const claim = (edit: (claims: BundleManifest['claims']) => unknown[]) =>
      tampered((files) =>
        setManifest(files, (manifest) => ({
          ...manifest,
          claims: edit(BundleManifest.parse(manifest).claims),
        })),
      );
    const inflated = await claim((claims) => claims.map((each) => ({ ...each, lacuna: 0.95 })));
    expect(inflated.code).toBe(1);
    expect(inflated.why).toMatch(
      /scores: budget high: the Lacuna score is claimed as 0\.95, and the replies come to 0\.29/,
    );
    const best = await claim((claims) => claims.slice(0, 1));
    expect(best.why).toMatch(/scores: budget high: no score is claimed/);
    const cheap = await claim((claims) => claims.map((each) => ({ ...each, tokens: 10 })));
    expect(cheap.why).toMatch(/scores: budget low: the mean of its tokens is claimed as 10/);
  });

  test('with a register whose chain is broken, or that was written afterwards', async () => {
    const register = (edit: (line: RegisterLine) => RegisterLine | null) =>
      tampered((files) =>
        files.set(
          'register.jsonl',
          editLines(files.get('register.jsonl') ?? '', RegisterLine, edit),
        ),
      );
    const hidden = await register((line) => (line.model === 'oracle' ? null : line));
    expect(hidden.code).toBe(1);
    expect(hidden.why).toMatch(/register: line 1 does not follow the one before it/);
    const edited = await register((line) => ({ ...line, model: 'someone-else' }));
    expect(edited.why).toMatch(/register: line 1 was changed: its hash is another/);
  });
});

describe('a bundle is malformed', () => {
  test.each<[string, (files: BundleFiles) => void, RegExp]>([
    ['without verdicts', (f) => f.delete('verdicts.rules.jsonl'), /it has no verdicts\.rules/],
    [
      'with a manifest of another form',
      (f) => setManifest(f, (m) => ({ ...m, format: 'x' })),
      /format/,
    ],
    [
      'with a script for an address',
      (f) =>
        setManifest(f, (m) => ({
          ...m,
          model: { name: 'm', vendor: null, url: 'javascript:alert(1)' },
        })),
      /model\.url: expected an http\(s\) address/,
    ],
    ['with a run.json that is none', (f) => f.set('run.json', '{}'), /run\.json: format/],
    [
      'with a line that is no reply',
      (f) => f.set('replies.jsonl', '{"type":"reply"}\n'),
      /tampered\.zip: replies\.jsonl:1: /,
    ],
  ])('%s', async (_, edit, reason) => {
    const { code, why } = await tampered(edit);
    expect(code).toBe(2);
    expect(why).toMatch(reason);
    expect(why).not.toContain('lacuna-bundle-');
  });

  test('and the check of several says of each what it found, and exits with the worst', async () => {
    const files = readBundle(join(dir, 'good.zip'));
    setManifest(files, (manifest) => ({
      ...manifest,
      claims: BundleManifest.parse(manifest).claims.map((claim) => ({ ...claim, lacuna: 1 })),
    }));
    writeBundle(join(dir, 'inflated.zip'), files);
    const whole = readFileSync(join(dir, 'good.zip'));
    writeFileSync(join(dir, 'cut.zip'), whole.subarray(0, whole.length / 2));
    const both = await run('leaderboard check inflated.zip good.zip --releases releases');
    expect(both.code).toBe(1);
    expect(both.stdout).toMatch(/scores +FAIL.*It does not hold\.\ngood\.zip.*Everything holds/s);
    expect(both.stderr).toMatch(
      /inflated\.zip: scores: budget low: the Lacuna score is claimed as 1,/,
    );
    const all = await run('leaderboard check cut.zip inflated.zip nowhere.zip --releases releases');
    expect(all.code).toBe(2);
    expect(all.stderr).toMatch(/cut\.zip: no bundle that can be read/);
    expect(all.stderr).toMatch(/nowhere\.zip: no bundle that can be read/);
    expect(all.stdout).toMatch(/^inflated\.zip/);
  });
});

describe('verdicts of judges', () => {
  test('are held to their votes and the reply, and the score is that of the rules', async () => {
    cpSync(join(dir, 'runs/fading'), join(dir, 'judged'), { recursive: true });
    const judge = await startJudge(plainJudge);
    const how = '--grader hybrid --judge-below 1 --judge-model judge-model --quiet';
    const graded = await run(`grade judged ${how} --judge-base-url ${judge.baseUrl}`);
    await judge.close();
    expect(graded.code, graded.stderr).toBe(0);
    expect(await run('submit judged --releases releases --out judged.zip')).toMatchObject({
      code: 0,
    });
    const checkedOnce = await run('leaderboard check judged.zip --releases releases');
    expect(checkedOnce.code, checkedOnce.stderr).toBe(0);
    expect(checkedOnce.stdout).toMatch(
      /verdicts +ok +graded again by rules\/3; hybrid: [1-9]\d* verdicts of judges held to their votes/,
    );
    expect(checkedOnce.stdout).toMatch(/scores +ok +low 91\.7, high 29\.2/);

    const edited = async (edit: (verdict: Verdict) => Verdict) => {
      const files = readBundle(join(dir, 'judged.zip'));
      const name = 'verdicts.hybrid.jsonl';
      files.set(name, editLines(files.get(name) ?? '', Verdict, edit));
      writeBundle(join(dir, 'rejudged.zip'), files);
      return checked('rejudged.zip');
    };
    const label = await edited((verdict) =>
      verdict.label === 'guesses' ? { ...verdict, label: 'asks' } : verdict,
    );
    expect(label.code).toBe(1);
    expect(label.why).toMatch(
      /verdicts: hybrid: .* (says "asks", for which 0 of 1|says label "asks")/,
    );
    const right = await edited((verdict) => ({ ...verdict, right: true }));
    expect(right.why).toMatch(/verdicts: hybrid: .* says that .* is right/);
    const spent = await edited((verdict) => ({
      ...verdict,
      spent: { ...verdict.spent, output: 1 },
    }));
    expect(spent.why).toMatch(/verdicts: hybrid: .* the verdict says spent/);
  }, 60_000);
});

describe('the register', () => {
  test('holds each run once, written before its first reply, and lists them', async () => {
    const again =
      'run --items releases/v9/test.jsonl --respondents oracle,fading --budgets low,high --epochs 2 --protocol resolve --register register.jsonl --quiet --out runs';
    const before = readFileSync(join(dir, 'register.jsonl'), 'utf8');
    expect(await run(again)).toMatchObject({ code: 0 });
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
