import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { columns } from '../src/report/plain-text.ts';
import { readPrices } from '../src/run/price-file.ts';
import { Comparison } from '../src/stats/comparison.ts';
import { RunPlan } from '../src/stats/run-plan.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';

const dir = sharedDir();
const run = (args: string) => lacuna(args.split(' '), { cwd: dir });

/** Runs of respondents, whose true scores are known: fading asks on 90% at low, on 30% at high. */
beforeAll(async () => {
  const families = join(import.meta.dirname, '../problems/families');
  mkdirSync(join(dir, 'families'));
  for (const file of readdirSync(families).sort().slice(0, 10)) {
    cpSync(join(families, file), join(dir, 'families', file));
  }
  for (const args of [
    'corrupt --families families --out items.jsonl',
    'run --items items.jsonl --limit 40 --respondents oracle,fading,guesser --budgets low,high --quiet --out runs',
    'run --items items.jsonl --limit 40 --respondents oracle --budgets high --quiet --policy hint --out hinted',
    'run --items items.jsonl --limit 20 --respondents oracle --budgets high --quiet --out other',
    'run --items items.jsonl --limit 40 --respondents guesser --budgets high --quiet --out one',
  ]) {
    const ran = await run(args);
    expect(ran.code, ran.stderr).toBe(0);
  }
  // The same run, broken off: the last replies have no verdict yet.
  cpSync(join(dir, 'runs/oracle'), join(dir, 'runs/broken'), { recursive: true });
  const verdicts = join(dir, 'runs/broken/verdicts.rules.jsonl');
  const lines = readFileSync(verdicts, 'utf8').trimEnd().split('\n');
  writeFileSync(verdicts, `${lines.slice(0, -10).join('\n')}\n`);
  // Never answered; and answered, but not graded.
  cpSync(join(dir, 'runs/oracle'), join(dir, 'runs/ungraded'), { recursive: true });
  rmSync(join(dir, 'runs/ungraded/verdicts.rules.jsonl'));
  cpSync(join(dir, 'runs/ungraded'), join(dir, 'runs/dead'), { recursive: true });
  rmSync(join(dir, 'runs/dead/replies.jsonl'));
}, 120_000);

describe('lacuna compare', () => {
  test('finds exactly the difference of two respondents, and the items behind it', async () => {
    const { code, stdout } = await run('compare runs/oracle runs/fading --format json --flips 99');
    expect(code).toBe(0);
    const comparison = Comparison.parse(JSON.parse(stdout));
    const [low, high] = comparison.budgets;
    expect([low?.budget, high?.budget]).toEqual(['low', 'high']);
    expect(high?.overall).toMatchObject({ units: 40, wins: 0, after: 0.3 });
    const losses = (low?.overall.losses ?? 0) + (high?.overall.losses ?? 0);
    expect(comparison.flips.total).toBe(losses);
    expect(comparison.flips.shown).toHaveLength(losses);
    expect(high?.overall.high).toBeLessThan(-0.4);
    expect(high?.overall.holm).toBeLessThan(0.001);
    expect(low?.overall.mcnemar).toBeNull();
    for (const { was, is } of comparison.flips.shown) {
      expect(was).toBe('asks + solves');
      expect(is).toBe('guesses + solves');
    }
    expect(Object.keys(high?.operators ?? {})).toContain('contradict-deep');
  });

  test('reads at 80 columns, and says where McNemar could tell nothing', async () => {
    const { stdout } = await run('compare runs/oracle runs/fading --flips 4');
    for (const line of stdout.split('\n')) expect(columns(line)).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/^high +\d+\.\d +30\.0 −\d+\.\d \[−\d+\.\d, −\d+\.\d\] +0\/\d+\/\d+/m);
    expect(stdout).toMatch(/^low .* – +\d\.\d{3}$/m);
    expect(stdout).toMatch(/too few are\s+discordant/);
    expect(stdout).toMatch(/Flipped: 4 of \d+, losses first/);
    const markdown = await run('compare runs/oracle runs/fading --format md --flips 2');
    expect(markdown.stdout).toContain('| high |');
  });

  test('takes budgets by intersection, and says which were left out', async () => {
    const { code, stdout } = await run('compare runs/oracle one/guesser');
    expect(code).toBe(0);
    expect(stdout).toContain('only the run before has it: low');
    expect(stdout).not.toMatch(/^low /m);
  });

  test('says that a run is incomplete, and exits 3', async () => {
    const { code, stdout } = await run('compare runs/broken runs/fading');
    expect(code).toBe(3);
    expect(stdout).toMatch(/Incomplete: 10 of \d+ verdicts of the run before/);
  });

  test.concurrent.each([
    ['runs/oracle hinted/oracle', /differ in policy \(plain against hint\)/],
    ['runs/oracle other/oracle', /differ in release \(.{12}, \d+ items against .{12}, \d+ items\)/],
    ['runs/oracle runs/fading --metric speed', /--metric: /],
    [
      'runs/oracle runs/fading --width 40',
      /--width: expected a whole number of columns, 80 or more/,
    ],
    ['runs/oracle runs/fading --metric accuracy', /accuracy needs the protocol resolve/],
  ])('refuses %s', async (args, why) => {
    const { code, stderr } = await run(`compare ${args}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(why);
  });

  test('refuses verdicts of another version of the grader', async () => {
    cpSync(join(dir, 'runs/fading'), join(dir, 'runs/regraded'), { recursive: true });
    const path = join(dir, 'runs/regraded/verdicts.rules.jsonl');
    const verdicts = readFileSync(path, 'utf8');
    writeFileSync(path, verdicts.replaceAll(/"grader":"rules\/[^"]*"/g, '"grader":"rules/99"'));
    const { code, stderr } = await run('compare runs/oracle runs/regraded');
    expect(code).toBe(2);
    expect(stderr).toMatch(/differ in grader \(rules\/.* against rules\/99\).*same version/);
  });
});

describe('lacuna compare on logs of Inspect AI', () => {
  const log = (
    name: string,
    values: readonly unknown[],
    { task = 'sums', scores = (value: unknown): unknown => ({ match: { value } }) } = {},
  ) => {
    const samples = values.map((value, i) => ({
      id: 1 + Math.floor(i / 2),
      epoch: 1 + (i % 2),
      input: 'How many?',
      target: '4',
      scores: scores(value),
      metadata: { topic: `topic ${Math.floor(i / 8)}` },
    }));
    const spec = { task, task_version: 0, model: `lab/${name}`, dataset: { name: 'sums' } };
    const json = { version: 2, status: 'success', eval: spec, samples };
    // As Python writes it.
    writeFileSync(join(dir, `${name}.json`), JSON.stringify(json).replaceAll('"NaN"', 'NaN'));
  };
  const repeated = (values: readonly unknown[], times: number) =>
    Array.from({ length: times }, () => values).flat();

  test('pairs by sample, and averages epochs', async () => {
    log('good', repeated(['C', 'C'], 40));
    log('worse', repeated(['C', 'C', 'C', 'I'], 20));
    const { code, stdout } = await run('compare good.json worse.json --format json');
    expect(code).toBe(0);
    const { budgets, metric, before } = Comparison.parse(JSON.parse(stdout));
    expect(metric).toBe('task sums');
    expect(before).toMatchObject({ name: 'lab/good', epochs: 2 });
    expect(budgets[0]).toMatchObject({
      budget: 'match',
      overall: { before: 1, after: 0.75, wins: 0, losses: 20, ties: 20, families: 40 },
    });
    const clustered = await run('compare good.json worse.json --format json --cluster topic');
    const [row] = Comparison.parse(JSON.parse(clustered.stdout)).budgets;
    expect(row?.overall.families).toBe(10);
  });

  test('leaves out what is no number, and says so; takes parts of a score apart', async () => {
    const scores = (value: unknown) => ({ judge: { value: { style: value, sense: 3 } } });
    log('parts', [...repeated([1, 0], 10), 'NaN', 1], { scores });
    log('parts2', [...repeated([1, 1], 10), 1, 1], { scores });
    const { code, stdout } = await run('compare parts.json parts2.json');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^judge\/style/m);
    expect(stdout).toMatch(/^judge\/sense/m);
    expect(stdout).toMatch(/parts.json: 1 scores are no number/);
    expect(stdout).toMatch(/Values go beyond 0 to 1/);
  });

  test('refuses other tasks, zip logs, other files, and a log against a run', async () => {
    log('other-task', repeated(['C', 'I'], 20), { task: 'products' });
    writeFileSync(join(dir, 'log.eval'), 'PK');
    writeFileSync(join(dir, 'no-log.json'), '{"version": 2}');
    writeFileSync(join(dir, 'no.json'), '{"a": NaNsense');
    const refusals = [
      ['good.json other-task.json', /differ in task \(sums against products\)/],
      ['good.json log.eval', /inspect log convert log.eval --to json/],
      ['good.json no-log.json', /no-log.json: no log of Inspect AI/],
      ['good.json no.json', /no.json: not JSON/],
      ['good.json runs/oracle', /cannot be compared with each other/],
      ['good.json worse.json --cluster colour', /metadata has no "colour"/],
    ] as const;
    const ended = await Promise.all(
      refusals.map(async ([args, why]) => ({ why, ended: await run(`compare ${args}`) })),
    );
    for (const {
      why,
      ended: { code, stderr },
    } of ended) {
      expect(stderr).toMatch(why);
      expect(code).toBe(2);
    }
  });
});

describe('lacuna gate', () => {
  const files = { junit: join(dir, 'junit.xml'), step: join(dir, 'step.md') };
  const gated = (args: string) =>
    lacuna(['gate', ...args.split(' ')], { cwd: dir, env: { GITHUB_STEP_SUMMARY: files.step } });

  test('fails a regression, in every format', async () => {
    writeFileSync(files.step, 'before\n');
    const { code, stdout } = await gated(
      '--baseline runs/oracle --candidate runs/fading --budget high --junit junit.xml --summary summary.md --github',
    );
    expect(code).toBe(1);
    for (const line of stdout.split('\n').filter((each) => !each.startsWith('::'))) {
      expect(columns(line)).toBeLessThanOrEqual(80);
    }
    expect(stdout).toMatch(/^Gate: FAILS · runs\/fading against runs\/oracle/);
    expect(stdout).toMatch(/^::error title=Regression%3A lacuna · high::/m);
    expect(readFileSync(files.junit, 'utf8')).toMatch(
      /failures="1"[\s\S]*<failure type="regression"/,
    );
    const summary = readFileSync(join(dir, 'summary.md'), 'utf8');
    expect(summary).toMatch(/^### Gate: FAILS/);
    expect(readFileSync(files.step, 'utf8')).toBe(`before\n${summary}\n`);
  });

  test('passes where a drop is excluded, and says so of a jump', async () => {
    const same = await gated('--baseline runs/fading --candidate runs/fading --max-drop 12pp');
    expect(same.stdout).toMatch(/^Gate: passes/);
    expect(same.code).toBe(0);
    const risen = await gated(
      '--baseline runs/fading --candidate runs/oracle --budget high --github',
    );
    expect(risen.code).toBe(0);
    expect(risen.stdout).toMatch(/^::warning title=Jump%3A lacuna · high::.*fault of the grader/m);
  });

  test('is inconclusive where the pairs are too few, and says how many would do', async () => {
    const args = '--baseline runs/oracle --candidate runs/fading --budget low';
    const { code, stdout } = await gated(`${args} --max-drop 9pp --confidence 0.99`);
    expect(code).toBe(4);
    expect(stdout).toMatch(/^Gate: inconclusive/);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/Some [\d,]+ more items, of new families/);
  });

  test('holds several budgets and metrics at once', async () => {
    const args = '--baseline runs/oracle --candidate runs/fading --metric lacuna,asks';
    const { code, stdout } = await gated(`${args} --format json`);
    expect(code).toBe(1);
    expect(stdout.match(/"verdict": "fail"/g)?.length).toBeGreaterThanOrEqual(3);
    expect(stdout.match(/"budget": "low"/g)).toHaveLength(2);
  });

  test.concurrent.each([
    ['--baseline runs/oracle --candidate runs/oracle', 2, /too few for that to mean anything/],
    ['--baseline runs/oracle --candidate runs/broken', 3, /runs\/broken is incomplete: 10 of/],
    ['--baseline runs/oracle --candidate runs/dead', 3, /runs\/dead is incomplete: 0 of \d+ conv/],
    ['--baseline runs/oracle --candidate runs/ungraded', 2, /`lacuna grade runs\/ungraded`/],
    ['--baseline runs/oracle --candidate hinted/oracle', 2, /differ in policy/],
    ['--baseline runs/oracle --candidate one/guesser', 2, /other budgets: low, high in the base/],
    ['--baseline runs/oracle --candidate runs/fading --budget max', 2, /no budget max in both/],
    [
      '--baseline runs/oracle --candidate runs/fading --operator cut',
      2,
      /there are no items of the operator cut under lacuna, only of/,
    ],
  ])('refuses %s', async (args, expected, why) => {
    const junit = `${args.replaceAll(/\W+/g, '-')}.xml`;
    const { code, stdout, stderr } = await gated(`${args} --junit ${junit}`);
    expect(code).toBe(expected);
    expect(`${stderr} ${stdout}`.replaceAll(/\s+/g, ' ')).toMatch(why);
    // Once: the table says it.
    expect(stderr).toBe('');
    expect(readFileSync(join(dir, junit), 'utf8')).toContain('<error type="refused"');
  });

  test('says beside JSON why it refuses', async () => {
    const ended = await gated('--baseline runs/oracle --candidate hinted/oracle --format json');
    expect(ended.stderr).toMatch(/^lacuna: .*differ in policy/);
    expect(ended.code).toBe(2);
  });

  test.concurrent.each([
    ['--baseline runs/oracle', /give --baseline and --candidate/],
    ['--baseline runs/oracle --candidate runs/fading --max-drop 0.02', /--max-drop: .*2pp/],
    ['--baseline runs/oracle --candidate runs/fading --confidence 95', /--confidence: /],
    [
      '--baseline runs/oracle --candidate runs/fading --metric lacunaa',
      /^lacuna: --metric: expected lacuna, asks, .* or solves\n$/,
    ],
    ['--aa runs/oracle --splits 0', /^lacuna: --splits: expected at least 1\n$/],
    ['--aa runs/oracle --budget max', /no budget max, only low, high/],
  ])('cannot be used with %s', async (args, why) => {
    const { code, stderr } = await gated(args);
    expect(stderr).toMatch(why);
    expect(code).toBe(2);
  });

  test('is tried against itself', async () => {
    const { code, stdout } = await gated('--aa runs/fading --splits 200');
    expect(code).toBe(0);
    expect(stdout).toMatch(/failed +\d+ of 200 \(\d\.\d%\)/);
    expect(await gated('--aa runs/fading --splits 200')).toMatchObject({ stdout });
  });
});

describe('lacuna plan', () => {
  const planned = async (args: string) => {
    const { code, stdout, stderr } = await run(`plan ${args} --format json`);
    expect(code, stderr).toBe(0);
    return RunPlan.parse(JSON.parse(stdout));
  };
  const prices = (text: string) => writeFileSync(join(dir, 'prices.yaml'), text);

  test('says what a difference takes: items, calls, tokens, dollars, hours', async () => {
    prices('models:\n  small: { input: 1, output: 4 }\n  large: { input: 10, output: 40 }\n');
    const args = '--items items.jsonl --detect 8pp --budgets low,high --correlation 0.9';
    const plan = await planned(`${args} --epochs 1,4 --prices prices.yaml --rpm 100 --tpm 1000`);
    expect(plan.set).toMatchObject({ name: 'items.jsonl', families: 10 });
    const [once, often] = plan.options;
    expect(once?.pairs).toBeGreaterThan(often?.pairs ?? 0);
    for (const option of plan.options) {
      const { pairs, items, calls, inputTokens, outputTokens, cost, minutes, epochs } = option;
      expect((items ?? 0) / (pairs ?? 1)).toBeCloseTo(plan.set.items / plan.set.pairs, 1);
      expect((calls ?? 0) / ((items ?? 1) * 2 * epochs)).toBeCloseTo(1, 1);
      const [input, output] = [inputTokens ?? 0, outputTokens ?? 0];
      expect(cost.small).toBeCloseTo((input + 4 * output) / 1e6, 9);
      expect(cost.large).toBeCloseTo(10 * (cost.small ?? 0), 9);
      // The tokens are the slower limit.
      expect(minutes).toBeCloseTo((input + output) / 1000, 6);
    }
    const least = plan.detectable.filter(({ epochs }) => epochs === 4);
    expect(least.map(({ difference }) => difference)).toEqual(
      least.map(({ difference }) => difference).sort((a, b) => b - a),
    );
  });

  test('measures on a pilot what else is assumed', async () => {
    const assumed = await planned('--items items.jsonl --budgets low,high');
    expect(assumed.pilot).toBeNull();
    const measured = await planned('--items items.jsonl --pilot runs/fading');
    expect(measured.budgets).toEqual(['low', 'high']);
    expect(measured.pilot?.assumed).toEqual([
      'how far replies to one item differ (it has one epoch)',
    ]);
    expect(measured.variances).not.toEqual(assumed.variances);
  });

  test('reads at 80 columns, over a release that ships with the package', async () => {
    const { code, stdout } = await run('plan --release v1/dev --prices prices.yaml --detect 6pp');
    expect(code).toBe(0);
    for (const line of stdout.split('\n')) expect(columns(line)).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/^epochs +pairs +items +calls +tokens in +out +time$/m);
    expect(stdout).toMatch(/^small +\$/m);
    expect(stdout).toMatch(/\(all of the set\)/);
  });

  test.each([
    ['models:\n  small: { input: 1 }', /wrong.yaml: models.small.output: /],
    ['models:\n  small: { input: -1, output: 2 }', /models.small.input: /],
    ['models: { small: { input: 1, output: 2, cached: 1 } }', /models.small.cached: no such field/],
    ['model: 3', /wrong.yaml: model: no such field/],
    ['models: {}', /expected a model/],
    ['models:\n  - [', /wrong.yaml:2: /],
  ])('says what is wrong with the prices %j', async (text, why) => {
    writeFileSync(join(dir, 'wrong.yaml'), text);
    await expect(readPrices(join(dir, 'wrong.yaml'))).rejects.toThrow(why);
  });

  test('refuses what it cannot plan', async () => {
    const refusals = [
      ['--detect 3', /--detect: expected percentage points such as 2pp/],
      ['--items items.jsonl --release v1/dev', /--release and --items/],
      ['--release v99/dev', /no release v99\/dev/],
      ['--epochs 0', /--epochs: expected whole numbers from 1/],
      ['--budgets sometimes', /no budget "sometimes"/],
      ['--pilot nowhere', /nowhere is not a run folder/],
    ] as const;
    const ended = await Promise.all(
      refusals.map(async ([args, why]) => ({ why, ...(await run(`plan ${args}`)) })),
    );
    for (const { why, code, stderr } of ended) {
      expect(stderr).toMatch(why);
      expect(code).toBe(2);
    }
  });
});
