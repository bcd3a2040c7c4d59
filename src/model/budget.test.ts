import { expect, test } from 'vitest';
import { parseBudget } from './budget.ts';

test.each([
  ['default', { name: 'default', kind: 'default' }],
  ['low', { name: 'low', kind: 'effort', value: 'low' }],
  ['effort:low', { name: 'low', kind: 'effort', value: 'low' }],
  ['think', { name: 'think', kind: 'thinking', value: true }],
  ['nothink', { name: 'nothink', kind: 'thinking', value: false }],
  ['tokens:2048', { name: 'tokens:2048', kind: 'thinking-tokens', value: 2048 }],
  ['cap:4000', { name: 'cap:4000', kind: 'cap', value: 4000 }],
  ['samples:5', { name: 'samples:5', kind: 'samples', value: 5 }],
  ['revise:2', { name: 'revise:2', kind: 'revise', value: 2 }],
  ['wait:2', { name: 'wait:2', kind: 'wait', value: 2 }],
])('%s is a budget', (text, budget) => {
  expect(parseBudget(text)).toEqual(budget);
});

test.each([
  '',
  'lots',
  'tokens',
  'tokens:',
  'tokens:0',
  'tokens:-5',
  'tokens:1e3',
  'samples:101',
  'low:2',
  'default:1',
  'cap:1:2',
])('%j is none, and the message lists what is', (text) => {
  expect(() => parseBudget(text)).toThrow(/no budget .* use default, none, .*tokens:N/);
});
