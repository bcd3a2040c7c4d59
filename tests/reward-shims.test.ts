import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Item } from '../src/corrupt/item.ts';
import { question, solution } from '../src/model/respondents/phrases.ts';
import { releaseFile } from '../src/release/named.ts';
import { type ServedRewards, serveRewards } from './reward-server.ts';
import { sharedDir } from './scratch.ts';

const SHIMS = join(import.meta.dirname, '..', 'reward', 'shims');
const found = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);
const hasPython = found.status === 0;
if (!hasPython) console.log('skipped: no python3 (3.9 or later) to run the shims with');

const dir = sharedDir();
const [line = ''] = readFileSync(releaseFile('v1/dev.jsonl'), 'utf8').split('\n');
const intact = Item.parse(JSON.parse(line));
let served: ServedRewards;

describe.skipIf(!hasPython)('shims in Python, called as their trainers call them', () => {
  beforeAll(async () => {
    served = await serveRewards(['--token-env', 'TOKEN'], dir, { TOKEN: 'open sesame' });
  });
  afterAll(async () => {
    await served?.stop();
  });

  test('TRL: one reward for each completion, as text or as messages, None where there is none', async () => {
    const printed = await python(`
from lacuna_trl import lacuna_reward
solution, question = ${JSON.stringify([solution(intact), question(intact)])}
said = lambda text: [{"role": "assistant", "content": text}]
print(json.dumps(lacuna_reward(
  prompts=[said("?")] * 4,
  completions=[said(solution), solution, said(question), said(solution)],
  completion_ids=[[1]] * 4,
  item=["${intact.id}"] * 3 + ["another"],
  trainer_state=None, log_extra=print, log_metric=print,
)))`);
    expect(printed).toEqual([expect.closeTo(1, 1), expect.closeTo(1, 1), -0.1, null]);
  });

  test('verl: a score for one solution, with numbers to log beside it', async () => {
    const printed = await python(`
import asyncio
from lacuna_verl import compute_score
print(json.dumps(asyncio.run(compute_score(
  data_source="lacuna", solution_str=${JSON.stringify(solution(intact))},
  ground_truth="${intact.id}", extra_info={"num_turns": 2}, reward_router_address=None,
))))`);
    const tokens = expect.any(Number);
    expect(printed).toEqual({ score: expect.closeTo(1, 1), acc: 1, needless: 0, tokens });
  });

  test('verl: a held-out item is an error, not a reward', async () => {
    const call = 'import lacuna_verl\nlacuna_verl.grade("alp-cheese-ceaf4c.intact", "12")';
    await expect(python(call)).rejects.toThrow(/HTTP Error 403/);
  });
});

/** What a program prints, as JSON. Throws what it says where it fails. */
async function python(program: string): Promise<unknown> {
  const env = {
    ...process.env,
    PYTHONPATH: SHIMS,
    LACUNA_REWARD_URL: served.url,
    LACUNA_REWARD_TOKEN: 'open sesame',
    no_proxy: '127.0.0.1',
  };
  const args = ['-B', '-c', `import json, sys\n${program}`];
  const { stdout } = await promisify(execFile)('python3', args, { env });
  return JSON.parse(stdout);
}
