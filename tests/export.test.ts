import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Verdict } from '../graders/verdict.ts';
import { Comparison } from '../src/stats/comparison.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { InspectEvalLog } from './formats/inspect-eval-log.ts';
import { LmEvalResults, LmEvalSample } from './formats/lm-eval-files.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';

const dir = sharedDir();
const run = (args: string) => lacuna(args.split(' '), { cwd: dir });
const read = (...path: string[]) => readFileSync(join(dir, ...path), 'utf8');
const json = (...path: string[]): unknown => JSON.parse(read(...path));
const verdictsOf = (name: string) =>
  read(name, 'verdicts.rules.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => Verdict.parse(JSON.parse(line)));

/** Replies that a spreadsheet would run, and others that are hard on a format. */
const AWKWARD = [
  '=HYPERLINK("http://127.0.0.1:9/?"&A1,"click")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1,2)',
  '  =1+1',
  'fine;=1+1\n=2+2\n- a list\t=3+3',
  '＝1+1',
  'quotes " and, commas\r\nand lines',
  '<b>seven</b> &amp; 7',
  '\u202e52\u0000\u2028',
  '',
  'Ein Glas kostet was? 多少钱？ 🧮',
];

beforeAll(async () => {
  for (const args of [
    'run --limit 12 --respondents fading,guesser --budgets low,cap:256 --epochs 2 --quiet --out runs',
    'run --limit 4 --respondents oracle --protocol resolve --quiet --out resolved',
  ]) {
    const ran = await run(args);
    expect(ran.code, ran.stderr).toBe(0);
  }
  let asked = 0;
  const server = await startChatServer(['=cmd()/../../x'], (response, body) => {
    asked += 1;
    sendJson(response, 200, completion(body, AWKWARD[asked % AWKWARD.length] ?? ''));
  });
  const awkward = await run(
    `run --base-url ${server.baseUrl} --model =cmd()/../../x --limit 8 --concurrency 1 --quiet --out awkward`,
  );
  await server.close();
  expect(awkward.code, awkward.stderr).toBe(0);
}, 120_000);

describe('csv', () => {
  test('is one row a verdict, read back whole by a strict reader of RFC 4180', async () => {
    const { code, stdout } = await run('export runs/fading --to csv');
    expect(code).toBe(0);
    expect(stdout).toContain('96 verdicts on fading by rules/');
    const rows = z
      .array(z.record(z.string(), z.string()))
      .parse(parse(read('fading.csv'), { columns: true, record_delimiter: '\r\n' }));
    const verdicts = verdictsOf('runs/fading');
    expect(rows).toHaveLength(96);
    expect(rows.map(({ item, budget, epoch, label }) => [item, budget, epoch, label])).toEqual(
      verdicts.map(({ item, budget, epoch, label }) => [item, budget, String(epoch), label]),
    );
    const right = rows.filter(({ success }) => success === 'true');
    expect(right.every(({ label }) => label === 'asks' || label === 'solves')).toBe(true);
    expect(right.length).toBe(
      rows.filter(({ label }) => /^(?:asks|solves)$/.test(label ?? '')).length,
    );
  });

  test('holds no field that a spreadsheet would run, whatever a model wrote or is called', async () => {
    expect((await run('export awkward --to csv')).code).toBe(0);
    const text = read('awkward.csv');
    const rows = z
      .array(z.array(z.string()))
      .parse(parse(text, { record_delimiter: '\r\n' }))
      .slice(1);
    expect(rows).toHaveLength(verdictsOf('awkward').length);
    const fields = rows.flat();
    expect(fields.some((field) => field.includes('HYPERLINK'))).toBe(true);
    // As read rightly, and as read by one that splits elsewhere and knows no quotes.
    for (const field of [...fields, ...text.split(/[;\t\r\n]/)]) {
      if (/^-?\d+$/.test(field)) continue;
      expect(field.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
    }
  });
});

test('parquet is read back by its own reader: every text as it came, nulls and types kept', async () => {
  for (const name of ['runs/fading', 'awkward']) {
    expect((await run(`export ${name} --to parquet --out out.parquet`)).code).toBe(0);
    const file = await asyncBufferFromFile(join(dir, 'out.parquet'));
    const rows = await parquetReadObjects({ file });
    const verdicts = verdictsOf(name);
    expect(
      rows.map(({ item, budget, epoch, label, confidence }) => ({
        item,
        budget,
        epoch,
        label,
        confidence,
      })),
    ).toEqual(
      verdicts.map(({ item, budget, epoch, label, confidence }) => ({
        item,
        budget,
        epoch,
        label,
        confidence,
      })),
    );
    expect(rows.some(({ twin }) => twin === null)).toBe(true);
    const { key_value_metadata: notes } = await parquetMetadataAsync(file);
    expect(JSON.parse(notes?.[0]?.value ?? '')).toEqual(json(name, 'run.json'));
    if (name === 'awkward') {
      expect(new Set(rows.map(({ reply }) => reply))).toEqual(new Set(AWKWARD));
    }
  }
});

describe('inspect', () => {
  test('is a log a budget, as Inspect reads them', async () => {
    expect((await run('export runs/fading --to inspect --out logs/fading')).code).toBe(0);
    expect(readdirSync(join(dir, 'logs/fading')).sort()).toEqual(['cap-256.json', 'low.json']);
    const [low, capped] = ['low', 'cap-256'].map((name) =>
      InspectEvalLog.parse(json(`logs/fading/${name}.json`)),
    );
    expect(low?.eval.model_generate_config.reasoning_effort).toBe('low');
    expect(capped?.eval.model_generate_config.max_tokens).toBe(256);
    expect(low).toMatchObject({ status: 'success', results: { total_samples: 48 } });
    const samples = low?.samples ?? [];
    expect(samples).toHaveLength(48);
    expect(new Set(samples.map(({ epoch }) => epoch))).toEqual(new Set([1, 2]));
    const ids = samples.flatMap(({ messages }) => messages.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    const asks = verdictsOf('runs/fading').filter(
      ({ label, budget }) => budget === 'low' && (label === 'asks' || label === 'solves'),
    );
    const right = samples.filter(({ scores }) => scores?.lacuna?.value === 'C');
    expect(right).toHaveLength(asks.length);
    const report = z
      .object({
        runs: z.array(
          z.object({
            budgets: z.array(
              z.object({ scores: z.object({ lacuna: z.object({ share: z.number() }) }) }),
            ),
          }),
        ),
      })
      .parse(JSON.parse((await run('report runs/fading --format json')).stdout));
    expect(low?.results.scores[0]?.metrics.lacuna?.value).toBe(
      report.runs[0]?.budgets[0]?.scores.lacuna.share,
    );
  });

  test('keeps the turns of a conversation, and texts as they came', async () => {
    expect((await run('export resolved/oracle --to inspect --out logs/resolved')).code).toBe(0);
    const [file = ''] = readdirSync(join(dir, 'logs/resolved'));
    const { samples } = InspectEvalLog.parse(json('logs/resolved', file));
    const long = samples.find(({ messages }) => messages.length > 2);
    expect(long?.messages.map(({ role }) => role).slice(0, 4)).toEqual([
      'user',
      'assistant',
      'user',
      'assistant',
    ]);
    expect(long?.target).toMatch(/^\S+\. Asking /);
    expect((await run('export awkward --to inspect --out logs/awkward')).code).toBe(0);
    const awkward = InspectEvalLog.parse(json('logs/awkward/default.json'));
    const texts = awkward.samples.map(({ output }) => output.completion);
    expect(new Set(texts)).toEqual(new Set(AWKWARD));
    expect(
      awkward.samples.find(({ output }) => output.completion === '')?.scores?.lacuna?.value,
    ).toBe('N');
  });

  test('goes round: compare finds in the logs what it finds in the runs, by reply', async () => {
    for (const name of ['fading', 'guesser']) {
      const { code } = await run(`export runs/${name} --to inspect --out round/${name}`);
      expect(code).toBe(0);
    }
    const { code, stdout, stderr } = await run(
      'compare round/fading/low.json round/guesser/low.json --cluster family --format json',
    );
    expect(code, stderr).toBe(0);
    const [row] = Comparison.parse(JSON.parse(stdout)).budgets;
    const share = (name: string) => {
      const some = verdictsOf(`runs/${name}`).filter(({ budget }) => budget === 'low');
      return some.filter(({ label }) => ['asks', 'solves'].includes(label)).length / some.length;
    };
    expect(row?.overall.before).toBeCloseTo(share('fading'), 12);
    expect(row?.overall.after).toBeCloseTo(share('guesser'), 12);
    expect(row?.overall).toMatchObject({ units: 24, wins: 0 });
  });
});

test('lm-eval is its results and its samples, with its own hashes', async () => {
  expect((await run('export runs/fading --to lm-eval')).code).toBe(0);
  const folder = 'fading.lm-eval/fading';
  const files = readdirSync(join(dir, folder)).sort();
  expect(files.map((file) => file.replace(/_\d{4}-.*?(\.jsonl?)$/, '$1'))).toEqual([
    'results.json',
    'samples_lacuna_ask_cap_256.jsonl',
    'samples_lacuna_ask_low.jsonl',
  ]);
  const results = LmEvalResults.parse(json(folder, files[0] ?? ''));
  const samples = read(folder, files[2] ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => LmEvalSample.parse(JSON.parse(line)));
  expect(samples).toHaveLength(48);
  expect(new Set(samples.map(({ doc_id }) => doc_id)).size).toBe(48);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  for (const { doc, doc_hash, prompt_hash, arguments: asked } of samples) {
    // json.dumps(doc, indent=2, ensure_ascii=False)
    expect(doc_hash).toBe(hash(JSON.stringify(doc, null, 2)));
    expect(prompt_hash).toBe(hash(asked.gen_args_0.arg_0));
  }
  const hashes = samples.map((one) => one.doc_hash + one.prompt_hash + one.target_hash);
  expect(results.task_hashes.lacuna_ask_low).toBe(hash(hashes.join('')));
  const lacunaShare = results.results.lacuna_ask_low?.['lacuna,none'];
  expect(lacunaShare).toBeGreaterThan(0.5);
  // A model's name leads to no other folder.
  expect((await run('export awkward --to lm-eval --out deep/er')).code).toBe(0);
  expect(readdirSync(join(dir, 'deep/er'))).toEqual(['=cmd()__..__..__x']);
});

describe('a run that is not whole', () => {
  test('is written as far as it goes, marked, with exit 3', async () => {
    cpSync(join(dir, 'runs/fading'), join(dir, 'half'), { recursive: true });
    const verdicts = read('half', 'verdicts.rules.jsonl').trimEnd().split('\n');
    // The grader left one out in the middle, and the last ten are not graded yet.
    writeFileSync(
      join(dir, 'half/verdicts.rules.jsonl'),
      `${verdicts.filter((_, i) => i !== 5 && i < 86).join('\n')}\n`,
    );
    const { code, stderr } = await run('export half --to inspect --out half-logs');
    expect(code).toBe(3);
    expect(stderr).toContain('11 without a verdict');
    const logs = readdirSync(join(dir, 'half-logs')).map((file) =>
      InspectEvalLog.parse(json('half-logs', file)),
    );
    expect(logs.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    const scored = logs.flatMap(({ samples }) => samples.filter(({ scores }) => scores !== null));
    expect(scored).toHaveLength(85);
    const csv = await run('export half --to csv');
    expect(csv.code).toBe(3);
    expect(csv.stdout).toContain('85 verdicts');
  });

  test.each([
    ['nowhere --to csv', /nowhere is not a run folder/],
    ['runs/fading --to csv --grader judge', /verdicts\.judge\.jsonl.*lacuna grade/],
    ['runs/fading --to xml', /xml.*inspect, lm-eval, parquet, csv/],
    ['runs/fading', /--to <format>/],
    ['runs/fading --to csv --out runs/fading/run.json/x.csv', /x\.csv: cannot be written/],
    ['runs/fading --to parquet --out runs/fading/run.json/x', /x: cannot be written/],
    ['runs/fading --to parquet --out runs', /runs: cannot be written/],
    ['runs/fading --to inspect --out runs/fading/run.json', /cannot be written/],
  ])('%s: one message, exit 2, nothing written', async (args, why) => {
    const { code, stdout, stderr } = await run(`export ${args}`);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(why);
    expect(stderr).not.toMatch(/unexpected fault|\n {4}at /);
  });

  test('verdicts that do not go with the replies are refused, and what stood there is left', async () => {
    cpSync(join(dir, 'runs/fading'), join(dir, 'mixed'), { recursive: true });
    const verdicts = read('mixed', 'verdicts.rules.jsonl').trimEnd().split('\n').reverse();
    writeFileSync(join(dir, 'mixed/verdicts.rules.jsonl'), `${verdicts.join('\n')}\n`);
    for (const to of ['csv', 'parquet']) {
      writeFileSync(join(dir, `mixed.${to}`), 'what stood there');
      const { code, stderr } = await run(`export mixed --to ${to}`);
      expect(code).toBe(2);
      expect(stderr).toMatch(/do not go with the replies.*lacuna grade/);
      expect(read(`mixed.${to}`)).toBe('what stood there');
      expect(existsSync(join(dir, `mixed.${to}.part`))).toBe(false);
    }
  });
});
