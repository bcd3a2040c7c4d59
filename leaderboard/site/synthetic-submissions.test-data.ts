import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../../graders/verdict.ts';
import type { Item } from '../../src/corrupt/item.ts';
import { writeItems } from '../../src/corrupt/item-file.ts';
import { writeJsonLines } from '../../src/jsonl.ts';
import { Random } from '../../src/math/random.ts';
import type { Budget } from '../../src/model/budget.ts';
import { runFiles } from '../../src/run/folder.ts';
import { releaseOf } from '../../src/run/plan.ts';
import type { RunLine, RunRecord } from '../../src/run/record.ts';

const EFFORTS = ['minimal', 'low', 'medium', 'high', 'xhigh'] as const;
const VENDORS = ['Aldine Labs', 'Borealis', 'Cormorant AI', 'Delft Research', null] as const;
const NAMES = [
  'Aster',
  'Bramble',
  'Cinder',
  'Dune',
  'Ember',
  'Fathom',
  'Glacier',
  'Harrow',
] as const;

/** Fills a folder with graded runs of models that never were: what they reply is drawn by chance. */
export async function writeSubmissions(
  dir: string,
  items: readonly Item[],
  { models, budgets, seed }: { models: number; budgets: number; seed: number },
): Promise<void> {
  const release = releaseOf(items);
  const itemLines = join(dir, 'items.jsonl');
  await mkdir(dir, { recursive: true });
  await writeItems(itemLines, items);
  for (let n = 0; n < models; n++) {
    const random = new Random(seed, `model ${n}`);
    const name = `${NAMES[n % NAMES.length]}-${8 * (1 + Math.floor(n / NAMES.length))}B`;
    const run = join(dir, `${String(n).padStart(3, '0')}-${name}`);
    await mkdir(run, { recursive: true });
    const files = runFiles(run);
    await link(itemLines, files.items);
    const record = recordOf(name, items.length, release, budgets);
    await writeFile(files.record, JSON.stringify(record));
    const vendor = VENDORS[random.int(0, VENDORS.length - 1)] ?? null;
    await writeFile(
      join(run, 'submission.json'),
      JSON.stringify({
        vendor,
        date: `2026-0${random.int(1, 9)}-1${random.int(0, 9)}`,
      }),
    );
    const skill = random.int(15, 90) / 100;
    const slope = random.int(-12, 12) / 100;
    const conversations = record.budgets.flatMap(({ budget }, at) =>
      items.map((item) => ({ item, budget, at })),
    );
    const verdicts: Verdict[] = [];
    async function* lines(): AsyncGenerator<RunLine> {
      for (const { item, budget, at } of conversations) {
        const chance = Math.min(0.97, Math.max(0.03, skill + slope * at));
        const said = replyTo(item, chance, random);
        const tokens = Math.round(120 * 2.6 ** at * (0.6 + random.int(0, 80) / 100));
        verdicts.push(verdictOf(item, budget.name, said, tokens));
        yield* conversation(item, budget.name, said.text, tokens);
      }
    }
    await writeJsonLines(files.replies, lines());
    await writeJsonLines(files.verdicts('rules'), verdicts);
  }
}

function recordOf(model: string, items: number, release: string, budgets: number): RunRecord {
  return {
    ...{ format: 'lacuna-run/1', model, baseUrl: 'https://models.example/v1', api: 'chat' },
    ...{ dialect: 'openai', policy: 'plain', protocol: 'ask', maxTurns: 4, answers: 'all' },
    budgets: EFFORTS.slice(0, budgets).map((value) => ({
      budget: { name: value, kind: 'effort', value } satisfies Budget,
      fields: { reasoning_effort: value },
      sameAs: null,
    })),
    ...{
      user: null,
      userPrices: null,
      epochs: 1,
      seed: 1,
      release,
      items,
      prices: { input: 0.4, output: 1.6 },
    },
    versions: { lacuna: '0.1.0', node: '20' },
    createdAt: '2026-06-01T00:00:00.000Z',
  };
}

interface Said {
  readonly label: Verdict['label'];
  readonly text: string;
  readonly shown: string;
}

function replyTo(item: Item, chance: number, random: Random): Said {
  const lucky = random.int(0, 999) < 1000 * chance;
  const long =
    'I go through what the problem states, one statement after another, and add up what it gives. '.repeat(
      random.int(1, 12),
    );
  const say = (label: Said['label'], shown: string): Said => ({
    label,
    shown,
    text: `${long}\n\n${shown}`,
  });
  if (item.twin === null) {
    if (lucky || random.int(0, 9) < 6) return say('solves', `The answer is **${item.answer}**.`);
    return random.int(0, 1) === 0
      ? say('errs', 'The answer is **41**.')
      : say('overasks', 'Could you tell me how many there are in all?');
  }
  const noun =
    item.quantities.find(({ id }) => id === item.asks[0]?.[0])?.noun ?? 'value that holds';
  if (lucky) return say('asks', `Could you tell me the ${noun}?`);
  const others = [
    'guesses',
    'guesses',
    'guesses',
    'assumes',
    'names',
    'balks',
    'asks-other',
  ] as const;
  const label = others[random.int(0, others.length - 1)] ?? 'guesses';
  return say(
    label,
    label === 'guesses' ? `So the answer is **${item.answer}**.` : `I cannot tell the ${noun}.`,
  );
}

function verdictOf(
  item: Item,
  budget: string,
  { label, text, shown }: Said,
  tokens: number,
): Verdict {
  return {
    ...{ item: item.id, budget, epoch: 0, grader: 'rules/3', label, none: null },
    requests: ['asks', 'asks-other', 'overasks'].includes(label),
    final: ['solves', 'guesses'].includes(label) ? item.answer : null,
    ...{ right: label === 'solves', understood: [], noticed: { thought: null, answer: false } },
    confidence: 0.9,
    spent: { calls: 1, input: 150, output: tokens, reasoning: null },
    evidence: [{ turn: 0, span: [text.length - shown.length, text.length], shows: label }],
  };
}

function conversation(item: Item, budget: string, text: string, tokens: number): RunLine[] {
  const place = { item: item.id, budget, epoch: 0 };
  const key = `${item.id} ${budget}`;
  return [
    {
      ...{ type: 'reply', key, ...place, call: 0 },
      messages: [{ role: 'user', content: item.text }],
      completion: {
        ...{ text, reasoning: null, finish: 'stop', finishRaw: 'stop', model: null, id: null },
        usage: { input: 150, output: tokens, reasoning: null, cached: null },
      },
      ...{ attempts: 1, ms: 900, at: '2026-06-01T00:00:01.000Z' },
    },
    { type: 'end', ...place, turns: [{ user: item.text, understood: [], reply: key }] },
  ];
}
