import type { Label, Verdict } from '../../graders/verdict.ts';
import { Random } from '../math/random.ts';
import type { Budget } from '../model/budget.ts';
import type { RunRecord } from '../run/record.ts';
import type { ItemFacts } from './tally.ts';

/** For tests: a run as it would be recorded. */
export function aRun(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    format: 'lacuna-run/1',
    model: 'some-model',
    baseUrl: 'http://127.0.0.1:8000/v1',
    api: 'chat',
    dialect: 'openai',
    budgets: [asked({ name: 'default', kind: 'default' })],
    policy: 'plain',
    protocol: 'ask',
    maxTurns: 1,
    answers: 'all',
    user: null,
    epochs: 1,
    seed: 7,
    release: 'ab'.repeat(32),
    items: 4,
    prices: null,
    userPrices: null,
    versions: { lacuna: '0.1.0', node: '20.0.0' },
    createdAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}

export function asked(budget: Budget, sameAs: string | null = null): RunRecord['budgets'][number] {
  return { budget, fields: {}, sameAs };
}

export function effort(value: 'low' | 'medium' | 'high'): Budget {
  return { name: value, kind: 'effort', value };
}

/** Per family, `pairs` corrupted items, each with a twin of its own. */
export function someItems(families: number, pairs: number): ItemFacts[] {
  return Array.from({ length: families }, (_, f) =>
    Array.from({ length: pairs }, (_, p): ItemFacts[] => {
      const certificate = { kind: 'worlds' };
      const shared = { family: `family-${f}`, topic: 'shopping', certificate };
      const id = `family-${f}.${p}`;
      return [
        { ...shared, id: `${id}.intact`, twin: null, operator: 'intact' },
        { ...shared, id: `${id}.cut`, twin: `${id}.intact`, operator: p % 2 ? 'blur' : 'remove' },
      ];
    }).flat(),
  ).flat();
}

export function aVerdict(item: string, label: Label, changes: Partial<Verdict> = {}): Verdict {
  return {
    item,
    budget: 'default',
    epoch: 0,
    grader: 'rules/1',
    label,
    none: label === 'none' ? 'cut' : null,
    requests: label === 'asks' || label === 'overasks' || label === 'asks-other',
    final: null,
    right: label === 'solves',
    understood: [],
    noticed: { thought: null, answer: label !== 'guesses' && label !== 'solves' },
    confidence: 1,
    spent: { calls: 1, input: 100, output: 50, reasoning: null },
    evidence: [],
    ...changes,
  };
}

/** A verdict on every item, epoch and budget: it asks with the chance given, and solves nine in ten twins. */
export function* simulatedVerdicts(
  run: RunRecord,
  items: readonly ItemFacts[],
  budgets: Readonly<Record<string, { asks: number; tokens: number | null }>>,
): Generator<Verdict> {
  const random = new Random(run.seed, run.model);
  const chance = (percent: number) => random.int(1, 1000) <= 10 * percent;
  const others: readonly Label[] = ['guesses', 'guesses', 'assumes', 'names', 'balks', 'none'];
  for (const [budget, { asks, tokens }] of Object.entries(budgets)) {
    for (const { id, twin } of items) {
      for (let epoch = 0; epoch < run.epochs; epoch++) {
        const label: Label =
          twin === null
            ? chance(90)
              ? 'solves'
              : random.pick(['errs', 'overasks'])
            : chance(asks)
              ? 'asks'
              : random.pick(others);
        const output =
          tokens === null ? null : random.int(Math.ceil(0.7 * tokens), Math.ceil(1.3 * tokens));
        const spent = { calls: 1, input: tokens === null ? null : 120, output, reasoning: null };
        yield aVerdict(id, label, { budget, epoch, spent });
      }
    }
  }
}
