import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { shapeOf } from './json-shape.ts';

const Reply = z.strictObject({
  type: z.literal('reply'),
  text: z.string(),
  usage: z.strictObject({
    input: z.int().nonnegative().nullable(),
    share: z.number().min(0).max(1),
  }),
  final: z
    .string()
    .regex(/^-?\d+$/)
    .nullable(),
  right: z.boolean(),
  spans: z.array(z.tuple([z.int(), z.int()])).optional(),
});
const End = z.strictObject({ type: z.literal('end'), turns: z.array(z.string()).min(1) });
const Line = z.discriminatedUnion('type', [Reply, End]);

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a "quoted" \\ text\n', '\u2028\ud800', '12'),
);
const line: fc.Arbitrary<z.infer<typeof Line>> = fc.oneof(
  fc.record({
    type: fc.constant('reply' as const),
    text,
    usage: fc.record({
      input: fc.option(fc.oneof(fc.nat(300), fc.maxSafeNat())),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    final: fc.option(fc.integer().map(String)),
    right: fc.boolean(),
    spans: fc.array(fc.tuple(fc.integer(), fc.integer()), { maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('end' as const),
    turns: fc.array(text, { minLength: 1, maxLength: 3 }),
  }),
);

function bytesOf(json: string): Uint8Array {
  return new TextEncoder().encode(`${json}\n`);
}

test('what JSON.stringify wrote of a value is seen to be whole', () => {
  const shape = shapeOf(Line);
  fc.assert(
    fc.property(line, (value) => {
      const bytes = bytesOf(JSON.stringify(value));
      expect(shape(bytes, 0)).toBe(bytes.length - 1);
    }),
  );
});

test('what is seen to be whole is JSON, and as the schema has it', () => {
  const shape = shapeOf(Line);
  const harm = fc.record({
    at: fc.nat(400),
    cut: fc.nat(3),
    put: fc.oneof(
      fc.constantFrom(
        '"',
        '\\',
        ',',
        '}',
        '{',
        ']',
        '[1',
        ' ',
        '\n',
        'null',
        '0',
        '-',
        'u12',
        '1e5',
      ),
      fc.string({ unit: 'binary', maxLength: 2 }),
    ),
  });
  let whole = 0;
  fc.assert(
    fc.property(line, harm, (value, { at, cut, put }) => {
      const json = JSON.stringify(value);
      const place = at % json.length;
      const bytes = bytesOf(json.slice(0, place) + put + json.slice(place + cut));
      const end = shape(bytes, 0);
      if (end < 0) return;
      whole += 1;
      const seen: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
      expect(Line.safeParse(seen).success).toBe(true);
    }),
    { numRuns: 3000 },
  );
  expect(whole).toBeGreaterThan(100);
});

test('fields may come in any order, none may be missing, strange or there twice', () => {
  const shape = shapeOf(z.strictObject({ a: z.int(), b: z.string(), c: z.null().optional() }));
  const end = (json: string) => shape(bytesOf(json), 0);
  for (const json of ['{"a":1,"b":""}', '{"b":"","a":1}', '{"c":null,"a":1,"b":""}']) {
    expect(end(json)).toBe(json.length);
  }
  for (const json of ['{"a":1}', '{}', '{"a":1,"b":"","d":1}', '{"a":1,"a":1,"b":""}']) {
    expect(end(json)).toBe(-1);
  }
});

test('of what it does not know it says that it is not sure', () => {
  const loose = shapeOf(z.object({ a: z.int() }));
  const refined = shapeOf(z.strictObject({ a: z.int() }).refine(({ a }) => a > 1));
  const spaced = shapeOf(z.strictObject({ a: z.int() }));
  expect([loose, refined].map((shape) => shape(bytesOf('{"a":2}'), 0))).toEqual([-1, -1]);
  expect(spaced(bytesOf('{"a": 2}'), 0)).toBe(-1);
});

test('watchers see each value of their field, as JSON', () => {
  const seen: string[] = [];
  const watcher = (bytes: Uint8Array, start: number, end: number) => {
    seen.push(new TextDecoder().decode(bytes.subarray(start, end)));
  };
  const shape = shapeOf(Line, { 'usage.input': watcher, 'turns.*': watcher, final: watcher });
  shape(bytesOf('{"type":"end","turns":["a","b"]}'), 0);
  expect(seen).toEqual(['"a"', '"b"']);
  const usage = '"usage":{"input":null,"share":0.5}';
  shape(bytesOf(`{"type":"reply","text":"","final":"7",${usage},"right":true}`), 0);
  expect(seen.slice(2)).toEqual(['"7"', 'null']);
});
