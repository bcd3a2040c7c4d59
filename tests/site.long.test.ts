import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Entry } from '../leaderboard/site/entry.ts';
import { indexPage } from '../leaderboard/site/index-page.tsx';
import { writeSubmissions } from '../leaderboard/site/synthetic-submissions.test-data.ts';
import { CANARY, type Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { Random } from '../src/math/random.ts';
import { FrozenReleases } from '../src/release/frozen.ts';
import { submit } from '../src/submission/submit.ts';
import { hasBrowser, type Looks, openPage, serious, startBrowser, wideTables } from './browser.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { HOSTILE } from './hostile-markup.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';
import { freezeSmallRelease } from './small-release.ts';
import { readBundle, setManifest, writeBundle } from './tampered-bundle.ts';

const found = hasBrowser();

/** What the evil model replies: markup, what reorders and hides, and what never ends. */
const REPLIES: readonly string[] = [
  ...HOSTILE,
  '</script><script>window.owned = 1</script>',
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
const BUILD = 'leaderboard build --submissions submissions --out site --releases releases'.split(
  ' ',
);
const items: Item[] = [];
let browser: Browser;
let server: Server;
let url = '';

/** Models that never were, respondents in bundles, and a model that means harm. */
beforeAll(async () => {
  const run = async (command: string[]) => {
    const ran = await lacuna(command, { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
  };
  await freezeSmallRelease(dir);
  for await (const item of readItems(join(dir, 'releases/v9/test.jsonl'))) items.push(item);
  await writeSubmissions(join(dir, 'submissions'), items, { models: 4, budgets: 3, seed: 1 });
  const put = ['--items', 'releases/v9/test.jsonl', '--quiet'];
  const register = ['--register', 'register.jsonl'];
  await run(
    'run --respondents oracle,fading --budgets low,high --out marks'
      .split(' ')
      .concat(put, register),
  );
  for (const name of ['oracle', 'fading']) {
    await submit({
      dir: join(dir, 'marks', name),
      out: join(dir, 'submissions', `${name}.lacuna.zip`),
      model: { name: undefined, vendor: 'Markers', url: 'https://marks.example/<b>' },
      register: join(dir, 'register.jsonl'),
      releases: new FrozenReleases(join(dir, 'releases')),
      secrets: [],
    });
  }
  const endpoint = await startChatServer([EVIL], (response, body) => {
    const said = body.messages.at(-1)?.content ?? '';
    const at = items.findIndex(({ text }) => said.includes(text));
    sendJson(response, 200, completion(body, REPLIES[Math.max(0, at) % REPLIES.length] ?? ''));
  });
  const model = ['--base-url', endpoint.baseUrl, '--model', EVIL];
  await run(['run', ...model, ...put, '--out', 'submissions/Evil & Co']);
  await endpoint.close();
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
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** A page of the site; `path` may be a whole address. */
async function open(path: string, looks: Looks = {}) {
  const opened = await openPage(browser, /^\w+:/.test(path) ? path : url + path, looks);
  // A colour on its way to another has the contrast of neither.
  await opened.page.emulateMedia({ reducedMotion: 'reduce' });
  return opened;
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

/** Of the element that has the focus. The page's policy lets no test wait in it by a script in words. */
const focused = (page: Page, property: string) =>
  page.evaluate(`document.activeElement.${property}`);

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
  'models/fading.html',
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

  test('lists problems by names of their own, and says what was done in whole words', async () => {
    const { page } = await open('items.html');
    await page.getByLabel('Order').waitFor();
    const names = await page.locator('#items th a').allTextContents();
    expect(new Set(names).size).toBe(names.length);
    const done = await page.locator('#items td.words:nth-child(2)').allTextContents();
    expect(done.length).toBe(names.length);
    for (const each of done) {
      expect(each).toMatch(/ (?:removed|blurred|changed|added) “[^\s,;:]/);
      expect(each.includes('asking for')).toBe(!each.includes('added'));
    }
    await page.close();
  });

  test('opens a model from the table', async () => {
    const { page, faults } = await open('index.html');
    const link = page.getByRole('link', { name: 'Aster-8B' }).first();
    expect(await link.evaluate((each) => getComputedStyle(each).textDecorationLine)).toBe(
      'underline',
    );
    await link.click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Aster-8B');
    expect(await page.locator('svg[role=img]').count()).toBeGreaterThan(6);
    expect(await page.locator('.lede').textContent()).toContain('Not checked');
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
    await expect.poll(() => focused(page, 'textContent')).toMatch(/^oracle/);
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
    expect(await focused(page, 'className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await focused(page, 'id')).toBe('main');
    const reach = async (name: string) => {
      for (let n = 0; n < 60; n++) {
        await page.keyboard.press('Tab');
        const at = await focused(page, 'textContent');
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
    await expect.poll(() => focused(page, 'tagName')).toBe('H3');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page, 'className')).toBe('chip');
  });

  test('replies and names are text: nothing runs, nothing is loaded from elsewhere', async () => {
    const shown = new Set<string>();
    const { page, requests, faults } = await open('404.html');
    for (const { id } of items.filter(({ twin }) => twin !== null)) {
      await page.goto(`${url}items/${encodeURIComponent(id)}.html#read=evil-co:default`);
      await page.locator('article.reply .said').nth(1).waitFor();
      for (const said of await page.locator('.said').allTextContents()) shown.add(said);
      expect(await page.evaluate('window.owned'), id).toBeUndefined();
      if (shown.size === REPLIES.length) break;
    }
    expect([...shown]).toEqual(expect.arrayContaining([...HOSTILE]));
    expect([...shown]).toContain(
      'The answer is ‹U+202E›24‹U+202C›.‹U+0007› ‹U+2066›hidden‹U+2069›',
    );
    const long = [...shown].find((text) => text.startsWith('The answer is 7.')) ?? '';
    expect(long).toHaveLength(7000);
    expect(long).toMatch(/The end\.$/);
    for (const path of KINDS) {
      await page.goto(url + path);
      expect(await page.evaluate('window.owned'), path).toBeUndefined();
    }
    expect(requests.filter((address) => !address.startsWith(url))).toEqual([]);
    expect(faults).toEqual([]);
    await page.goto(`${url}index.html?q=evil`);
    await page.getByRole('button', { name: 'Clear' }).waitFor();
    expect(await modelsOf(page)).toEqual([EVIL.replace('\u202e', '‹U+202E›')]);
  });

  test('axe finds nothing serious on any kind of page, light and dark, and none scrolls sideways', async () => {
    const { page } = await open('404.html');
    for (const path of [...KINDS, itemPath('remove'), itemPath('contradict-deep')]) {
      await page.goto(url + path);
      if (path.startsWith('items/')) await page.locator('article.reply .said').first().waitFor();
      await page
        .locator('details')
        .evaluateAll('(all) => all.forEach((each) => { each.open = true })');
      for (const [width, colorScheme] of [
        [390, 'dark'],
        [1280, 'light'],
      ] as const) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme });
        expect(await serious(page), `${path} ${colorScheme}`).toEqual([]);
        const overflow = 'document.documentElement.scrollWidth - innerWidth';
        expect(await page.evaluate(overflow), `${path} ${width}`).toBeLessThanOrEqual(0);
        expect(await wideTables(page), `${path} ${width}`).not.toContain('cut off');
      }
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
  for (const path of [
    'models/evil-co.html',
    'data/cards/evil-co.html',
    'data/models/evil-co.json',
    'replies/evil-co',
  ]) {
    expect(existsSync(join(site, path)), path).toBe(false);
  }
  expect(readFileSync(join(site, 'index.html'), 'utf8')).not.toContain('evil');
});

test('respondents are marks with their true score; a register is counted', () => {
  const page = readFileSync(join(site, 'index.html'), 'utf8');
  const rows = page.slice(page.indexOf('Marks on the ruler')).match(/<tr>.*?<\/tr>/gs) ?? [];
  const cells = rows.map((row) =>
    row.match(/<t[dh][^>]*>.*?<\/t[dh]>/gs)?.map((cell) => cell.replace(/<[^>]+>/g, '').trim()),
  );
  const pairs = items.filter(({ twin }) => twin !== null).length;
  for (const [budget, share] of [
    ['low', 0.9],
    ['high', 0.3],
  ] as const) {
    const score = ((100 * Math.round(share * pairs)) / pairs).toFixed(1);
    expect(cells).toContainEqual(expect.arrayContaining([`fading ${budget}`, score, score]));
  }
  const entry = Entry.parse(
    JSON.parse(readFileSync(join(site, 'data/models/fading.json'), 'utf8')),
  );
  expect(entry).toMatchObject({
    registered: 1,
    checked: true,
    kind: 'respondent',
    items: 'v9/test',
  });
});

test('items of no open split are kept from search engines, open ones are not', () => {
  const [corrupted] = items.filter(({ twin }) => twin !== null);
  const page = readFileSync(join(site, `items/${corrupted?.id}.html`), 'utf8');
  expect(page).toContain('<meta name="robots" content="noindex"');
  expect(readFileSync(join(site, 'index.html'), 'utf8')).not.toContain('noindex');
  expect(readFileSync(join(site, 'index.html'), 'utf8')).not.toContain('style=');
});

test('of submissions that do not hold, the first by name is the reason, however many threads read them', async () => {
  const many = join(dir, 'many');
  await writeSubmissions(many, items.slice(0, 20), { models: 9, budgets: 1, seed: 1 });
  const names = readdirSync(many).filter((name) => name !== 'items.jsonl');
  const broken = names.sort().slice(4, 7);
  for (const [i, name] of broken.entries()) {
    // The later ones break sooner.
    const file = i === 0 ? 'replies.jsonl' : 'run.json';
    appendFileSync(join(many, name, file), '{"type":"end"}\n');
  }
  const flags = ['--submissions', many, '--out', 'none', '--releases', 'releases'];
  const refused = await lacuna(['leaderboard', 'build', ...flags], { cwd: dir });
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  const said = broken.map((name) => refused.stderr.includes(name));
  expect(said, refused.stderr).toEqual([true, false, false]);
  expect(refused.stderr).not.toContain('    at ');
});

test('what cannot become a site is refused, with the reason', async () => {
  const forged = join(dir, 'forged');
  mkdirSync(forged);
  const files = readBundle(join(dir, 'submissions/fading.lacuna.zip'));
  setManifest(files, (manifest) => ({ ...manifest, lacuna: '9.9.9' }));
  files.set(
    'verdicts.rules.jsonl',
    (files.get('verdicts.rules.jsonl') ?? '').replace('"guesses"', '"asks"'),
  );
  writeBundle(join(forged, 'fading.zip'), files);
  const cut = join(dir, 'cut');
  mkdirSync(cut);
  copyFileSync(join(dir, 'submissions/fading.lacuna.zip'), join(cut, 'fading.zip'));
  truncateSync(join(cut, 'fading.zip'), 1000);
  for (const [submissions, more, code, why] of [
    ['nowhere', [], 2, 'there is no folder of submissions nowhere'],
    ['site', [], 2, 'site holds no submission'],
    ['forged', [], 1, 'does not hold'],
    ['cut', [], 2, 'cut/fading.zip'],
    ['submissions', ['--out', 'submissions'], 2, 'holds something else than a site'],
    ['submissions', ['--base', 'x'], 2, 'expected a path'],
  ] as const) {
    const flags = ['--submissions', submissions, '--out', 'new', '--releases', 'releases', ...more];
    const refused = await lacuna(['leaderboard', 'build', ...flags], { cwd: dir });
    expect(refused, why).toMatchObject({ code, stdout: '' });
    expect(refused.stderr).toContain(why);
    expect(refused.stderr).not.toContain('    at ');
  }
});
