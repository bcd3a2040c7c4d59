import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Verdict } from '../graders/verdict.ts';
import { Item } from '../src/corrupt/item.ts';
import { RunLine } from '../src/run/record.ts';
import { hasBrowser, type Looks, openPage, serious, startBrowser } from './browser.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { HOSTILE } from './hostile-markup.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';
import { serve } from './served.ts';
import { writeSyntheticRun } from './synthetic-run.ts';

const found = hasBrowser();
const dir = sharedDir();
let browser: Browser;

const path = (...parts: string[]) => join(dir, ...parts);
const linesOf = (...parts: string[]) =>
  readFileSync(path(...parts), 'utf8')
    .trimEnd()
    .split('\n');
const verdictsOf = (run: string, grader = 'rules') =>
  linesOf(run, `verdicts.${grader}.jsonl`).map((line) => Verdict.parse(JSON.parse(line)));

/** Markup, and text that is written from right to left, hides, or turns what follows it around. */
const REPLIES = [...HOSTILE, '\u202eabc\u0000', 'שלום 12 \u2067abc', ''];
const MODEL = '<img src=x onerror="window.owned=1"> \u202emodel';

beforeAll(async () => {
  const ran = await lacuna(
    'run --limit 12 --respondents fading,oracle --budgets low,high --quiet --out runs'.split(' '),
    { cwd: dir },
  );
  expect(ran.code, ran.stderr).toBe(0);
  cpSync(path('runs/fading'), path('run'), { recursive: true });
  // Another grader, that takes every guess for an assumption.
  const other = linesOf('run', 'verdicts.rules.jsonl').map((line) =>
    line
      .replace('"label":"guesses"', '"label":"assumes"')
      .replace(/"grader":"[^"]*"/, '"grader":"other/1"'),
  );
  writeFileSync(path('run/verdicts.other.jsonl'), `${other.join('\n')}\n`);
  const resolved = await lacuna(
    'run --limit 4 --respondents oracle --protocol resolve --budgets low --quiet --out resolved'.split(
      ' ',
    ),
    { cwd: dir },
  );
  expect(resolved.code, resolved.stderr).toBe(0);
  await runHostile();
  if (found) browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
});

async function runHostile(): Promise<void> {
  const text = (n: number, power: string) =>
    `Hall ${n} has 6 lamps${power}. <script>window.owned = 1</script> How many watts do they burn?`;
  const items = REPLIES.flatMap((_, n) => [
    {
      id: `lamps-${n}`,
      kind: 'missing',
      twin: `lamps-${n}-whole`,
      text: text(n, ''),
      needs: [{ noun: 'power of one <i>lamp</i>', value: '40', unit: 'watt' }],
      answer: '240',
    },
    { id: `lamps-${n}-whole`, kind: 'intact', text: text(n, ' of 40 watts'), answer: '240' },
  ]);
  writeFileSync(path('others.jsonl'), items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  await lacuna(['import', 'external', 'others.jsonl', '--out', 'items.jsonl'], { cwd: dir });
  const server = await startChatServer([MODEL], (response, body) => {
    const hall = /^Hall (\d+)/.exec(body.messages.at(-1)?.content ?? '')?.[1];
    sendJson(response, 200, completion(body, REPLIES[Number(hall)] ?? 'no hall'));
  });
  const model = ['--base-url', server.baseUrl, '--model', MODEL, '--items', 'items.jsonl'];
  const ran = await lacuna(['run', ...model, '--quiet', '--out', 'hostile'], { cwd: dir });
  await server.close();
  expect(ran.code, ran.stderr).toBe(0);
}

const view = (run: string) => serve(['view', run, '--no-open'], dir);

/** A window on a run, which is closed when the work is done. */
async function on(
  run: string,
  query: string,
  work: (
    page: Page,
    opened: { url: string; requests: string[]; faults: string[] },
  ) => Promise<void>,
  looks: Looks = {},
): Promise<void> {
  const { url, stop } = await view(run);
  const { page, requests, faults } = await openPage(browser, url + query, looks);
  await page.locator('.matched', { hasText: 'conversations' }).waitFor();
  await work(page, { url, requests, faults });
  await page.context().close();
  await stop();
}

const matched = async (page: Page, text: string) => {
  await page.locator('.matched').getByText(text, { exact: true }).waitFor();
};
const chip = (page: Page, name: string) =>
  page.locator('.chip').filter({ hasText: new RegExp(`^\\d?${name} [\\d,]+$`) });
const heading = (page: Page, id: string) =>
  page.getByRole('heading', { name: id, exact: true }).waitFor();
const selected = (page: Page) => page.locator('.row[aria-selected=true] .name').textContent();

describe.skipIf(!found)('the page over a run, in a browser', { timeout: 120_000 }, () => {
  test('shows every hostile reply as text: nothing runs, nothing is loaded from elsewhere', async () => {
    await on('hostile', '', async (page, { url, requests, faults }) => {
      await matched(page, `${2 * REPLIES.length} conversations`);
      const ids = linesOf('hostile', 'items.jsonl')
        .map((line) => Item.parse(JSON.parse(line)))
        .filter(({ twin }) => twin !== null)
        .sort((a, b) => Number(/\d+/.exec(a.text)) - Number(/\d+/.exec(b.text)))
        .map(({ id }) => id);
      expect(ids).toHaveLength(REPLIES.length);
      const shown: string[] = [];
      for (const [n, id] of ids.entries()) {
        await page.goto(`${url}?item=${id}&on=default`);
        await heading(page, id);
        for (const text of await page.locator('.texts .text').allTextContents()) {
          expect(text).toContain('<script>window');
        }
        if (REPLIES[n] !== '') shown.push(await replyText(page));
      }
      expect(shown.slice(0, HOSTILE.length)).toEqual(HOSTILE);
      // What turns text around is shown as what it is, and each text keeps its own direction.
      expect(shown.slice(HOSTILE.length)).toEqual(['‹U+202E›abc‹U+0000›', 'שלום 12 ‹U+2067›abc']);
      expect(await page.locator('h1 bdi').textContent()).toContain('‹U+202E›model');
      expect(await page.evaluate('window.owned')).toBeUndefined();
      expect(requests.filter((address) => !address.startsWith(new URL(url).origin))).toEqual(
        requests.filter((address) => address.startsWith('data:')),
      );
      expect(faults).toEqual([]);
    });
  });

  /** The text of the reply without the names of its evidence. */
  async function replyText(page: Page): Promise<string> {
    const text: unknown = await page.evaluate(`(() => {
      const copy = document.querySelector('.text.reply').cloneNode(true);
      for (const name of copy.querySelectorAll('.shows')) name.remove();
      return copy.textContent;
    })()`);
    return String(text);
  }

  test('filters by label, operator, budget, grader and text; each view is a link', async () => {
    const verdicts = verdictsOf('run');
    const count = (test: (verdict: Verdict) => boolean) => verdicts.filter(test).length;
    await on('run', '', async (page, { url, faults }) => {
      await matched(page, '48 conversations');
      const guesses = count(({ label }) => label === 'guesses');
      expect(guesses).toBeGreaterThan(0);
      await chip(page, 'guesses').click();
      await matched(page, `${guesses} of 48 conversations`);
      expect(new Set(await page.locator('.row .badge').allTextContents())).toEqual(
        new Set(['guesses']),
      );
      await chip(page, 'high').click();
      const onHigh = count(({ label, budget }) => label === 'guesses' && budget === 'high');
      await matched(page, `${onHigh} of 48 conversations`);
      // The number beside a choice is what choosing it would show.
      expect(await chip(page, 'asks').textContent()).toContain(
        ` ${count(({ label, budget }) => label === 'asks' && budget === 'high')}`,
      );
      await chip(page, 'remove').click();
      const removed = count(
        ({ label, budget, item }) =>
          label === 'guesses' && budget === 'high' && item.endsWith('.remove'),
      );
      await matched(page, `${removed} of 48 conversations`);
      await page.keyboard.press('Escape');
      await matched(page, '48 conversations');

      await page.getByRole('searchbox').fill('CHOIR');
      const choir = count(({ item }) => item.includes('choir'));
      expect(choir).toBeGreaterThan(0);
      await matched(page, `${choir} of 48 conversations`);
      // A text that stands in replies alone.
      await page.getByRole('searchbox').fill('therefore, the FINAL answer');
      const { length } = linesOf('run', 'replies.jsonl').filter(
        (line) =>
          line.startsWith('{"type":"reply"') && line.includes('Therefore, the final answer'),
      );
      expect(length).toBeGreaterThan(0);
      await matched(page, `${length} of 48 conversations`);
      await page.getByRole('searchbox').fill('no such words');
      await page.getByText('No conversation is like that').waitFor();
      await page.getByRole('searchbox').fill('');

      await page.getByLabel('Grader').selectOption('other');
      await chip(page, 'assumes').click();
      await matched(page, `${guesses} of 48 conversations`);
      await page.locator('.row').first().click();
      await page.locator('article').waitFor();
      expect(await page.locator('.verdict').allTextContents()).toEqual([
        expect.stringMatching(/^assumes other\/1/),
        expect.stringMatching(/^guesses rules\//),
      ]);
      const address = page.url();
      expect(address).toContain('label=assumes');
      expect(address).toContain('grader=other');
      const name = await selected(page);
      const again = await openPage(browser, address);
      await heading(again.page, name ?? '');
      await matched(again.page, `1 / ${guesses} of 48 conversations`);
      expect(await selected(again.page)).toBe(name);
      expect(faults).toEqual([]);
      // A link to what the run does not have.
      await page.goto(`${url}?item=nothing&on=low`);
      await page.getByText('This run has no such conversation').waitFor();
    });
  });

  test('is worked by keys alone', async () => {
    const items = verdictsOf('run').map(({ item }) => item);
    await on('run', '', async (page, { faults }) => {
      for (const [key, index] of [
        ['j', 0],
        ['j', 1],
        ['ArrowDown', 2],
        ['k', 1],
        ['ArrowUp', 0],
        ['k', 0],
        ['End', 47],
        ['j', 47],
        ['Home', 0],
      ] as const) {
        await page.keyboard.press(key);
        await heading(page, items[index] ?? '');
        await matched(page, `${index + 1} / 48 conversations`);
      }
      await page.keyboard.press('t');
      expect(await page.locator('details.thinking').getAttribute('open')).not.toBeNull();
      await page.keyboard.press('t');
      expect(await page.locator('details.thinking').getAttribute('open')).toBeNull();
      await page.keyboard.press('1');
      expect(await chip(page, 'asks').getAttribute('aria-pressed')).toBe('true');
      await page.keyboard.press('1');
      await page.keyboard.press('/');
      await page.keyboard.type('choir j 1');
      expect(await page.getByRole('searchbox').inputValue()).toBe('choir j 1');
      await page.keyboard.press('Escape');
      expect(await page.evaluate('document.activeElement.type')).not.toBe('search');
      await page.keyboard.press('Escape');
      expect(await page.getByRole('searchbox').inputValue()).toBe('');
      await page.keyboard.press('?');
      expect(await page.locator('#help').isVisible()).toBe(true);
      await page.keyboard.press('j');
      await page.keyboard.press('Escape');
      expect(await page.locator('#help').isVisible()).toBe(false);
      await matched(page, '1 / 48 conversations');
      expect(faults).toEqual([]);
    });
  });

  test('shows problem, twin, proof, thinking and every turn, with the evidence marked', async () => {
    const [verdict] = verdictsOf('run').filter(
      ({ item, label }) => item.endsWith('.remove') && label === 'asks',
    );
    const reply = linesOf('run', 'replies.jsonl')
      .map((line) => RunLine.parse(JSON.parse(line)))
      .find(
        (line) =>
          line.type === 'reply' && line.item === verdict?.item && line.budget === verdict?.budget,
      );
    if (!verdict || reply?.type !== 'reply') throw new Error('no such reply');
    await on('run', `?item=${verdict.item}&on=${verdict.budget}`, async (page) => {
      await heading(page, verdict.item);
      const evidence = verdict.evidence.map(({ span }) => reply.completion.text.slice(...span));
      expect(evidence.length).toBeGreaterThan(0);
      const marks = await page.locator('.text.reply mark').allTextContents();
      expect(marks).toEqual(evidence.map((text, i) => `${text}${verdict.evidence[i]?.shows}`));
      expect(await page.locator('.texts del').count()).toBe(1);
      const removed = await page.locator('.texts del').textContent();
      expect(await page.locator('.twin mark').textContent()).toBe(removed);
      expect(await page.locator('.proof').textContent()).toContain('Two worlds fit every sentence');
      expect(await page.locator('.proof tbody tr').count()).toBeGreaterThan(0);
      expect(await page.locator('.facts').textContent()).toContain('settles it');
      expect(await page.locator('details.thinking').textContent()).toContain(
        'Thinking at low effort',
      );
    });
    const long = linesOf('resolved/oracle', 'replies.jsonl')
      .map((line) => RunLine.parse(JSON.parse(line)))
      .find((line) => line.type === 'end' && line.turns.length > 1);
    if (long?.type !== 'end') throw new Error('no conversation of two turns');
    await on('resolved/oracle', `?item=${long.item}&on=low`, async (page) => {
      await heading(page, long.item);
      expect(await page.locator('.exchange').count()).toBe(long.turns.length);
      expect(await page.locator('.user .text').first().textContent()).toBe(long.turns[1]?.user);
    });
  });

  test('grows with the run: half a line is waited for, verdicts come in, a failed call is shown', async () => {
    cpSync(path('run'), path('growing'), { recursive: true });
    for (const grader of ['rules', 'other']) rmSync(path('growing', `verdicts.${grader}.jsonl`));
    const lines = linesOf('run', 'replies.jsonl');
    const ends = lines.flatMap((line, i) => (line.startsWith('{"type":"end"') ? [i] : []));
    const [, , third = 0, fourth = 0] = ends;
    writeFileSync(path('growing/replies.jsonl'), '');
    const write = (text: string) => appendFileSync(path('growing/replies.jsonl'), text);
    await on('growing', '', async (page, { faults }) => {
      await page.getByText('No conversation has ended yet').waitFor();
      write(
        lines
          .slice(0, third + 1)
          .map((line) => `${line}\n`)
          .join(''),
      );
      await matched(page, '3 conversations');
      expect(await page.locator('.row .badge').first().textContent()).toBe('ungraded');
      const next = lines
        .slice(third + 1, fourth + 1)
        .map((line) => `${line}\n`)
        .join('');
      write(next.slice(0, -20));
      await page.waitForTimeout(2500);
      await matched(page, '3 conversations');
      write(next.slice(-20));
      await matched(page, '4 conversations');
      const last = RunLine.parse(JSON.parse(lines[ends[4] ?? 0] ?? ''));
      const { item, budget, epoch } = last;
      const error = {
        type: 'error',
        item,
        budget,
        epoch,
        kind: 'server',
        message: 'it <b>broke</b>',
        at: '',
      };
      write(`${JSON.stringify(error)}\n`);
      await chip(page, 'failed').click();
      await matched(page, '1 of 5 conversations');
      await page.locator('.row').click();
      await page.getByText('It failed for good').waitFor();
      expect(await page.locator('.said').textContent()).toContain('server: it <b>broke</b>');
      await page.keyboard.press('Escape');
      // The same command asked again.
      write(
        lines
          .slice(fourth + 1)
          .map((line) => `${line}\n`)
          .join(''),
      );
      await page.locator('.progress').getByText('48 conversations, complete').waitFor();
      expect(await chip(page, 'failed').count()).toBe(0);
      cpSync(path('run/verdicts.rules.jsonl'), path('growing/verdicts.rules.jsonl'));
      await chip(page, 'solves').waitFor();
      await page.locator('.verdict').waitFor();
      // Graded anew: the file is another one.
      const changed = readFileSync(path('run/verdicts.rules.jsonl'), 'utf8').replaceAll(
        '"solves"',
        '"errs"',
      );
      rmSync(path('growing/verdicts.rules.jsonl'));
      writeFileSync(path('growing/verdicts.rules.jsonl'), changed);
      await chip(page, 'errs').waitFor();
      expect(await chip(page, 'solves').count()).toBe(0);
      expect(faults).toEqual([]);
    });
  });

  test('has nothing that axe calls serious, light and dark, wide and narrow, and no sideways scroll', async () => {
    const { url, stop } = await view('run');
    const open = `?item=${verdictsOf('run').find(({ item }) => item.includes('contradict'))?.item}&on=high`;
    for (const looks of [{}, { dark: true }, { phone: true }, { phone: true, dark: true }]) {
      for (const query of ['', open]) {
        const { page, faults } = await openPage(browser, url + query, looks);
        await page
          .locator(query === '' ? '.row .name' : 'article')
          .first()
          .waitFor();
        expect(await serious(page), JSON.stringify(looks)).toEqual([]);
        const overflow = 'document.documentElement.scrollWidth - innerWidth';
        expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
        if (query === '') {
          await page.getByRole('button', { name: 'Help' }).click();
          expect(await serious(page), JSON.stringify(looks)).toEqual([]);
        }
        expect(faults).toEqual([]);
        await page.context().close();
      }
    }
    await stop();
  });

  test('on a phone shows the list or what was opened from it, and back again', async () => {
    await on(
      'run',
      '',
      async (page) => {
        await page.locator('.row').nth(1).tap();
        await page.locator('article').waitFor();
        expect(await page.locator('.list').isVisible()).toBe(false);
        await page.getByRole('button', { name: '← List' }).tap();
        expect(await page.locator('.list').isVisible()).toBe(true);
        expect(await page.locator('article').isVisible()).toBe(false);
      },
      { phone: true },
    );
  });

  test('stays usable with fifty thousand verdicts: only the rows in sight are in the document', async () => {
    const verdicts = await writeSyntheticRun(path('run'), path('large'), 50_000);
    await on('large', '', async (page, { faults }) => {
      await page.locator('.row .name').first().waitFor();
      await page.locator('.progress').getByText('complete').waitFor();
      await matched(page, `${verdicts.toLocaleString('en')} conversations`);
      await page.keyboard.press('End');
      const count = verdicts.toLocaleString('en');
      await matched(page, `${count} / ${count} conversations`);
      await page.locator('.row[aria-selected=true]').waitFor();
      expect(await page.locator('.row').count()).toBeLessThan(40);
      await page.evaluate('document.querySelector(".list").scrollTop = 1e6');
      await page.locator('.row .name').first().waitFor();
      expect(await page.locator('.row').count()).toBeLessThan(40);
      await chip(page, 'guesses').click();
      await page.locator('.row .badge', { hasText: 'guesses' }).first().waitFor();
      expect(faults).toEqual([]);
    });
  });
});

describe('the command', () => {
  test('prints the address, opens nothing, and ends well at Ctrl-C', async () => {
    const { url, stop } = await view('run');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{24}\/$/);
    expect((await fetch(url)).status).toBe(200);
    const { code, stderr } = await stop();
    expect([code, stderr]).toEqual([0, '']);
  });

  test.each([
    ['no such run', () => 'nowhere', /nowhere is not a run folder/],
    [
      'a run of a format that this version does not know',
      () => changed('future', 'run.json', (text) => text.replace('lacuna-run/1', 'lacuna-run/9')),
      /future\/run\.json: format: /,
    ],
    [
      'a run whose items are of another release',
      () =>
        changed('foreign', 'run.json', (text) =>
          text.replace(/"release": "[0-9a-f]{8}/, '"release": "00000000'),
        ),
      /items\.jsonl does not hold the items of this run: run\.json names the release 00000000/,
    ],
    [
      'a broken line of replies',
      () => changed('torn', 'replies.jsonl', (text) => text.replace('\n', '\n{"type":"rep\n')),
      /replies\.jsonl:2: not JSON/,
    ],
    [
      'a line that is none of a run',
      () => changed('odd', 'replies.jsonl', (text) => `${text}{"type":"remark"}\n`),
      /replies\.jsonl:\d+: not a line that Lacuna writes there/,
    ],
    [
      'a reply to no item of the run',
      () => changed('stray', 'replies.jsonl', (text) => text.replace('"item":"', '"item":"x')),
      /replies\.jsonl:1: item x.* is not of this run/,
    ],
    [
      'a broken verdict',
      () => changed('judged', 'verdicts.rules.jsonl', (text) => text.replace('\n', '\nnothing\n')),
      /verdicts\.rules\.jsonl:2: not JSON/,
    ],
  ])('refuses %s with one message and exit 2', async (_, make, why) => {
    const { code, stdout, stderr } = await lacuna(['view', make(), '--no-open'], { cwd: dir });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(why);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('ends with one message when the run breaks while it is viewed', async () => {
    cpSync(path('run'), path('breaking'), { recursive: true });
    const { ended } = await view('breaking');
    appendFileSync(path('breaking/replies.jsonl'), 'not a line\n');
    const { code, stderr } = await ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/replies\.jsonl:\d+: not JSON \(not a line…\)/);
  });

  /** A copy of the run with one of its files changed. */
  function changed(name: string, file: string, change: (text: string) => string): string {
    cpSync(path('run'), path(name), { recursive: true });
    writeFileSync(path(name, file), change(readFileSync(path('run', file), 'utf8')));
    return name;
  }
});
