import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { Verdict } from '../graders/verdict.ts';
import { FrozenReleases } from '../src/release/frozen.ts';
import { readRun } from '../src/run/folder.ts';
import { runHash } from '../src/run/identity.ts';
import { RunLine } from '../src/run/record.ts';
import { withBundle } from '../src/submission/bundle.ts';
import { checkBundle, openBundle } from '../src/submission/check.ts';
import { BundleManifest } from '../src/submission/manifest.ts';
import { RegisterLine, registerRun } from '../src/submission/register.ts';
import { submit } from '../src/submission/submit.ts';
import { plainJudge, startJudge } from './endpoints/judging.ts';
import { startVllmLike } from './endpoints/vllm.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';
import { checkedIn, HOW, outcome, SUBMIT, submissionOf, submitIn } from './submitted-run.ts';
import {
  type BundleFiles,
  editLines,
  readBundle,
  setManifest,
  writeBundle,
} from './tampered-bundle.ts';

const dir = sharedDir();
const run = (args: string) => lacuna(args.split(' '), { cwd: dir });

/** A run of a respondent on a small frozen release, over HTTP, registered and packed. */
beforeAll(async () => {
  await submitIn(dir, [`run --respondents oracle,fading ${HOW} --out runs`, SUBMIT]);
}, 120_000);

/** The good bundle with other contents, the manifest's hashes made again unless it is told not to. */
async function tampered(edit: (files: BundleFiles) => void, how?: { hashes: boolean }) {
  const files = readBundle(join(dir, 'good.zip'));
  edit(files);
  writeBundle(join(dir, 'tampered.zip'), files, how);
  return checkedIn(dir, 'tampered.zip');
}

function editReplies(files: BundleFiles, edit: (line: RunLine) => RunLine | null): void {
  files.set('replies.jsonl', editLines(files.get('replies.jsonl') ?? '', RunLine, edit));
}

function editVerdicts(files: BundleFiles, edit: (verdict: Verdict) => Verdict | null): void {
  const name = 'verdicts.rules.jsonl';
  files.set(name, editLines(files.get(name) ?? '', Verdict, edit));
}

async function registeredRun(folder: string) {
  const run = join(dir, folder);
  return { record: await readRun(run), hash: await runHash(run) };
}

/** Where Linux tells what a process has open. */
const OPEN = '/proc/self/fd';

/** Its path; "" of the descriptor that only listed the others. */
function openFile(descriptor: string): string {
  try {
    return readlinkSync(join(OPEN, descriptor));
  } catch {
    return '';
  }
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

const isSamePlace = (line: RunLine, other: RunLine | undefined) =>
  other !== undefined &&
  line.item === other.item &&
  line.budget === other.budget &&
  line.epoch === other.epoch;

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
    expect(why).toMatch(/conversations: and \d{2,} more/);
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

  test('with replies missing whose conversations have ended, whatever its manifest counts', async () => {
    const { item } = placeOf('guesses');
    const file = BundleManifest.parse(
      JSON.parse(readBundle(join(dir, 'good.zip')).get('manifest.json') ?? '{}'),
    );
    const all = file.counts.conversations;
    const files = readBundle(join(dir, 'good.zip'));
    editReplies(files, (line) => (line.type === 'reply' && line.item === item ? null : line));
    setManifest(files, (m) => ({ ...m, counts: { ...file.counts, conversations: all - 4 } }));
    writeBundle(join(dir, 'hollow.zip'), files);
    const { code, stdout, stderr } = await run('leaderboard check hollow.zip --releases releases');
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`completeness +FAIL +${all - 4} of ${all} conversations`));
    expect(stderr).toContain('completeness: 4 conversations without all replies that stand');
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
    expect(why).toMatch(/release: 0000[0-9a-f]{8} with \d+ items is no frozen release/);
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
      /scores: budget high: the Lacuna score is claimed as 0\.95, and the replies come to 0\.[23]/,
    );
    const best = await claim((claims) => claims.slice(0, 1));
    expect(best.why).toMatch(/scores: budget high: no score is claimed/);
    const cheap = await claim((claims) => claims.map((each) => ({ ...each, tokens: 10 })));
    expect(cheap.why).toMatch(/scores: budget low: the mean of its tokens is claimed as 10/);
  });

  test('with a manifest that counts otherwise, or names another grader', async () => {
    const { code, why } = await tampered((files) =>
      setManifest(files, (manifest) => {
        const { counts } = BundleManifest.parse(manifest);
        const graders = { rules: 'rules/9' };
        return { ...manifest, counts: { ...counts, conversations: 999, epochs: 9 }, graders };
      }),
    );
    expect(code).toBe(1);
    expect(why).toMatch(/completeness: the manifest says 9 epochs, and there are 2/);
    expect(why).toMatch(/completeness: the manifest says 999 conversations, and there are \d+/);
    expect(why).toMatch(/verdicts: the manifest says .*rules\/9.*, the verdicts .*rules\/3/);
  });

  test('with verdicts of another version of the rules, and how to get these', async () => {
    const { code, why } = await tampered((files) =>
      editVerdicts(files, (verdict) => ({ ...verdict, grader: 'rules/1' })),
    );
    expect(code).toBe(1);
    expect(why).toMatch(/graded by rules\/1, and this version grades by rules\/3: `lacuna grade`/);
  });

  test.skipIf(!existsSync(OPEN))(
    'whose replies are broken, and no file of it stays open',
    async () => {
      const { code, why } = await tampered((files) => {
        files.set(
          'replies.jsonl',
          (files.get('replies.jsonl') ?? '').replace(/\n.*\n$/, '\n{"type":\n'),
        );
      });
      expect(code).toBe(2);
      expect(why).toMatch(/replies\.jsonl:\d+: not JSON/);
      const open = readdirSync(OPEN).map((name) => openFile(name));
      expect(open.filter((path) => path.includes('.jsonl'))).toEqual([]);
    },
  );

  test('on a release whose certificates do not hold', async () => {
    const spoilt = join(dir, 'spoilt-releases');
    cpSync(join(dir, 'releases'), spoilt, { recursive: true });
    const path = join(spoilt, 'v9/test.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"topic":"', '"topic":"other '));
    const releases = new FrozenReleases(spoilt);
    const { rows, faults } = await withBundle(join(dir, 'good.zip'), releases, checkBundle);
    expect(rows.filter(({ holds }) => holds === false).map(({ what }) => what)).toEqual([
      'certificates',
    ]);
    expect(faults.join()).toMatch(/^certificates: .*: digest: it is not that of the item/);
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
    const late = join(dir, 'late.jsonl');
    const fading = await registeredRun('runs/fading');
    await registerRun(late, fading, { now: Date.UTC(2100, 0, 1), begun: false });
    const afterwards = await tampered((files) => {
      files.set('register.jsonl', readFileSync(late, 'utf8'));
    });
    expect(afterwards.code).toBe(1);
    expect(afterwards.why).toMatch(/register: the run was registered at 2100-.*after its first/);
  });
});

test('budgets of several calls, under a policy, are held again call by call', async () => {
  let asked = 0;
  const model = await startVllmLike({
    reply: () => {
      asked += 1;
      return asked % 3 === 0 ? 'How many are there?' : `The answer is ${asked % 3}.`;
    },
  });
  const how =
    '--dialect vllm --budgets samples:3,revise:1,wait:1 --policy hint --quiet --out spent';
  const at = `--items releases/v9/dev.jsonl --base-url ${model.baseUrl} --model Qwen/Qwen3-8B`;
  const ran = await run(`run ${at} ${how}`);
  await model.close();
  expect(ran.code, ran.stderr).toBe(0);
  await submit(submissionOf(dir, 'spent', { out: join(dir, 'spent.zip') }));
  const edited = async (edit: (lines: RunLine[]) => RunLine[]) => {
    const files = readBundle(join(dir, 'spent.zip'));
    const lines = (files.get('replies.jsonl') ?? '').trimEnd().split('\n');
    const parsed = lines.map((line) => RunLine.parse(JSON.parse(line)));
    files.set(
      'replies.jsonl',
      edit(parsed)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    );
    writeBundle(join(dir, 'respent.zip'), files);
    return checkedIn(dir, 'respent.zip');
  };
  const lastOf = (lines: RunLine[], budget: string) => {
    const end = lines.findLast((line) => line.type === 'end' && line.budget === budget);
    const own = lines.filter((line) => line.type === 'reply' && isSamePlace(line, end));
    return { end, keys: own.flatMap((line) => (line.type === 'reply' ? line.key : [])) };
  };
  // Another sample, or the first draft, is made the one that stands.
  for (const budget of ['samples:3', 'revise:1']) {
    const swapped = await edited((lines) => {
      const { end, keys } = lastOf(lines, budget);
      return lines.map((line) => {
        if (line !== end || line.type !== 'end') return line;
        const turns = line.turns.map((turn) => ({
          ...turn,
          reply: keys.find((key) => key !== turn.reply) ?? '',
        }));
        return { ...line, turns };
      });
    });
    expect(swapped.code).toBe(1);
    expect(swapped.why).toMatch(/conversations: .*: turn 1 is not what its replies lead to/);
  }
  // A sample is left out, or the very reply that stands.
  for (const [standing, reason] of [
    [false, /conversations: .*: what was sent to the model is not what this/],
    [true, /conversations: .*: a reply that stands is not there/],
  ] as const) {
    const fewer = await edited((lines) => {
      const { end, keys } = lastOf(lines, 'samples:3');
      const stands = end?.type === 'end' ? end.turns[0]?.reply : undefined;
      const left = keys.find((key) => (key === stands) === standing);
      return lines.filter((line) => line.type !== 'reply' || line.key !== left);
    });
    expect(fewer.code).toBe(1);
    expect(fewer.why).toMatch(reason);
  }
}, 60_000);

test('registers of one vendor that part from each other show', async () => {
  const files = readBundle(join(dir, 'good.zip'));
  // One register of the same runs, written again: each is whole by itself.
  const again = join(dir, 'rewritten.jsonl');
  for (const folder of ['runs/fading', 'runs/oracle']) {
    await registerRun(again, await registeredRun(folder), { now: 0, begun: false });
  }
  files.set('register.jsonl', readFileSync(again, 'utf8'));
  writeBundle(join(dir, 'rewritten.zip'), files);
  expect((await checkedIn(dir, 'rewritten.zip')).code).toBe(0);
  const both = await run('leaderboard check good.zip rewritten.zip --releases releases');
  expect(both.code).toBe(1);
  expect(both.stderr).toBe(
    'rewritten.zip: register: it and that of good.zip are not one register\n',
  );
});

test('a bundle that was spoilt anywhere is refused, or is the same', async () => {
  const whole = readFileSync(join(dir, 'good.zip'));
  const releases = new FrozenReleases(join(dir, 'releases'));
  const path = join(dir, 'spoilt.zip');
  const contents = await openBundle(join(dir, 'good.zip'), releases, async ({ archive }) => [
    ...archive.files,
  ]);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const spoilt = Buffer.from(whole);
      spoilt[at] = (spoilt[at] ?? 0) ^ by;
      writeFileSync(path, spoilt);
      // Whatever else but a refusal is thrown fails the test.
      const { code } = await outcome(() =>
        openBundle(path, releases, async ({ archive }) => {
          expect([...archive.files]).toEqual(contents);
        }),
      );
      expect([0, 1, 2]).toContain(code);
    }),
    {
      numRuns: 30,
      seed: 3,
      examples: [
        [whole.length - 1, 1],
        [0, 1],
      ],
    },
  );
}, 60_000);

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
    [
      'with settings nested as deep as a well',
      (f) =>
        f.set(
          'run.json',
          (f.get('run.json') ?? '').replace(
            /"fields": \{/,
            `"fields": {"a":${'['.repeat(90_000)}${']'.repeat(90_000)},`,
          ),
        ),
      /run\.json is nested too deeply/,
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
    const all = await run(
      'leaderboard check cut.zip inflated.zip nowhere.zip runs --releases releases',
    );
    expect(all.stderr).toMatch(/runs: no bundle that can be read \(it is a folder\)/);
    expect(all.code).toBe(2);
    expect(all.stderr).toMatch(/cut\.zip: no bundle that can be read/);
    expect(all.stderr).toMatch(
      /nowhere\.zip: no bundle that can be read \(no such file or folder\)/,
    );
    expect(all.stdout).toMatch(/^inflated\.zip.*scores +FAIL.*It does not hold\.\n$/s);
    expect(all.stderr).toMatch(
      /inflated\.zip: scores: budget low: the Lacuna score is claimed as 1,/,
    );
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
    await submit(submissionOf(dir, 'judged', { out: join(dir, 'judged.zip') }));
    const releases = new FrozenReleases(join(dir, 'releases'));
    const { rows } = await withBundle(join(dir, 'judged.zip'), releases, checkBundle);
    const found = new Map(rows.map((row) => [row.what, row.found]));
    expect(found.get('verdicts')).toMatch(
      /^graded again by rules\/3; hybrid: [1-9]\d* verdicts of judges held to their votes/,
    );
    expect(found.get('scores')).toMatch(/^low (8|9)\d\.\d, high (2|3)\d\.\d$/);

    const edited = async (edit: (verdict: Verdict) => Verdict) => {
      const files = readBundle(join(dir, 'judged.zip'));
      const name = 'verdicts.hybrid.jsonl';
      files.set(name, editLines(files.get(name) ?? '', Verdict, edit));
      writeBundle(join(dir, 'rejudged.zip'), files);
      return checkedIn(dir, 'rejudged.zip');
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
