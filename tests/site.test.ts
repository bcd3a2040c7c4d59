import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Entry } from '../leaderboard/site/entry.ts';
import { indexPage } from '../leaderboard/site/index-page.tsx';
import { writeSubmissions } from '../leaderboard/site/synthetic-submissions.test-data.ts';
import { CANARY, type Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { Random } from '../src/math/random.ts';
import { itemsFile } from '../src/release/named.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';

const CHROMIUM = '/usr/bin/chromium';
const ARGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  );
const found = existsSync(CHROMIUM);
if (!found) console.log(`skipped: no browser at ${CHROMIUM}`);

/** Replies, and names, that would run, load or send something where they were taken for markup. */
const HOSTILE = [
  '<script>window.owned = 1</script>',
  '<img src="http://127.0.0.1:9/x.png" onerror="window.owned = 1">',
  '"><svg onload="window.owned = 1">',
  '</script><script>window.owned = 1</script>',
  '</div></main><iframe src="javascript:parent.owned = 1"></iframe>',
  '<a href="javascript:window.owned = 1">How many are there?</a>',
  '<form action="http://127.0.0.1:9/"><button>1</button></form>',
  '<style>body { display: none }</style>',
  '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
  '<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
  '&lt;script&gt;window.owned = 1&lt;/script&gt; &#60;b&#62;',
  '<template><script>window.owned = 1</script></template><math><mtext></table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.owned=1&gt;">',
  'The answer is \u202e24\u202c.\u0007 \u2066hidden\u2069',
  `The answer is 7.${' And so on.'.repeat(2000)} The end.`,
];
const EVIL = '<img src=x onerror=owned=1> \u202eevil</script>';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css'],
  ['.js', 'text/javascript'],
  ['.json', 'application/json'],
  ['.svg', 'image/svg+xml'],
]);

const dir = sharedDir();
const site = join(dir, 'site');
const BUILD = ['leaderboard', 'build', '--submissions', 'submissions', '--out', 'site'];
let browser: Browser;
let server: Server;
let url = '';
let items: Item[] = [];

beforeAll(async () => {
  for await (const item of readItems(itemsFile('v1/dev'))) items.push(item);
  // Three problems, with all their pairs.
  const problems = [...new Set(items.map(({ problem }) => problem))].slice(0, 12);
  items = items.filter(({ problem }) => problems.includes(problem));
  const submissions = join(dir, 'submissions');
  await writeSubmissions(submissions, items, { models: 4, budgets: 3, seed: 1 });
  const endpoint = await startChatServer([EVIL], (response, body) => {
    const said = body.messages.at(-1)?.content ?? '';
    const at = items.findIndex(({ text }) => said.includes(text));
    sendJson(response, 200, completion(body, HOSTILE[Math.max(0, at) % HOSTILE.length] ?? ''));
  });
  const model = ['--base-url', endpoint.baseUrl, '--model', EVIL];
  const put = ['--items', 'submissions/items.jsonl', '--quiet'];
  const ran = await lacuna(['run', ...model, ...put, '--out', 'submissions/Evil & Co'], {
    cwd: dir,
  });
  expect(ran.code, ran.stderr).toBe(0);
  await endpoint.close();
  const marks = ['--respondents', 'oracle,fading', '--budgets', 'low,high', '--out', 'marks'];
  expect((await lacuna(['run', ...marks, ...put], { cwd: dir })).code).toBe(0);
  for (const name of ['oracle', 'fading']) {
    renameSync(join(dir, 'marks', name), join(submissions, name));
  }
  const built = await lacuna(BUILD, { cwd: dir });
  expect(built, built.stderr).toMatchObject({ code: 0, stderr: '' });
  if (!found) return;
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    readFile(join(site, decodeURIComponent(path))).then(
      (bytes) =>
        response
          .writeHead(200, { 'content-type': TYPES.get(extname(path)) ?? 'text/plain' })
          .end(bytes),
      () => response.writeHead(404).end('none'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

interface Looks {
  phone?: boolean;
  script?: boolean;
}

/** A page of the site in a profile of its own, with all that it asks for and all that goes wrong. */
async function open(path: string, { phone = false, script = true }: Looks = {}) {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
    javaScriptEnabled: script,
    // A colour on its way to another has neither's contrast.
    reducedMotion: 'reduce',
    isMobile: phone,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => faults.push(message.text()));
  page.on('dialog', (dialog) => {
    faults.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(path.startsWith('file:') ? path : url + path);
  return { page, requests, faults };
}

/** The models of the table, from above. */
const modelsOf = async (page: Page) =>
  z
    .array(z.string())
    .parse(
      await page.evaluate(
        "[...document.querySelectorAll('#board tbody th a')].map((link) => link.textContent)",
      ),
    );
const scoresOf = async (page: Page) =>
  z
    .array(z.coerce.number())
    .parse(
      await page.evaluate(
        "[...document.querySelectorAll('#board td.score b')].map((cell) => cell.textContent)",
      ),
    );

/** What axe finds that is serious or worse, in its words. */
async function serious(page: Page, options = '{}'): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = z
    .object({
      violations: z.array(z.looseObject({ id: z.string(), impact: z.string().nullish() })),
    })
    .parse(await page.evaluate(`axe.run(document, ${options})`));
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map((violation) => JSON.stringify(violation));
}

const itemPath = (operator: string) => {
  const item = items.find((candidate) => candidate.operator === operator);
  return `items/${encodeURIComponent(item?.id ?? '')}.html`;
};
const KINDS = [
  'index.html',
  'compute.html',
  'outcomes.html',
  'items.html',
  'method.html',
  'data.html',
  '404.html',
  'models/evil-co.html',
  'models/oracle.html',
];

describe.skipIf(!found)('the site in a browser', { timeout: 60_000 }, () => {
  test('sorts by a click on a head, both ways, and says so', async () => {
    const { page, faults } = await open('index.html');
    const before = await scoresOf(page);
    expect(before).toEqual([...before].sort((a, b) => b - a));
    await page.getByRole('button', { name: 'Score' }).click();
    expect(await scoresOf(page)).toEqual([...before].sort((a, b) => a - b));
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    expect(new URL(page.url()).search).toBe('?sort=score');
    await page.getByRole('button', { name: 'Model' }).click();
    const names = await modelsOf(page);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
    expect(faults).toEqual([]);
  });

  test('filters by words and by budget, in the address, and back', async () => {
    const { page } = await open('index.html');
    const all = (await modelsOf(page)).length;
    await page.getByLabel('Search').fill('aster');
    expect(new Set(await modelsOf(page))).toEqual(new Set(['Aster-8B']));
    await page.getByLabel('Budget').selectOption('low');
    expect(await page.getByRole('status').textContent()).toBe(`1 of ${all} rows`);
    expect(new URL(page.url()).search).toBe('?q=aster&budget=low');
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await modelsOf(page)).toHaveLength(all);
    await page.getByLabel('Search').fill('nobody of that name');
    expect(await page.locator('#board').textContent()).toContain('No run fits these filters');
  });

  test('a deep link shows what its sender saw', async () => {
    const { page } = await open('index.html?q=b&budget=best&sort=tokens');
    await page.getByRole('button', { name: 'Clear' }).waitFor();
    const names = await modelsOf(page);
    expect(names.length).toBe(new Set(names).size);
    expect(await page.locator('th[aria-sort=ascending]').textContent()).toContain('Tokens');
    const list = await open('items.html?operator=remove&order=hardest');
    await list.page.getByLabel('Order').waitFor();
    const removed = items.filter(({ operator }) => operator === 'remove').length;
    expect(await list.page.locator('#items tbody tr').count()).toBe(removed);
  });

  test('opens a model from the table', async () => {
    const { page, faults } = await open('index.html');
    await page.getByRole('link', { name: 'Aster-8B' }).first().click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Aster-8B');
    expect(await page.locator('svg[role=img]').count()).toBe(6);
    expect(await page.locator('svg [style], svg style').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test('an item is read with its twin, its proof and replies side by side', async () => {
    const { page, faults } = await open(itemPath('remove'));
    await page.locator('article.reply mark').first().waitFor();
    expect(await page.locator('article.reply').count()).toBe(2);
    expect(await page.locator('.half').count()).toBe(2);
    expect(await page.locator('del').textContent()).toContain('removed');
    expect(await page.locator('.proof').textContent()).toContain('Two worlds fit every sentence');
    expect(await page.locator('footer').textContent()).toContain(CANARY);
    const oracle = page.locator('.verdicts li', { hasText: 'oracle' });
    await oracle.getByRole('button').last().click();
    await page.waitForFunction("document.activeElement.textContent.startsWith('oracle')");
    expect(await page.locator('article.reply').count()).toBe(3);
    expect(page.url()).toContain('oracle:high');
    const again = await open(page.url().slice(url.length));
    await again.page
      .locator('article.reply', { hasText: 'oracle' })
      .locator('mark')
      .first()
      .waitFor();
    await page.locator('article.reply', { hasText: 'oracle' }).getByRole('button').click();
    expect(await page.locator('article.reply').count()).toBe(2);
    expect(faults).toEqual([]);
  });

  test('is worked by keys alone', async () => {
    const { page } = await open('index.html');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    const reach = async (name: string) => {
      for (let n = 0; n < 60; n++) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate('document.activeElement.textContent');
        if (String(at).replace('↓', '') === name) return;
      }
      throw new Error(`no key leads to ${name}`);
    };
    await reach('Tokens');
    await page.keyboard.press('Enter');
    expect(await page.locator('th[aria-sort]').textContent()).toContain('Tokens');
    await reach('Aster-8B');
    await page.keyboard.press('Enter');
    await page.waitForURL(/models\//);
    await page.goto(url + itemPath('contradict'));
    await page.locator('article.reply mark').first().waitFor();
    await reach('oracle');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction("document.activeElement.tagName === 'H3'");
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction("document.activeElement.className === 'chip'");
  });

  test('replies and names are text: nothing runs, nothing is loaded from elsewhere', async () => {
    const shown = new Set<string>();
    for (const { id, twin } of items.filter((item) => item.twin !== null)) {
      const { page, requests, faults } = await open(
        `items/${encodeURIComponent(id)}.html#read=evil-co:default`,
      );
      await page.locator('article.reply .said').nth(1).waitFor();
      for (const said of await page.locator('.said').allTextContents()) shown.add(said);
      expect(await page.evaluate('window.owned'), `${id} ${twin}`).toBeUndefined();
      expect(requests.filter((address) => !address.startsWith(url))).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
      if (shown.size === HOSTILE.length) break;
    }
    const short = HOSTILE.filter((text) => !text.includes('The answer'));
    expect([...shown]).toEqual(expect.arrayContaining(short));
    expect([...shown]).toContain(
      'The answer is ‹U+202E›24‹U+202C›.‹U+0007› ‹U+2066›hidden‹U+2069›',
    );
    const long = [...shown].find((text) => text.startsWith('The answer is 7.')) ?? '';
    expect(long).toHaveLength(7000);
    expect(long).toMatch(/The end\.$/);
    for (const path of KINDS) {
      const { page, requests, faults } = await open(path);
      expect(await page.evaluate('window.owned'), path).toBeUndefined();
      expect(requests.filter((address) => !address.startsWith(url))).toEqual([]);
      expect(faults, path).toEqual([]);
      await page.context().close();
    }
    const { page } = await open('index.html?q=evil');
    await page.getByRole('button', { name: 'Clear' }).waitFor();
    expect(await modelsOf(page)).toEqual([EVIL.replace('\u202e', '‹U+202E›')]);
  });

  test('axe finds nothing serious on any kind of page, light and dark, and none scrolls sideways', async () => {
    for (const [n, path] of [...KINDS, itemPath('remove'), itemPath('contradict-deep')].entries()) {
      const { page } = await open(path, { phone: n % 2 === 0 });
      if (path.startsWith('items/')) await page.locator('article.reply .said').first().waitFor();
      await page
        .locator('details')
        .evaluateAll('(all) => all.forEach((each) => { each.open = true })');
      expect(await serious(page), path).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await serious(page, "{ runOnly: 'color-contrast' }"), `${path} dark`).toEqual([]);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        const overflow = 'document.documentElement.scrollWidth - innerWidth';
        expect(await page.evaluate(overflow), `${path} ${width}`).toBeLessThanOrEqual(0);
      }
      await page.context().close();
    }
  });

  test('without its script the table is a plain table, and an item has its proof', async () => {
    const { page } = await open('index.html', { script: false });
    expect(await page.locator('#board tbody tr').count()).toBeGreaterThan(10);
    await page.getByRole('link', { name: 'Aster-8B' }).first().click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Aster-8B');
    await page.goto(url + itemPath('blur'));
    expect(await page.locator('.proof').textContent()).toContain('Two worlds');
    expect(await page.locator('noscript').textContent()).toContain('shown by a script');
  });

  test('opened from a disk, pages read and lead on', async () => {
    const { page } = await open(pathToFileURL(join(site, 'index.html')).href);
    await page.getByRole('link', { name: 'Aster-8B' }).first().click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Aster-8B');
    expect(await page.evaluate('getComputedStyle(document.body).margin')).toBe('0px');
  });
});

test('the first page of 200 models at 5 budgets is under 150 KB, all that it loads together, compressed', () => {
  const names = readdirSync(join(site, 'data/models'));
  const some = names.map((name) =>
    Entry.parse(JSON.parse(readFileSync(join(site, 'data/models', name), 'utf8'))),
  );
  const random = new Random(1, 'first page');
  const pairs = items.flatMap((corrupted) => {
    const intact = items.find(({ id }) => id === corrupted.twin);
    return intact ? [{ corrupted, intact, split: 'dev' }] : [];
  });
  const model = some.find(({ slug }) => slug === '000-aster-8b');
  const budget = model?.report.budgets[0];
  if (!model || !budget) throw new Error('no model was built');
  // Figures of their own: what repeats would be compressed too well.
  const share = () => {
    const middle = random.int(1000, 9000) / 10_000;
    return { ...budget.scores.lacuna, share: middle, low: middle - 0.0431, high: middle + 0.0472 };
  };
  const entries = Array.from(
    { length: 200 },
    (_, n): Entry => ({
      ...model,
      slug: `vendor-${n % 23}-model-${random.int(0, 1e6)}`,
      model: `model-${random.int(0, 1e6)}-instruct`,
      vendor: `Vendor ${n % 23}`,
      registered: random.int(1, 9),
      report: {
        ...model.report,
        budgets: ['minimal', 'low', 'medium', 'high', 'xhigh'].map((name) => ({
          ...budget,
          budget: { ...budget.budget, name },
          scores: {
            ...budget.scores,
            ...{
              lacuna: share(),
              asks: share(),
              guesses: share(),
              overasks: share(),
              solves: share(),
            },
          },
          usage: { ...budget.usage, mean: random.int(100, 90_000), cost: random.int(1, 1e5) / 100 },
        })),
      },
    }),
  );
  const page = indexPage({ entries: [...entries, ...some], pairs }, { version: '00000000' });
  expect(page.match(/<tr>/g)?.length).toBeGreaterThan(1000);
  const assets = readdirSync(join(site, 'assets')).map((name) =>
    readFileSync(join(site, 'assets', name)),
  );
  const bytes = [Buffer.from(page), ...assets].map((file) => gzipSync(file).length);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(150_000);
});

test('a second build keeps what did not change, and forgets what is gone', async () => {
  const before = readFileSync(join(site, 'index.html'), 'utf8');
  const again = await lacuna(BUILD, { cwd: dir });
  expect(again.stdout).toContain('7 submissions (7 unchanged)');
  expect(readFileSync(join(site, 'index.html'), 'utf8')).toBe(before);
  rmSync(join(dir, 'submissions/Evil & Co'), { recursive: true });
  const without = await lacuna(BUILD, { cwd: dir });
  expect(without.stdout).toContain('6 submissions (6 unchanged)');
  for (const path of ['models/evil-co.html', 'data/models/evil-co.json', 'replies/evil-co']) {
    expect(existsSync(join(site, path)), path).toBe(false);
  }
  expect(readFileSync(join(site, 'index.html'), 'utf8')).not.toContain('evil');
});

test('what cannot become a site is refused, with the reason', async () => {
  const build = (...flags: string[]) => lacuna(['leaderboard', 'build', ...flags], { cwd: dir });
  for (const [flags, why] of [
    [['--submissions', 'nowhere', '--out', 'new'], 'there is no folder of submissions nowhere'],
    [['--submissions', 'site', '--out', 'new'], 'site holds no submission'],
    [['--submissions', 'submissions', '--out', 'submissions'], 'holds something else than a site'],
    [['--submissions', 'submissions', '--out', 'new', '--base', 'x'], 'expected a path'],
  ] as const) {
    const refused = await build(...flags);
    expect(refused, why).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(why);
    expect(refused.stderr).not.toContain('    at ');
  }
});
