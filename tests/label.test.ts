import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HandLabel } from '../src/run/labels.ts';
import { hasBrowser, type Looks, openPage, serious, startBrowser } from './browser.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { HOSTILE } from './hostile-markup.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';
import { serve } from './served.ts';

const ITEMS = HOSTILE.flatMap((_, n) => [
  {
    id: `lamps-${n}`,
    kind: 'missing',
    twin: `lamps-${n}-whole`,
    text: `Hall ${n} has 6 lamps. <script>window.owned = 1</script> How many watts do they burn?`,
    needs: [{ noun: 'power of one <i>lamp</i>', value: '40', unit: 'watt' }],
    answer: '240',
  },
  {
    id: `lamps-${n}-whole`,
    kind: 'intact',
    text: `Hall ${n} has 6 lamps of 40 watts. <script>window.owned = 1</script> How many watts do they burn?`,
    answer: '240',
  },
]);

const found = hasBrowser();
const dir = sharedDir();
let browser: Browser;

beforeAll(async () => {
  if (!found) return;
  writeFileSync(
    join(dir, 'others.jsonl'),
    ITEMS.map((item) => `${JSON.stringify(item)}\n`).join(''),
  );
  await lacuna(['import', 'external', 'others.jsonl', '--out', 'items.jsonl'], { cwd: dir });
  const server = await startChatServer(['some-secret-model'], (response, body) => {
    const hall = /^Hall (\d+)/.exec(body.messages.at(-1)?.content ?? '')?.[1];
    sendJson(response, 200, completion(body, HOSTILE[Number(hall)] ?? 'no hall'));
  });
  const model = ['--base-url', server.baseUrl, '--model', 'some-secret-model'];
  const ran = await lacuna(['run', ...model, '--items', 'items.jsonl', '--out', 'run'], {
    cwd: dir,
  });
  expect(ran.code, ran.stderr).toBe(0);
  await server.close();
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
});

const label = (name: string, ...flags: string[]) =>
  serve(['label', 'run', '--as', name, ...flags], dir);
const open = (url: string, looks: Looks = {}) => openPage(browser, url, looks);

const labelsOf = (name: string) =>
  readFileSync(join(dir, 'run', 'labels.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => HandLabel.parse(JSON.parse(line)))
    .filter(({ labeller }) => labeller === name);

/** Waits until the page has that heading. */
const at = (page: Page, heading: string) =>
  page.getByRole('heading', { name: heading, exact: true }).waitFor();
const title = (page: Page) => page.locator('#reply').textContent();
const progress = (page: Page) => page.locator('.progress label').textContent();

const Shown = z.object({
  reply: z.string(),
  problem: z.string(),
  twin: z.boolean(),
  labels: z.number(),
});
const SHOWN = `({
  reply: document.querySelector('section.reply .text').textContent,
  problem: document.querySelector('.problem .text').textContent,
  twin: document.querySelector('.twin') !== null,
  labels: document.querySelectorAll('main button[name=label]').length,
})`;

describe.skipIf(!found)('the labelling page in a browser', { timeout: 120_000 }, () => {
  test('shows every hostile reply as text: nothing runs, nothing is loaded from elsewhere', async () => {
    const { url, stop } = await label('Eve', '--sample', '1000');
    const { page, requests, faults } = await open(url);
    const shown = new Set<string>();
    for (let n = 1; n <= ITEMS.length; n++) {
      await page.goto(`${url}reply/${n}`);
      const texts = Shown.parse(await page.evaluate(SHOWN));
      shown.add(texts.reply);
      expect(texts.problem).toContain('<script>window.owned');
      expect(texts.labels).toBe(texts.twin ? 8 : 5);
    }
    expect([...shown].sort()).toEqual([...HOSTILE].sort());
    expect(await page.evaluate('window.owned')).toBeUndefined();
    expect(await page.content()).not.toContain('some-secret-model');
    expect(requests.filter((address) => !address.startsWith(new URL(url).origin))).toEqual(
      requests.filter((address) => address.startsWith('data:')),
    );
    expect(faults).toEqual([]);
    await stop();
  });

  test('is worked by keys alone: label, move, undo, help', async () => {
    const { url, stop } = await label('Ann', '--sample', '12');
    const { page, faults } = await open(url);
    expect(await title(page)).toBe('Reply 1');
    await page.keyboard.press('1');
    await at(page, 'Reply 2');
    expect(await progress(page)).toBe('1 of 12 labelled');
    expect(await page.locator('#status').textContent()).toMatch(/^Labelled \w+\. Reply 2 of 12\.$/);
    expect(await page.evaluate('document.activeElement.id')).toBe('reply');
    for (const [key, expected] of [
      ['ArrowRight', 'Reply 3'],
      ['k', 'Reply 2'],
      ['ArrowLeft', 'Reply 1'],
      ['j', 'Reply 2'],
    ] as const) {
      await page.keyboard.press(key);
      await at(page, expected);
    }
    await page.keyboard.press('2');
    await at(page, 'Reply 3');
    await page.keyboard.press('u');
    await at(page, 'Reply 2');
    await page.keyboard.press('?');
    expect(await page.locator('#help').isVisible()).toBe(true);
    // No label is given from behind the help.
    await page.keyboard.press('1');
    await page.keyboard.press('Escape');
    expect(await page.locator('#help').isVisible()).toBe(false);
    expect(labelsOf('Ann').map(({ label }) => label === null)).toEqual([false, false, true]);
    expect(faults).toEqual([]);
    const { stdout, code } = await stop();
    expect(code).toBe(0);
    expect(stdout).toContain('1 of 12 labelled');
  });

  test('goes on where the person stopped, and ends with what to do next', async () => {
    const { url, stop } = await label('Bo', '--sample', '4');
    const first = await open(url);
    for (const n of [2, 3]) {
      await first.page.keyboard.press('5');
      await at(first.page, `Reply ${n}`);
    }
    await stop();
    await first.page.keyboard.press('5');
    await first.page.locator('#status.wrong').waitFor();
    expect(await first.page.locator('#status').textContent()).toContain('Nothing was saved');
    const again = await label('Bo', '--sample', '4');
    const { page } = await open(again.url);
    expect(await title(page)).toBe('Reply 3');
    for (const next of ['Reply 4', 'All 4 replies are labelled']) {
      await page.keyboard.press('5');
      await at(page, next);
    }
    expect(await page.locator('main').textContent()).toContain('lacuna calibrate run');
    expect(await serious(page)).toEqual([]);
    await again.stop();
    expect(labelsOf('Bo')).toHaveLength(4);
  });

  test('works without its script, by buttons and links', async () => {
    const { url, stop } = await label('Cy', '--sample', '6');
    const { page } = await open(url, { script: false });
    await page.getByRole('button', { name: 'balks' }).click();
    expect(await title(page)).toBe('Reply 2');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await title(page)).toBe('Reply 1');
    await page.getByRole('link', { name: 'Next' }).click();
    expect(await title(page)).toBe('Reply 2');
    expect(labelsOf('Cy').map(({ label }) => label)).toEqual(['balks', null]);
    await stop();
  });

  test('has nothing that axe calls serious, light and dark, wide and narrow, and no sideways scroll', async () => {
    const { url, stop } = await label('Dee', '--sample', '6');
    for (const looks of [{}, { dark: true }, { phone: true }, { phone: true, dark: true }]) {
      const { page } = await open(url, looks);
      for (const n of [1, 2]) {
        await page.goto(`${url}reply/${n}`);
        expect(await serious(page), JSON.stringify(looks)).toEqual([]);
        const overflow = 'document.documentElement.scrollWidth - innerWidth';
        expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
      }
      await page.getByRole('button', { name: 'Help', exact: true }).click();
      expect(await serious(page), JSON.stringify(looks)).toEqual([]);
    }
    await stop();
  });
});

test('a folder that is no run, or has no such budget, is refused', async () => {
  const nothing = await lacuna(['label', '.'], { cwd: dir });
  expect(nothing).toMatchObject({ code: 2, stdout: '' });
  expect(nothing.stderr).toContain('. is not a run folder');
  if (!found) return;
  const budget = await lacuna(['label', 'run', '--budget', 'vast'], { cwd: dir });
  expect(budget.code).toBe(2);
  expect(budget.stderr).toContain('run has no budget vast, only: default');
});
