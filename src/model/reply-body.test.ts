import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chatChunks, DONE } from '../../tests/endpoints/streamed.ts';
import { assemblyOf, parseReply } from './api.ts';
import { readReply } from './reply-body.ts';

/** A response whose body comes in those pieces. */
function inPieces(pieces: readonly Uint8Array[], type: string): Response {
  const left = pieces.values();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = left.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
  return new Response(body, { headers: { 'content-type': type } });
}

/** Cut at places drawn at random, also within a character. */
function cutAt<T extends { length: number; slice: (from: number, to: number) => T }>(
  whole: T,
  drawn: readonly number[],
): T[] {
  const places = drawn.map((place) => place % (whole.length + 1)).sort((a, b) => a - b);
  return [...places, whole.length].map((to, i) => whole.slice(places[i - 1] ?? 0, to));
}

const Cuts = fc.array(fc.nat(), { maxLength: 12, size: 'max' });
/** Words, signs of several bytes, halves of surrogate pairs, what JSON escapes, line ends of all kinds. */
const Text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '\r\n\n',
        '\u2028',
        '"\\',
        'data: {"a":1}\n\n',
        '[DONE]',
        '<think>',
        '</think>',
      ),
      fc.constantFrom('12', ' naïve', '数学', '🧮', ''),
    ),
    { maxLength: 12, size: 'max' },
  )
  .map((parts) => parts.join(''));
const Reasoning = fc.oneof(
  fc.constant({}),
  fc
    .record({ name: fc.constantFrom('reasoning_content', 'reasoning'), text: Text })
    .map(({ name, text }) => ({ [name]: text })),
);
const Said = fc.oneof(
  Text.map((content) => ({ content })),
  Text.map((refusal) => ({ content: null, refusal })),
);
const Tokens = fc.integer({ min: 0, max: 50 });

test('a stream gives the same completion as the whole reply, wherever text and bytes are cut', async () => {
  const Reply = fc.record({
    reasoning: Reasoning,
    said: Said,
    finish: fc.constantFrom('stop', 'length', 'content_filter', 'eos', 'tool_calls'),
    counted: fc.option(fc.record({ reasoning: Tokens, cached: Tokens, more: Tokens })),
  });
  const Wire = fc.record({
    deltas: Cuts,
    pieces: Cuts,
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.constantFrom('data: ', 'data:'),
    first: fc.constantFrom('', '\uFEFF', ': hello\n\n'),
    between: fc.constantFrom(
      [],
      ['{"choices":[{"index":1,"delta":{"content":"no"},"finish_reason":"stop"}]}'],
      ['{"choices":[]}'],
      ['{"type":"ping"}'],
    ),
    end: fc.constantFrom([DONE], []),
    type: fc.constantFrom('text/event-stream', 'text/plain', 'application/json'),
  });
  await fc.assert(
    fc.asyncProperty(Reply, Wire, async ({ reasoning, said, finish, counted }, wire) => {
      const message = { role: 'assistant', ...reasoning, ...said };
      const parts = Object.keys(message).length * (wire.deltas.length + 1);
      const usage = counted && {
        prompt_tokens: 9,
        completion_tokens: parts + counted.more,
        prompt_tokens_details: { cached_tokens: counted.cached },
        completion_tokens_details: { reasoning_tokens: counted.reasoning },
      };
      const whole = {
        id: 'c1',
        model: 'm',
        choices: [{ index: 0, finish_reason: finish, message }],
        ...(usage && { usage }),
      };
      const chunks = chatChunks(whole, {
        cut: (text) => cutAt(text, wire.deltas),
        between: () => wire.between,
      });
      const text = [...chunks, ...wire.end]
        .map((data) => `${wire.mark}${data}${wire.lineEnd}${wire.lineEnd}`)
        .join('');
      // With an ordinary line end: of a comment alone it cannot be told under another content type.
      const first = wire.type === 'text/event-stream' ? wire.first : '';
      const bytes = new TextEncoder().encode(first + text);
      const response = inPieces(cutAt(bytes, wire.pieces), wire.type);
      const reading = { assembly: assemblyOf('chat', 1e6), longest: 1e6 };
      const read = parseReply('chat', await readReply(response, reading));
      expect(read).toEqual(parseReply('chat', JSON.parse(JSON.stringify(whole))));
    }),
    { numRuns: 500 },
  );
});

test('reasoning in parts is put together part by part', async () => {
  const detail = (index: number, more: object) =>
    JSON.stringify({
      choices: [{ index: 0, delta: { reasoning_details: [{ index, ...more }] } }],
    });
  const text = (index: number, piece: string) =>
    detail(index, { type: 'reasoning.text', text: piece });
  const chunks = [
    text(0, 'Six '),
    text(0, 'times.'),
    detail(1, { type: 'reasoning.encrypted', data: 'x' }),
    text(2, 'Sev'),
    text(2, 'en.'),
    '{"choices":[{"index":0,"delta":{"content":"42"},"finish_reason":"stop"}]}',
  ];
  const body = new TextEncoder().encode(chunks.map((data) => `data: ${data}\n\n`).join(''));
  const reading = { assembly: assemblyOf('chat', 1e6), longest: 1e6 };
  const read = await readReply(inPieces([body], 'text/event-stream'), reading);
  expect(parseReply('chat', read)).toMatchObject({
    text: '42',
    reasoning: 'Six times.\n\nSeven.',
  });
});
