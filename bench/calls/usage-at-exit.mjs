import { writeSync } from 'node:fs';

/**
 * Loaded before a program that a benchmark starts: when it ends, says on its file descriptor 3 what the whole
 * process has used of the processor (seconds) and of memory at the most (bytes).
 */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS * 1024 }));
});
