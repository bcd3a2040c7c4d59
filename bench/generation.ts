import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compileLaterOnOneProcessor } from '../src/cli/one-processor.ts';
import { generateItems } from '../src/corrupt/generate.ts';
import { defaultFamilies, loadFamilies } from '../src/problem/load.ts';

/**
 * How many certified items of families a second, and then, over as many once more, whether memory stays flat: what is
 * in use after a garbage collection, at its highest. Apart, since a collection that is asked for throws away compiled
 * code too. Counts of items are arguments: `node .bench/bench/generation.js 1000000`.
 */
const COUNTS = process.argv.slice(2).map(Number);
const OPERATORS = ['remove', 'blur', 'contradict', 'contradict-deep', 'distract'];
/** Items of a problem: its two twins, and one for each operator. */
const PER_PROBLEM = OPERATORS.length + 2;
/** How often memory is looked at in a run. */
const LOOKS = 20;

// As every command does.
compileLaterOnOneProcessor();
const families = await loadFamilies(defaultFamilies());
const counts = COUNTS.length > 0 ? COUNTS : [10_000, 100_000];
// Once for the compiler.
timed(2000);
for (const count of counts) {
  const { items, wall, processor } = timed(count);
  process.stdout.write(
    `${items} items: ${Math.round(items / wall)} a second, ${Math.round(items / processor)} a second of processor time\n`,
  );
}

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
for (const count of counts) {
  process.stdout.write(`${count} items: ${(peak(count) / 2 ** 20).toFixed(1)} MB in use at most\n`);
}

/** Seconds. */
function timed(count: number): { items: number; wall: number; processor: number } {
  const [start, begun] = [process.cpuUsage(), performance.now()];
  let items = 0;
  for (const made of certified(count)) if (!('rejected' in made)) items += 1;
  const { user, system } = process.cpuUsage(start);
  return { items, wall: (performance.now() - begun) / 1000, processor: (user + system) / 1e6 };
}

/** Bytes. */
function peak(count: number): number {
  const every = Math.ceil(count / LOOKS);
  let [seen, most] = [0, 0];
  for (const _ of certified(count)) {
    seen += 1;
    if (seen % every > 0) continue;
    if (typeof collect === 'function') collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    most = Math.max(most, heapUsed + arrayBuffers);
  }
  return most;
}

function certified(count: number): ReturnType<typeof generateItems> {
  const perFamily = Math.ceil(count / PER_PROBLEM / families.length);
  return generateItems({ families, operators: OPERATORS, perFamily, seed: 1 });
}
