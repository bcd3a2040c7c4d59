import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModelCard } from '../src/card/model-card.ts';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { itemsFile } from '../src/release/named.ts';
import { limitPairs } from '../src/run/plan.ts';
import { hasBrowser, type Looks, openPage, serious, startBrowser, wideTables } from './browser.ts';
import { startMixedModel } from './endpoints/mixed-model.ts';
import { HOSTILE } from './hostile-markup.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';

const MAIN = join(import.meta.dirname, '..', 'dist', 'src', 'cli', 'main.js');
const found = hasBrowser();
const dir = sharedDir();
let browser: Browser;

/** A run of a model that does a bit of everything, one whose replies are all hostile, and a respondent. */
beforeAll(async () => {
  const items: Item[] = [];
  for await (const item of readItems(itemsFile('v1/dev'))) items.push(item);
  const some = limitPairs(items, 24);
  const places = new Map(some.map(({ id }, i) => [id, i]));
  const evil = (item: Item, reply: string) =>
    `${HOSTILE[(places.get(item.id) ?? 0) % HOSTILE.length]}\u202e\u0007 ${reply}`;
  for (const [name, say] of [
    ['mixed', undefined],
    ['hostile', evil],
  ] as const) {
    const server = await startMixedModel(some, say);
    const args = ['run', '--base-url', server.baseUrl, '--model', 'mixed/model-8b', '--out', name];
    const more = ['--dialect', 'openai', '--budgets', 'low,medium,high', '--limit', '24'];
    const ran = await lacuna([...args, ...more], { cwd: dir });
    await server.close();
    expect(ran.code, ran.stderr).toBe(0);
  }
  const respondent = ['--respondents', 'fading', '--budgets', 'low,high', '--limit', '30'];
  const ran = await lacuna(['run', ...respondent, '--out', 'respondents'], { cwd: dir });
  expect(ran.code, ran.stderr).toBe(0);
  if (found) browser = await startBrowser();
}, 180_000);
afterAll(() => browser?.close());

const report = (...args: string[]) => lacuna(['report', ...args], { cwd: dir });

describe('lacuna report', { timeout: 120_000 }, () => {
  test('writes a card to a file, in each format, with nothing on standard output', async () => {
    for (const format of ['html', 'md', 'json', 'csv']) {
      const out = `card.${format}`;
      const ended = await report('mixed', '--format', format, '--out', out);
      expect(ended).toMatchObject({ code: 0, stdout: '', stderr: `Written to ${out}\n` });
      expect(readFileSync(join(dir, out), 'utf8')).toContain('mixed/model-8b');
    }
    const card = ModelCard.parse(JSON.parse(readFileSync(join(dir, 'card.json'), 'utf8')));
    const [run] = card.runs;
    expect(run?.provenance.release).toEqual({ name: 'v1/dev', whole: false, limit: 24 });
    expect(run?.telling).toHaveLength(10);
    expect(run?.measured).toMatchObject([
      { set: 'held-out replies of Lacuna', grader: run?.grader },
    ]);
    expect(Object.keys(run?.provenance.files ?? {})).toEqual([
      ...['run.json', 'items.jsonl', 'replies.jsonl', 'verdicts.rules.jsonl'],
    ]);
  });

  test('refuses a file that cannot be written, and a folder that is no run', async () => {
    mkdirSync(join(dir, 'folder'));
    const folder = await report('mixed', '--format', 'html', '--out', 'folder');
    expect(folder).toMatchObject({ code: 2, stdout: '' });
    expect(folder.stderr).toBe('lacuna: folder: cannot be written: it is a folder\n');
    const none = await report('nowhere', '--format', 'html', '--out', 'none.html');
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('nowhere is not a run folder');
    expect(existsSync(join(dir, 'none.html'))).toBe(false);
  });

  test('says that a card is of an unfinished run, by exit code 3 and in the card', async () => {
    const verdicts = readFileSync(join(dir, 'mixed', 'verdicts.rules.jsonl'), 'utf8').split('\n');
    mkdirSync(join(dir, 'unfinished'));
    for (const file of ['run.json', 'items.jsonl', 'replies.jsonl']) {
      const text = readFileSync(join(dir, 'mixed', file), 'utf8');
      writeFileSync(join(dir, 'unfinished', file), text);
    }
    writeFileSync(join(dir, 'unfinished', 'verdicts.rules.jsonl'), verdicts.slice(5).join('\n'));
    const ended = await report('unfinished', '--format', 'html');
    expect(ended.code).toBe(3);
    const missing = ended.stdout.matchAll(/under \w+ (\d+) of \d+ verdicts are missing/g);
    expect(Array.from(missing, ([, count]) => Number(count)).reduce((a, b) => a + b, 0)).toBe(5);
  });

  test('prints commands that come to the same scores', async () => {
    const { stdout } = await report(join('respondents', 'fading'), '--format', 'json');
    const [run] = ModelCard.parse(JSON.parse(stdout)).runs;
    const [, again = '', card = ''] = run?.provenance.commands ?? [];
    expect(again).toContain('--limit 30');
    const npx = `npx() { shift; "${process.execPath}" "${MAIN}" "$@"; }`;
    for (const command of [again, card.replace('html', 'json').replace('html', 'json')]) {
      execFileSync('bash', ['-euc', `${npx}\n${command}`], { cwd: dir, stdio: 'pipe' });
    }
    const second = ModelCard.parse(JSON.parse(readFileSync(join(dir, 'card.json'), 'utf8')));
    expect(second.runs[0]?.budgets).toEqual(run?.budgets);
    expect(second.runs[0]?.settings.release).toBe(run?.settings.release);
  });

  test('puts several runs on one card, and says where they cannot be compared', async () => {
    const both = await report('mixed', 'hostile', '--format', 'html');
    expect(both.code).toBe(0);
    expect(both.stdout).not.toContain('cannot be held against');
    const other = await report('mixed', join('respondents', 'fading'), '--format', 'md');
    expect(other.stdout).toMatch(/\*\*Not comparable:\*\* .*release/);
  });
});

describe.skipIf(!found)('a card in a browser', { timeout: 120_000 }, () => {
  async function open(runs: readonly string[], looks: Looks = {}) {
    const out = `${runs.length}-${runs.at(-1)?.replaceAll('/', '-')}.html`;
    if (!existsSync(join(dir, out))) {
      expect((await report(...runs, '--format', 'html', '--out', out)).code).toBe(0);
    }
    return openPage(browser, pathToFileURL(join(dir, out)).href, looks);
  }
  const overflow = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth - innerWidth');
  const unfold = (page: Page) =>
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");

  test('opens from a file, and hostile replies do nothing there', async () => {
    const { page, requests, faults } = await open(['hostile']);
    await unfold(page);
    expect(await page.evaluate('window.owned')).toBeUndefined();
    expect(requests.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
    expect(faults).toEqual([]);
    const text = String(await page.evaluate('document.querySelector("main").textContent'));
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(HOSTILE.filter((each) => text.includes(each.slice(0, 20))).length).toBeGreaterThan(4);
    await page.close();
  });

  test('has nothing that axe calls serious, light and dark, wide and narrow, and no sideways scroll', async () => {
    const both = ['mixed', join('respondents', 'fading')];
    for (const [runs, looks] of [
      [['mixed'], {}],
      [['mixed'], { phone: true, dark: true }],
      [both, { dark: true }],
      [both, { phone: true }],
    ] as const) {
      const { page, faults } = await open(runs, looks);
      await unfold(page);
      expect(await serious(page), JSON.stringify(looks)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await wideTables(page), JSON.stringify(looks)).toEqual(
        'phone' in looks ? ['hinted'] : [],
      );
      expect(faults).toEqual([]);
      await page.close();
    }
  });

  test('shows one picture of the two that fits, and every link leads to a part', async () => {
    for (const [looks, shown, hidden] of [
      [{}, 'wide', 'narrow'],
      [{ phone: true }, 'narrow', 'wide'],
    ] as const) {
      const { page } = await open(['mixed'], { ...looks, script: false });
      expect(await page.locator(`.${shown} > svg`).first().isVisible()).toBe(true);
      expect(await page.locator(`.${hidden} > svg`).first().isVisible()).toBe(false);
      expect(await page.getByRole('img', { name: 'Lacuna score by tokens used' }).count()).toBe(1);
      await page.getByRole('link', { name: 'The grader' }).click();
      expect(page.url()).toMatch(/#grader$/);
      await page.close();
    }
  });
});
