import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { z } from 'zod';

const CHROMIUM = '/usr/bin/chromium';
const ARGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  );

/** Whether there is a browser to test in; says so where there is none. */
export function hasBrowser(): boolean {
  const found = existsSync(CHROMIUM);
  if (!found) console.log(`skipped: no browser at ${CHROMIUM}`);
  return found;
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS });
}

export interface Looks {
  phone?: boolean;
  dark?: boolean;
  script?: boolean;
}

/** A new page in a profile of its own; `requests` are all that it makes. */
export async function openPage(
  browser: Browser,
  url: string,
  { phone = false, dark = false, script = true }: Looks = {},
) {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: script,
    hasTouch: phone,
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
  await page.goto(url);
  return { page, requests, faults };
}

/** What axe finds that is serious or worse, in its words. */
export async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = z
    .object({
      violations: z.array(z.looseObject({ id: z.string(), impact: z.string().nullish() })),
    })
    .parse(await page.evaluate('axe.run()'));
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map((violation) => JSON.stringify(violation));
}

/**
 * Whether tables that are wider than their box show a shadow at its edge: "hinted" or "cut off", each once;
 * nothing where all fit.
 */
export async function wideTables(page: Page): Promise<string[]> {
  const found = await page.locator('table').evaluateAll((tables) =>
    tables.flatMap((table) => {
      const box = table.closest('.scroll') ?? table.parentElement;
      if (!box || table.getBoundingClientRect().width <= box.clientWidth + 1) return [];
      const { backgroundAttachment, overflowX } = getComputedStyle(box);
      const hinted = overflowX === 'auto' && /local.*scroll/.test(backgroundAttachment);
      return [hinted ? 'hinted' : 'cut off'];
    }),
  );
  return [...new Set(found)];
}
