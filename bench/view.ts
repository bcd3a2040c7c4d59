import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { ListAnswer } from '../src/view/records.ts';
import { lacuna } from '../tests/lacuna.ts';
import { writeSyntheticRun } from '../tests/synthetic-run.ts';

/**
 * `lacuna view` on a synthetic run of a million verdicts (or as many as the argument says): how soon the first list
 * is there, how long the whole run takes to index, how quick filters are then, what memory the server takes; and,
 * where there is a Chromium, how soon the page shows its first rows and its last.
 */
const VERDICTS = Number(process.argv[2] ?? 1_000_000);
const CHROMIUM = '/usr/bin/chromium';
const MAIN = join(import.meta.dirname, '..', 'dist', 'src', 'cli', 'main.js');

const dir = mkdtempSync(join(tmpdir(), 'lacuna-view-'));
try {
  await lacuna(
    [
      'run',
      '--limit',
      '60',
      '--respondents',
      'fading',
      '--budgets',
      'low,medium,high',
      '--quiet',
      '--out',
      'small',
    ],
    { cwd: dir },
  );
  const run = join(dir, 'large');
  const verdicts = await writeSyntheticRun(
    join(dir, 'small', 'fading'),
    run,
    VERDICTS,
    (text, epoch) => (epoch % 1000 === 7 ? `${text} Rhubarb.` : text),
  );
  console.log(`${verdicts} verdicts`);
  await measure(run);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function measure(run: string): Promise<void> {
  const begun = performance.now();
  const seconds = (since = begun) => `${((performance.now() - since) / 1000).toFixed(2)} s`;
  const child = spawn(process.execPath, [MAIN, 'view', run, '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await new Promise<string>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        const found = /http:\S+/.exec(text)?.[0];
        if (found !== undefined) resolve(found);
      });
    });
    const list = async (query = ''): Promise<ListAnswer> => {
      const response = await fetch(`${url}api/list?${query}`);
      return ListAnswer.parse(await response.json());
    };
    const timed = async (name: string, query: string) => {
      const since = performance.now();
      const { matched } = await list(query);
      console.log(`${name}: ${matched} in ${(performance.now() - since).toFixed(0)} ms`);
    };
    const first = await list();
    console.log(`first list: ${first.rows.length} rows after ${seconds()}`);
    while ((await list('count=1')).indexed < 1) await sleep(250);
    console.log(`indexed: after ${seconds()}`);
    await sleep(1500);
    console.log(`memory of the server: ${memory(child.pid)} MB`);
    await timed('label', 'labels=guesses');
    await timed('label and budget', 'labels=guesses,asks&budgets=high');
    await timed('the last rows', `from=${first.count > 0 ? VERDICTS - 100 : 0}&count=100`);
    const since = performance.now();
    while ((await list('text=rhubarb&count=1')).searched < 1) await sleep(250);
    await timed(`text, searched in ${seconds(since)}`, 'text=rhubarb');
    console.log(`memory of the server: ${memory(child.pid)} MB`);
    if (existsSync(CHROMIUM)) await inBrowser(url);
  } finally {
    child.kill('SIGINT');
  }
}

async function inBrowser(url: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    const opened = performance.now();
    await page.goto(url);
    await page.locator('.row .name').first().waitFor();
    console.log(`page: first rows after ${(performance.now() - opened).toFixed(0)} ms`);
    const jumped = performance.now();
    await page.keyboard.press('End');
    await page.locator('article').waitFor();
    await page.locator('.row[aria-selected=true] .name').waitFor();
    console.log(`page: the last row, open, after ${(performance.now() - jumped).toFixed(0)} ms`);
    const walked = performance.now();
    for (let n = 0; n < 20; n += 1) await page.keyboard.press('k');
    console.log(`page: twenty rows back in ${(performance.now() - walked).toFixed(0)} ms`);
    console.log(`page: ${await page.locator('.row').count()} rows in the document`);
  } finally {
    await browser.close();
  }
}

/** Resident megabytes, where the system says. */
function memory(pid: number | undefined): string {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 'unknown';
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1];
  return (Number(kilobytes) / 1024).toFixed(0);
}
