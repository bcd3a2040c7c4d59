/** Loaded before a program that a benchmark starts: leaves what the process used in the file that the environment names. */
import { writeFileSync } from 'node:fs';

process.once('exit', () => {
  const path = process.env.BENCH_USAGE_FILE;
  if (path === undefined) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(path, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS }));
});
