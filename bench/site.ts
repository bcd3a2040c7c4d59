import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSubmissions } from '../leaderboard/site/synthetic-submissions.test-data.ts';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { packageFile } from '../src/package-root.ts';
import { itemsFile } from '../src/release/named.ts';

/**
 * How long the leaderboard's site takes to build: so many models at 5 budgets on v1/test, 1,195 pages of
 * items; with every reply to read; the first time of submissions that `leaderboard check --site` has read;
 * and again, when no submission has changed. Some 6 GB of made-up runs and of site are written for 200
 * models, and removed.
 */
const MODELS = Number(process.argv[2] ?? 200);

const READ = 'build that reads every reply';
const CHECKED = 'first build of what a check has kept';

/** Leaves a site's folder as the check does. */
function removePages(site: string): void {
  const kept = new Set(['.lacuna-site', 'data', 'replies']);
  for (const name of readdirSync(site)) {
    if (!kept.has(name)) rmSync(join(site, name), { recursive: true });
  }
  const ofSubmissions = new Set(['models', 'verdicts', 'cards']);
  for (const name of readdirSync(join(site, 'data'))) {
    if (!ofSubmissions.has(name)) rmSync(join(site, 'data', name), { recursive: true });
  }
}

const dir = mkdtempSync(join(tmpdir(), 'lacuna-bench-'));
try {
  const items: Item[] = [];
  for await (const item of readItems(itemsFile('v1/test'))) items.push(item);
  const submissions = join(dir, 'submissions');
  await writeSubmissions(submissions, items, { models: MODELS, budgets: 5, seed: 1 });
  const site = join(dir, 'site');
  const command = ['leaderboard', 'build', '--submissions', submissions, '--out', site];
  for (const what of [READ, CHECKED, 'next build']) {
    if (what === CHECKED) removePages(site);
    const begun = performance.now();
    execFileSync(process.execPath, [packageFile('dist/src/cli/main.js'), ...command]);
    const seconds = (performance.now() - begun) / 1000;
    process.stdout.write(
      `site of ${MODELS} models at 5 budgets, ${what}: ${seconds.toFixed(1)} s\n`,
    );
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
