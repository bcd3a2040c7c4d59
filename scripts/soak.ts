import { killAndResume } from '../tests/kill-and-resume.ts';

/**
 * Holds a run of many calls over an endpoint that fails at random, kills it at random moments and goes on
 * with it; exits 1 where a reply is lost or doubled, or more is spent than what was in flight at the kills.
 * `npm run soak -- CALLS KILLS SEED`; many minutes.
 */
const [calls = 20_000, kills = 50, seed = 7] = process.argv.slice(2).map(Number);
const concurrency = 32;
const started = performance.now();
const found = await killAndResume({ calls, kills, seed, concurrency, faults: 0.1 });
const seconds = Math.round((performance.now() - started) / 1000);

const rows: Array<[string, string | number]> = [
  ['calls of the run', found.ideal],
  ['replies recorded', found.recorded],
  ['kills', found.kills],
  ['calls that went wrong', found.faults],
  ['half-written lines set aside', found.torn],
  ['losses', found.losses],
  ['doubles', found.doubles],
  ['calls spent beyond the ideal', found.extra],
  [`  at most (kills × ${concurrency} in flight)`, found.bound],
  ['seconds', seconds],
];
for (const [name, value] of rows) {
  process.stdout.write(`${name.padEnd(36)}${String(value).padStart(8)}\n`);
}
const { losses, doubles, extra, bound, ended } = found;
if (losses > 0 || doubles > 0 || extra > bound || ended.code !== 0) {
  process.stdout.write(`FAILED (the last session ended with ${ended.code})\n${ended.stderr}`);
  process.exitCode = 1;
}
