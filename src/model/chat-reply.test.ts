import { expect, test } from 'vitest';
import { parseChatReply } from './chat-reply.ts';

const read = (message: object) => parseChatReply({ choices: [{ finish_reason: 'stop', message }] });

test('a thinking tag that a reply quotes takes nothing from it where reasoning stands apart', () => {
  const content = 'The answer is 42. The tag </think> closes thinking.';
  expect(read({ content, reasoning_content: 'Six times seven.' })).toMatchObject({
    text: content,
    reasoning: 'Six times seven.',
  });
});

test('an empty reasoning field does not hide the thinking in the text', () => {
  expect(read({ content: '<think>Hm.</think>4', reasoning_content: '' })).toMatchObject({
    text: '4',
    reasoning: 'Hm.',
  });
});

test('reasoning in parts is joined, encrypted parts left out', () => {
  const reasoning_details = [
    { type: 'reasoning.text', text: 'One.' },
    { type: 'reasoning.encrypted', data: 'x' },
    { type: 'reasoning.summary', summary: 'Two.' },
  ];
  expect(read({ content: 'ok', reasoning_details }).reasoning).toBe('One.\n\nTwo.');
});

test('garbage for reasoning in parts costs the reasoning only', () => {
  expect(read({ content: 'ok', reasoning_details: 'x' })).toMatchObject({
    text: 'ok',
    reasoning: null,
  });
});
