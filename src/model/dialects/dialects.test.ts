import { describe, expect, test } from 'vitest';
import { parseBudget } from '../budget.ts';
import { DIALECTS, detectDialect, dialectNamed } from './index.ts';

const FORMS = [
  'default',
  'none',
  'minimal',
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
  'think',
  'nothink',
  'tokens:2048',
  'cap:4000',
  'samples:5',
  'revise:2',
  'wait:2',
];
const BUDGETS = FORMS.map(parseBudget);

describe.each(DIALECTS.map((dialect) => [dialect.name, dialect] as const))(
  '%s',
  (name, dialect) => {
    test('is found by its name', () => {
      expect(dialectNamed(name)).toBe(dialect);
    });

    test.each(['chat', 'responses'] as const)(
      'expresses each budget over %s, or says why not',
      (api) => {
        for (const budget of BUDGETS) {
          const resolved = dialect.resolve(budget, api);
          if ('unsupported' in resolved) expect(resolved.unsupported).toMatch(/\w{4}/);
          else expect(JSON.parse(JSON.stringify(resolved.fields))).toEqual(resolved.fields);
        }
      },
    );

    test('needs no field for what is spent in calls', () => {
      for (const budget of ['default', 'samples:5', 'revise:2'].map(parseBudget)) {
        expect(dialect.resolve(budget, 'chat')).toEqual({ fields: {} });
      }
    });

    test('can ask for two budgets that differ', () => {
      const requests = BUDGETS.map((budget) => dialect.resolve(budget, 'chat')).flatMap(
        (resolved) => ('fields' in resolved ? [JSON.stringify(resolved.fields)] : []),
      );
      expect(new Set(requests).size).toBeGreaterThan(2);
    });
  },
);

describe('the fields of', () => {
  test.each([
    ['openai', 'high', 'chat', { reasoning_effort: 'high' }],
    ['openai', 'high', 'responses', { reasoning: { effort: 'high' } }],
    ['openai', 'cap:4000', 'chat', { max_completion_tokens: 4000 }],
    ['openai', 'cap:4000', 'responses', { max_output_tokens: 4000 }],
    ['vllm', 'nothink', 'chat', { chat_template_kwargs: { enable_thinking: false } }],
    [
      'vllm',
      'tokens:512',
      'chat',
      { chat_template_kwargs: { enable_thinking: true }, thinking_token_budget: 512 },
    ],
    [
      'sglang',
      'tokens:512',
      'chat',
      { chat_template_kwargs: { enable_thinking: true }, custom_params: { thinking_budget: 512 } },
    ],
    ['deepseek', 'none', 'chat', { thinking: { type: 'disabled' } }],
    ['deepseek', 'medium', 'chat', { thinking: { type: 'enabled' }, reasoning_effort: 'high' }],
    ['openrouter', 'tokens:512', 'chat', { reasoning: { max_tokens: 512 } }],
    ['openrouter', 'low', 'chat', { reasoning: { effort: 'low' } }],
    [
      'anthropic',
      'tokens:2048',
      'chat',
      { thinking: { type: 'enabled', budget_tokens: 2048 }, max_tokens: 6144 },
    ],
    ['dashscope', 'tokens:512', 'chat', { enable_thinking: true, thinking_budget: 512 }],
    ['ollama', 'nothink', 'chat', { reasoning_effort: 'none' }],
    ['plain', 'cap:4000', 'chat', { max_tokens: 4000 }],
  ] as const)('%s for %s over %s', (name, budget, api, fields) => {
    expect(dialectNamed(name).resolve(parseBudget(budget), api)).toEqual({ fields });
  });
});

test.each([
  ['https://api.openai.com/v1', 'openai'],
  ['https://openrouter.ai/api/v1', 'openrouter'],
  ['https://api.deepseek.com', 'deepseek'],
  ['https://api.anthropic.com/v1', 'anthropic'],
  ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1', 'dashscope'],
  ['http://127.0.0.1:11434/v1', 'ollama'],
  ['http://10.0.0.5:8000/v1', 'vllm'],
  ['http://localhost:30000/v1', 'sglang'],
  ['https://llm.example.org/v1', 'plain'],
])('%s speaks %s', (baseUrl, name) => {
  expect(detectDialect(baseUrl).name).toBe(name);
});

test('an unknown dialect is answered with the known ones', () => {
  expect(() => dialectNamed('cobol')).toThrow(/no dialect "cobol".*openai.*vllm/);
});
