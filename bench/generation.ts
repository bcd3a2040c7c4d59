import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { generateItems } from '../src/corrupt/generate.ts';
import { defaultFamilies, loadFamilies } from '../src/problem/load.ts';

/**
 * How many certified items of families a second, and whether memory stays flat: what is in use after
 * a garbage collection, at its highest. Counts of items are arguments: `node .bench/bench/generation.js 1000000`.
 */
const COUNTS = process.argv.slice(2).map(Number);
const OPERATORS = ['remove', 'blur', 'contradict', 'contradict-deep', 'distract'];
/** Items of a problem: its two twins, and one for each operator. */
const PER_PROBLEM = OPERATORS.length + 2;
/** How often memory is looked at in a run. */
const LOOKS = 20;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

const families = await loadFamilies(defaultFamilies());
// Once for the compiler.
generate(2000);
for (const count of COUNTS.length > 0 ? COUNTS : [10_000, 100_000]) {
  const { items, seconds, wall, peak } = generate(count);
  const megabytes = (peak / 2 ** 20).toFixed(1);
  process.stdout.write(
    `${items} items: ${Math.round(items / wall)} a second, ${Math.round(items / seconds)} a second of processor time; ${megabytes} MB in use at most\n`,
  );
}

/** Seconds of the processor and of the clock; bytes. */
function generate(count: number): { items: number; seconds: number; wall: number; peak: number } {
  const perFamily = Math.ceil(count / PER_PROBLEM / families.length);
  const every = Math.ceil(count / LOOKS);
  let [items, peak, micros, wall] = [0, 0, 0, 0];
  let start = process.cpuUsage();
  let begun = performance.now();
  for (const made of generateItems({ families, operators: OPERATORS, perFamily, seed: 1 })) {
    if ('rejected' in made) continue;
    items += 1;
    if (items % every > 0) continue;
    const { user, system } = process.cpuUsage(start);
    micros += user + system;
    wall += performance.now() - begun;
    if (typeof collect === 'function') collect();
    peak = Math.max(peak, process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers);
    start = process.cpuUsage();
    begun = performance.now();
  }
  const { user, system } = process.cpuUsage(start);
  wall += performance.now() - begun;
  return { items, seconds: (micros + user + system) / 1e6, wall: wall / 1000, peak };
}
