import { describe, expect, test } from 'vitest';
import { finalAnswer } from './answer.ts';

const QUESTION = 'How many minutes does Lea need?';
const final = (text: string) => finalAnswer(text, QUESTION)?.value.toFraction() ?? null;

describe('the final answer is the number that the reply commits to', () => {
  test.each([
    ['last box', 'First \\boxed{3}, or rather \\boxed{4}.', '4'],
    ['last marker', 'Answer: 12\n\nWait, that is wrong.\n\nAnswer: 14', '14'],
    ['the answer is', 'So the answer is 18 minutes for 3 laps.', '18'],
    ['heading, then number', '**Final Answer:**\n\n36', '36'],
    ['GSM8K mark', 'Some steps.\n#### 72', '72'],
    ['json', '```json\n{"answer": 21}\n```', '21'],
    ['bold', '5 × 4 = **20** minutes in all.', '20'],
    ['behind the last =', '6 + 7 = 13 and 13 × 2 = 26 minutes', '26'],
    ['arrow', 'Add both → 31 min.', '31'],
    ['bare', '17', '17'],
    ['words', 'She needs forty-two minutes in total.', '42'],
    ['the unit asked for', 'She needs 90 minutes, which is 1.5 hours.', '90'],
    ['brackets aside', 'She needs 25 minutes (20 for the way and 5 for the break).', '25'],
    ['courtesy behind it', 'She needs 25 minutes. Let me know if you have any questions!', '25'],
    ['a question that it settles', 'Is that 10 or 12? It is 12 + 3 = 15 minutes.', '15'],
    ['fraction', 'The answer is \\frac{3}{4}.', '3/4'],
  ])('%s', (_, text, value) => expect(final(text)).toBe(value));
});

describe('no final answer', () => {
  test.each([
    ['range', 'She needs between 20 and 30 minutes.'],
    ['bound', 'At least 20 minutes.'],
    ['cases', 'If she walks, she needs 30 minutes; if she runs, 12 minutes.'],
    [
      'intermediate number before a request',
      'The way back takes 2 × 6 = 12 minutes. How long is the way there?',
    ],
    ['formula', 'She needs 12 + t minutes.'],
    ['formula in a box', '\\boxed{12 + 3k}'],
    ['box without a number', 'That is 12 minutes so far. \\boxed{\\text{unknown}}'],
    ['cannot be determined', 'The way back takes 12 minutes, but the rest cannot be determined.'],
    ['cut off', 'The way back takes 12 minutes. The total is'],
    ['empty', ''],
  ])('%s', (_, text) => expect(final(text)).toBeNull());
});

test('the span is where the number stands, in a long reply too', () => {
  const text = `${'Thinking about it. '.repeat(5_000)}The answer is 64.`;
  const answer = finalAnswer(text);
  expect(text.slice(...(answer?.span ?? [0, 0]))).toBe('64');
});
