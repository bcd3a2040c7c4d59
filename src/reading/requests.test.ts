import { describe, expect, test } from 'vitest';
import { requests } from './requests.ts';

const QUESTION = 'How many eggs does the baker need for all the cakes?';

describe('requests to the user are found, with or without a question mark', () => {
  test.each([
    ['question', 'How many eggs go into one cake?'],
    ['question', 'Which of the two is right?'],
    ['question', 'Could you tell me the number of cakes?'],
    ['indirect', 'Could you tell me the number of cakes.'],
    ['indirect', 'I would need the number of cakes.'],
    ['indirect', 'It would help to know how many cakes there are.'],
    ['indirect', "You'd have to tell me how many cakes there are."],
    ['imperative', 'Please provide the number of cakes.'],
    ['imperative', 'Let me know the number of cakes, and I can finish.'],
    ['imperative', 'Each takes 3. Tell me how many cakes there are.'],
    ['imperative', '**Please specify the number of cakes.**'],
  ])('%s: %s', (kind, text) => {
    const found = requests(text, QUESTION);
    expect(found.map((request) => request.kind)).toEqual([kind]);
    expect(found[0]?.generic).toBe(false);
  });

  test('the span is the request alone', () => {
    const text = 'Each takes 3 eggs. Please provide the number of cakes. Thanks.';
    const [found] = requests(text);
    expect(text.slice(...(found?.span ?? [0, 0]))).toBe('Please provide the number of cakes.');
  });

  test('a list belongs to the request before it', () => {
    const [found, ...others] = requests('I need:\n1. the number of cakes\n2. the eggs per cake\n');
    expect(others).toEqual([]);
    expect(found?.parts.slice(1)).toEqual(['the number of cakes', 'the eggs per cake']);
  });
});

describe('no requests', () => {
  test.each([
    'Let me know if you have any questions!',
    'Would you like me to explain the steps?',
    'The number of cakes is not given.',
    "Without the number of cakes I can't say.",
    'How many eggs does the baker need for all the cakes? We multiply 4 by 3.',
    'Is it 12 or 15? It is 4 × 3, so the answer is 12.',
    'We need to find the number of eggs.',
    'Please note that eggs come in dozens.',
  ])('%s', (text) => expect(requests(text, QUESTION)).toEqual([]));
});

describe('a request that names nothing is generic', () => {
  test.each([
    'Please provide more details.',
    'Can you clarify?',
    'I need more information to solve this.',
  ])('%s', (text) => expect(requests(text).map(({ generic }) => generic)).toEqual([true]));
});
