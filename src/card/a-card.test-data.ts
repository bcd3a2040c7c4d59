import type { Label, Verdict } from '../../graders/verdict.ts';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { Random } from '../math/random.ts';
import type { Transcript } from '../protocol/transcript.ts';
import { BUILT_IN, itemsFile } from '../release/named.ts';
import { limitPairs, releaseOf } from '../run/plan.ts';
import type { RunRecord } from '../run/record.ts';
import { aRun, asked, aVerdict, effort } from '../stats/simulated-run.test-data.ts';
import type { CardInput } from './model-card.ts';

/** It asks less, in percent, the more it thinks. */
const HABITS = {
  low: { tokens: 200, asks: 70 },
  medium: { tokens: 800, asks: 50 },
  high: { tokens: 3200, asks: 20 },
};
const OTHERS: readonly Label[] = [
  'guesses',
  'guesses',
  'assumes',
  'names',
  'balks',
  'asks-other',
  'none',
];

/** For tests: so many pairs of the open split. */
export async function somePairs(pairs: number): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readItems(itemsFile(BUILT_IN))) items.push(item);
  return limitPairs(items, pairs);
}

/** For tests: a graded run on the items, under three budgets; `say` is what every reply is. */
export function aCardInput(
  items: readonly Item[],
  changes: Partial<RunRecord> = {},
  say: (label: Label, item: Item) => string = (label, item) => `It ${label}: ${item.id}.`,
): Omit<CardInput, 'verdicts'> & { verdicts: () => readonly Verdict[] } {
  const run = aRun({
    items: items.length,
    release: releaseOf(items),
    budgets: [asked(effort('low')), asked(effort('medium')), asked(effort('high'))],
    ...changes,
  });
  const verdicts: Verdict[] = [];
  const transcripts: Transcript[] = [];
  const random = new Random(run.seed, run.model);
  for (const [budget, { tokens, asks }] of Object.entries(HABITS)) {
    for (const item of items) {
      const ask = random.int(1, 100) <= asks;
      const corrupted: Label = ask ? 'asks' : random.pick(OTHERS);
      const intact: Label = random.int(1, 100) <= 85 ? 'solves' : random.pick(['errs', 'overasks']);
      const label = item.twin === null ? intact : corrupted;
      const place = { item: item.id, budget, epoch: 0 };
      const spent = {
        calls: 1,
        input: 100,
        output: random.int(tokens / 2, tokens * 2),
        reasoning: null,
      };
      const noticed = { thought: random.int(1, 100) <= 30, answer: label === 'asks' };
      const text = say(label, item);
      verdicts.push(
        aVerdict(item.id, label, {
          ...{ ...place, spent, noticed },
          evidence: [{ turn: 0, span: [0, Math.min(2, text.length)], shows: 'begin <b>' }],
        }),
      );
      transcripts.push({
        ...place,
        turns: [{ user: item.text, understood: [], reply: reply(text) }],
        spent,
      });
    }
  }
  return {
    ...{ run, items, grader: 'rules', grading: null, labels: [] },
    verdicts: () => verdicts,
    replies: async (isWanted, use) => {
      transcripts.filter(isWanted).forEach(use);
      return { errors: [], user: null, answeredBy: new Map() };
    },
    source: {
      dir: `runs/${run.model}`,
      release: { name: 'v1/dev', whole: false, limit: 12 },
      files: {},
    },
    ...{ body: {}, measured: [] },
  };
}

function reply(text: string): Transcript['turns'][number]['reply'] {
  return {
    ...{ text, reasoning: `Thinking: ${text}`, finish: 'stop', finishRaw: 'stop' },
    ...{ usage: { input: 1, output: 1, reasoning: null, cached: null }, model: null, id: null },
  };
}
