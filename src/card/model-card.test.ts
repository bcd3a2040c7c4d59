import { beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../corrupt/item.ts';
import { renderJson } from '../report/json.ts';
import { HOSTILE } from '../report/two-runs.test-data.ts';
import { asked, effort } from '../stats/simulated-run.test-data.ts';
import { aCardInput, somePairs } from './a-card.test-data.ts';
import { type CardRun, ModelCard, modelCard } from './model-card.ts';
import { summary } from './summary.ts';

let items: Item[];
let run: CardRun;
beforeAll(async () => {
  items = await somePairs(60);
  run = await only(aCardInput(items));
});

async function only(input: ReturnType<typeof aCardInput>): Promise<CardRun> {
  const [first] = (await modelCard([input])).runs;
  if (!first) throw new Error('no run');
  return first;
}

describe('the card of a run', () => {
  it('is a record that JSON keeps', async () => {
    const card = await modelCard([aCardInput(items)]);
    expect(ModelCard.parse(JSON.parse(renderJson(card)))).toEqual(card);
  });

  it('has every verdict once in the slices of each kind, and the score as their mean', () => {
    for (const { budget, scores } of run.budgets) {
      for (const by of ['operator', 'topic', 'difficulty'] as const) {
        const some = run.slices.filter((slice) => slice.by === by && slice.budget === budget.name);
        expect(some.length, by).toBeGreaterThan(1);
        const counts: Record<string, number> = {};
        for (const { corrupted } of some) {
          for (const [label, count] of Object.entries(corrupted)) {
            counts[label] = (counts[label] ?? 0) + count;
          }
        }
        expect(counts, by).toEqual(scores.composition.corrupted);
        const right = some.reduce((sum, { lacuna }) => sum + (lacuna.share ?? 0) * lacuna.units, 0);
        expect(right / 60, by).toBeCloseTo(scores.lacuna.share ?? -1, 12);
      }
    }
    const strata = run.slices.flatMap(({ by, value }) => (by === 'difficulty' ? [value] : []));
    expect([...new Set(strata)]).toEqual(['easy', 'medium', 'hard']);
  });

  it('counts where it over-asks, with examples of several families', () => {
    const { budgets, topics, wordings, examples } = run.overAsks;
    expect(budgets.map(({ overasks }) => overasks.share)).toEqual(
      run.budgets.map(({ scores }) => scores.overasks.share),
    );
    expect(topics.length).toBeGreaterThan(0);
    for (const rows of [topics, wordings]) {
      const shares = rows.map(({ asked, of }) => asked / of);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect(Math.min(...shares)).toBeGreaterThan(0);
    }
    expect(new Set(examples.map(({ family }) => family)).size).toBe(examples.length);
    for (const { label, operator } of examples) {
      expect(label).toBe('overasks');
      expect(operator).toMatch(/^intact/);
    }
  });

  it('says in words what the numbers say', () => {
    const [low] = run.budgets;
    const [first = '', second = ''] = summary(run);
    expect(first).toContain(
      `Under low (${Math.round(low?.usage.mean ?? 0)} tokens a conversation) it asks for what a problem lacks`,
    );
    expect(first).toContain(`${(100 * (low?.scores.lacuna.share ?? 0)).toFixed(1)}% [`);
    expect(second).toMatch(/changes the score by −.* more thinking makes it worse\.$/);
  });

  it('says no change where nothing varies, and judges bounds as they are shown', () => {
    const words = (slope: Partial<CardRun['slope']>) =>
      summary({ ...run, slope: { ...run.slope, ...slope } })[1];
    expect(words({ perDoubling: -1.1e-16, low: null, high: null })).toMatch(
      /by 0\.0 points: no change is seen\.$/,
    );
    expect(words({ perDoubling: -0.02, low: -0.04, high: -0.0002 })).toMatch(
      /\[−4\.0, 0\.0\]: whether more thinking helps cannot be told\.$/,
    );
    expect(words({ perDoubling: 0.02, low: 0.0002, high: 0.04 })).toMatch(/cannot be told\.$/);
  });

  it('warns of a budget that did not take hold, of replies without an answer, of missing verdicts', async () => {
    const input = aCardInput(items);
    const some = [...input.verdicts()].slice(1).map((verdict) => ({
      ...verdict,
      spent: { ...verdict.spent, output: 100 },
    }));
    const { warnings, complete } = await only({ ...input, verdicts: () => some });
    expect(complete).toBe(false);
    const kinds = warnings.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['incomplete', 'budget', 'ungraded']));
  });
});

describe('telling conversations', () => {
  it('are ten of many kinds, none twice, the same whatever the order of the verdicts', async () => {
    expect(run.telling).toHaveLength(10);
    expect(new Set(run.telling.map(({ item, budget }) => `${item} ${budget}`)).size).toBe(10);
    expect(new Set(run.telling.map(({ kind }) => kind)).size).toBe(10);
    expect(new Set(run.telling.map(({ operator }) => operator)).size).toBeGreaterThan(4);
    const input = aCardInput(items);
    const turned = { ...input, verdicts: () => [...input.verdicts()].reverse() };
    expect((await only(turned)).telling).toEqual(run.telling);
  });

  it('hold one that asked with less thinking and guesses with more, beside what it did then', () => {
    const lost = run.telling.find(({ kind }) => kind === 'lost');
    expect(lost).toMatchObject({
      ...{ budget: 'high', label: 'guesses', beside: { budget: 'low', label: 'asks' } },
    });
    expect(run.telling.find(({ kind }) => kind === 'silent')?.thought).not.toBeNull();
  });

  it('show the problem as it was changed, what would settle it, and the evidence', () => {
    const asks = run.telling.find(({ kind }) => kind === 'asks');
    expect(asks?.problem).toContain('⟦');
    expect(asks?.settles.join()).toMatch(/settles it/);
    expect(asks?.turns[0]?.reply.parts[0]).toEqual({ text: 'It', shows: 'begin <b>' });
  });

  it('are as many as there are where a run has few', async () => {
    const input = aCardInput(items.slice(0, 3), { budgets: [asked(effort('low'))] });
    const one = [...input.verdicts()].filter(({ budget }) => budget === 'low').slice(0, 1);
    const { telling } = await only({ ...input, verdicts: () => one });
    expect(telling.length).toBeLessThanOrEqual(1);
  });
});

describe('the card of several runs', () => {
  it('says what keeps them from being held against one another', async () => {
    const other = aCardInput(items, { model: 'other', policy: 'hint' });
    const { incomparable, runs } = await modelCard([aCardInput(items), other]);
    expect(incomparable).toEqual(['some-model and other: policy (plain against hint)']);
    expect(runs.map(({ name }) => name)).toEqual(['some-model', 'other']);
  });

  it('takes gradings of one run as such, with their agreement', async () => {
    const input = aCardInput(items);
    const other = [...input.verdicts()].map((verdict) => ({ ...verdict, grader: 'judge/1' }));
    const card = await modelCard([input, { ...input, verdicts: () => other }]);
    expect(card.incomparable).toEqual([]);
    expect(card.agreements).toMatchObject([{ graders: ['rules/1', 'judge/1'], share: 1 }]);
    expect(card.runs.map(({ name }) => name)).toEqual([
      'some-model · rules/1',
      'some-model · judge/1',
    ]);
  });
});

describe('the commands that make it again', () => {
  const commandOf = async (input: ReturnType<typeof aCardInput>) =>
    (await only(input)).provenance.commands.find((command) => command.startsWith('npx lacuna run'));

  it('name the release, what is not by default, and nothing that a shell would run', async () => {
    const hostile = aCardInput(items, { model: `$(touch owned)'; touch owned #${HOSTILE}` });
    const command = await commandOf(hostile);
    expect(command).toContain("--model '$(touch owned)'\\''; touch owned #");
    expect(command?.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(command).toContain('--items v1/dev');
    expect(command).toContain('--limit 12');
    expect(command).toContain('--budgets low,medium,high');
  });

  it('name the run’s own items where they are of no release, and the extra fields of the body', async () => {
    const input = aCardInput(items);
    const release = { name: null, whole: true, limit: null };
    const source = { ...input.source, release };
    const command = await commandOf({ ...input, source, body: { temperature: 0.6 } });
    expect(command).toContain('--items runs/some-model/items.jsonl');
    expect(command).toContain(`--body '{"temperature":0.6}'`);
  });
});
