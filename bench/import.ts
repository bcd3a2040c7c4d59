import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compileLaterOnOneProcessor } from '../src/cli/one-processor.ts';
import { withTwins } from '../src/corrupt/generate.ts';
import { operatorNamed } from '../src/corrupt/operators/index.ts';
import { GSM8K } from '../src/import/mapping.ts';
import { type FileRecord, readRecords } from '../src/import/records.ts';
import { importWordProblems } from '../src/import/word-problems.ts';
import { packageFile } from '../src/package-root.ts';

/**
 * How long an import takes, and whether memory stays flat: GSM8K's test file where it is there, first
 * and cold, then the same held to one processor, then problems made from patterns. Counts are arguments:
 * `node .bench/bench/import.js 100000`; 0 stops after the first.
 */
const COUNTS = process.argv.slice(2).map(Number);
const REAL = packageFile(join('..', 'shared', 'data', 'gsm8k', 'test.jsonl'));
const OPERATORS = withTwins(['remove', 'blur', 'contradict'].map(operatorNamed));
const LOOKS = 20;

// As every command does.
compileLaterOnOneProcessor();
setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

if (existsSync(REAL)) await measure('GSM8K test, cold', readRecords(REAL));
else process.stdout.write(`${REAL} is not there\n`);
if (COUNTS[0] === 0) process.exit();
if (existsSync(REAL) && process.platform === 'linux') {
  const self = fileURLToPath(import.meta.url);
  const held = spawnSync('taskset', ['-c', '0', process.execPath, self, '0'], { encoding: 'utf8' });
  const said = held.error ? `${held.error.message}\n` : `${held.stdout}${held.stderr}`;
  process.stdout.write(`held to one processor: ${said}`);
}
for (const count of COUNTS.length > 0 ? COUNTS : [2_000, 10_000]) {
  await measure(`${count} from patterns`, made(count));
}

async function* made(count: number): AsyncGenerator<FileRecord> {
  for (let i = 0; i < count; i++) {
    const [a, b, c] = [20 + (i % 89), 3 + (i % 7), 100 + i];
    const question =
      `A works has ${c} crates. It fills ${a} bags an hour, and each bag takes $${b} of sand. ` +
      'How much do the bags of an 8-hour day and one more dollar for each crate come to?';
    const lines = [
      `${a}*8=<<${a}*8=${a * 8}>>${a * 8} bags`,
      `${a * 8}*${b}=$<<${a * 8}*${b}=${a * 8 * b}>>${a * 8 * b}`,
      `${a * 8 * b}+${c}=$<<${a * 8 * b}+${c}=${a * 8 * b + c}>>${a * 8 * b + c}`,
      `#### ${a * 8 * b + c}`,
    ];
    yield { where: `made:${i + 1}`, number: i + 1, value: { question, answer: lines.join('\n') } };
  }
}

async function measure(name: string, records: AsyncIterable<FileRecord>): Promise<void> {
  const options = { mapping: GSM8K, set: 'bench', operators: OPERATORS, seed: 1 };
  let [seen, taken, peak] = [0, 0, 0];
  const start = process.cpuUsage();
  const wall = performance.now();
  for await (const result of importWordProblems(records, options)) {
    seen += 1;
    if (!('why' in result)) taken += 1;
    if (COUNTS.length > 0 || name.includes('patterns')) peak = Math.max(peak, inUse(seen));
  }
  const { user, system } = process.cpuUsage(start);
  const seconds = ((performance.now() - wall) / 1000).toFixed(1);
  const megabytes = peak > 0 ? `; ${(peak / 2 ** 20).toFixed(1)} MB in use at most` : '';
  process.stdout.write(
    `import, ${name}: ${taken} of ${seen} taken in ${seconds} s (${((user + system) / 1e6).toFixed(1)} s of processor time)${megabytes}\n`,
  );
}

/** Bytes after a garbage collection, now and then. */
function inUse(seen: number): number {
  if (seen % (LOOKS * 25) > 0 || typeof collect !== 'function') return 0;
  collect();
  return process.memoryUsage().heapUsed;
}
