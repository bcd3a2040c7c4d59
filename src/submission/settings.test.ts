import { describe, expect, test } from 'vitest';
import { parseBudget } from '../model/budget.ts';
import type { Fields } from '../model/completion.ts';
import { DIALECTS, dialectNamed } from '../model/dialects/index.ts';
import { planBudgets } from '../run/plan.ts';
import type { RunRecord } from '../run/record.ts';
import { aRunRecord } from './run-record.test-data.ts';
import { settingsFaults } from './settings.ts';

function aRun(
  more: Record<string, unknown> = {},
  { dialect = 'openai', names = ['low', 'high'], body = {} as Fields } = {},
): RunRecord {
  const spoken = dialectNamed(dialect);
  const budgets = planBudgets(names.map(parseBudget), spoken, 'chat', body);
  return aRunRecord({ dialect, budgets, ...more });
}

test.each(DIALECTS.map(({ name }) => name))('a run over %s passes as it was planned', (dialect) => {
  const names = [
    'default',
    'low',
    'think',
    'nothink',
    'tokens:2048',
    'cap:900',
    'samples:3',
  ].filter((name) => !('unsupported' in dialectNamed(dialect).resolve(parseBudget(name), 'chat')));
  const body = { temperature: 0.6, top_p: 0.95 };
  expect(settingsFaults(aRun({}, { dialect, names, body }))).toEqual([]);
});

test('a run in batches passes: how requests travel is no setting of the model', () => {
  expect(settingsFaults(aRun({ batch: { discount: 0.5, listPrices: null } }))).toEqual([]);
});

test('budgets that resolve to the same requests pass', () => {
  const run = aRun({}, { dialect: 'vllm', names: ['think', 'nothink', 'default'] });
  expect(settingsFaults(run)).toEqual([]);
});

describe('a run is no release run', () => {
  const { budgets } = aRun();
  const [low, high] = budgets;
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['under a policy that is none', { policy: 'answers' }, /policy is "answers", none of: plain/],
    ['under a protocol that is none', { protocol: 'chat' }, /protocol is "chat", none of: ask/],
    ['of a protocol without pairs', { protocol: 'reveal' }, /reveal, which puts no pairs/],
    ['of another one', { protocol: 'lead' }, /lead, which puts no pairs/],
    ['with more turns', { maxTurns: 20 }, /20 turns at most, and a release run has 6/],
    ['with a sparing user', { answers: 'one' }, /the user answers "one"/],
    [
      'with a model that reads for the user',
      { user: { model: 'reader', baseUrl: 'https://x.example/v1', prompt: 'a' } },
      /the model "reader" reads for the user/,
    ],
    ['with a dialect that is none', { dialect: 'mine' }, /no dialect "mine"/],
    ['with a key in its address', { baseUrl: 'https://a:b@x.example/v1' }, /more than an origin/],
    ['with a query in its address', { baseUrl: 'https://x.example/v1?key=1' }, /more than an/],
    ['with an address that is none', { baseUrl: 'somewhere' }, /is none/],
    [
      'where a budget was sent as another',
      { budgets: [{ ...low, fields: high?.fields }, high] },
      /low was sent as \{"reasoning_effort":"high"\}, not as \{"reasoning_effort":"low"\}/,
    ],
    [
      'where a budget is not what its name says',
      { budgets: [{ ...low, budget: { ...high?.budget, name: 'low' } }, high] },
      /is not what its name says/,
    ],
    [
      'where only one budget was sampled so',
      { budgets: [{ ...low, fields: { ...low?.fields, temperature: 0 } }, high] },
      /high was sent as/,
    ],
    ['where a budget stands twice', { budgets: [low, low] }, /low is given twice/],
    ['with more epochs than anyone holds', { epochs: 1000 }, /1000 epochs are too many/],
    [
      'with more budgets than anyone holds',
      { budgets: Array.from({ length: 51 }, () => low) },
      /51 budgets are too many/,
    ],
    ['without a budget', { budgets: [] }, /it has no budget/],
  ])('%s', (_, more, reason) => {
    expect(settingsFaults(aRun(more)).join('; ')).toMatch(reason);
  });

  test.each([
    ['messages', [{ role: 'system', content: 'Ask when something is missing.' }]],
    ['instructions', 'Ask when something is missing.'],
    ['model', 'a-better-one'],
    ['tools', []],
    ['api_key', 'sk-1234'],
  ])('where its requests hold %s', (field, value) => {
    const run = aRun({}, { body: { [field]: value } });
    const [fault] = settingsFaults(run);
    expect(fault).toMatch(`the requests hold "${field}", which is no setting of sampling`);
    expect(fault).not.toContain('sk-1234');
  });
});
