import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { columns } from '../src/report/plain-text.ts';
import { Comparison } from '../src/stats/comparison.ts';
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

  test.each([
    ['runs/oracle hinted/oracle', /differ in policy \(plain against hint\)/],
    ['runs/oracle other/oracle', /differ in release \(.{12}, \d+ items against .{12}, \d+ items\)/],
    ['runs/oracle nowhere', /nowhere is not a run folder/],
    ['runs/oracle runs/fading --metric speed', /--metric: /],
    ['runs/oracle runs/fading --metric accuracy', /accuracy needs the protocol resolve/],
    ['runs/oracle runs/fading --cluster topic', /--cluster is for logs/],
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
    for (const [args, why] of [
      ['good.json other-task.json', /differ in task \(sums against products\)/],
      ['good.json log.eval', /inspect log convert log.eval --to json/],
      ['good.json no-log.json', /no-log.json: no log of Inspect AI/],
      ['good.json no.json', /no.json: not JSON/],
      ['good.json runs/oracle', /cannot be compared with each other/],
      ['good.json worse.json --cluster colour', /metadata has no "colour"/],
    ] as const) {
      const { code, stderr } = await run(`compare ${args}`);
      expect(stderr).toMatch(why);
      expect(code).toBe(2);
    }
  });
});
