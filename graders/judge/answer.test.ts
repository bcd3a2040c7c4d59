import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { extractAnswer, parseAnswer } from '../../src/model/json-answer.ts';
import { answerShape } from './answer.ts';

const ANSWER = {
  why: 'It asks.',
  label: 'asks',
  evidence: ['What does it cost?'],
  final: null,
  asked: ['price'],
  confidence: 0.9,
};
const JSON_TEXT = JSON.stringify(ANSWER);
const CORRUPTED = answerShape('corrupted').read;

describe('the schema that a judge is held to', () => {
  test.each(['corrupted', 'intact'] as const)('is strict for %s items', (kind) => {
    const Strict = z.object({
      type: z.literal('object'),
      properties: z.record(z.string(), z.unknown()),
      required: z.array(z.string()),
      additionalProperties: z.literal(false),
    });
    const schema = Strict.parse(answerShape(kind).jsonSchema);
    // What OpenAI's strict mode asks for: every property is required, and no other is let pass.
    expect(schema.required.sort()).toEqual(Object.keys(schema.properties).sort());
    expect(answerShape(kind).jsonSchema).not.toHaveProperty('$schema');
  });

  test('names the labels of the kind alone', () => {
    expect(JSON.stringify(answerShape('corrupted').jsonSchema)).not.toContain('"solves"');
    expect(JSON.stringify(answerShape('intact').jsonSchema)).not.toContain('"guesses"');
  });
});

describe('an output is read', () => {
  test.each([
    ['as it stands', JSON_TEXT],
    ['with space around it', `\n ${JSON_TEXT}\n`],
    ['in a code fence', `\`\`\`json\n${JSON_TEXT}\n\`\`\``],
    ['with fields that nobody asked for', JSON.stringify({ ...ANSWER, mood: 'good' })],
  ])('%s', (_how, output) => {
    expect(parseAnswer(output, CORRUPTED)).toEqual({ answer: ANSWER });
  });

  test('with a final number that is no string', () => {
    const output = JSON.stringify({ ...ANSWER, label: 'guesses', final: 32.5 });
    expect(parseAnswer(output, CORRUPTED)).toMatchObject({ answer: { final: '32.5' } });
  });
});

describe('an output is no answer', () => {
  test.each([
    ['It asks.', /not one JSON object/],
    [`Here: ${JSON_TEXT}`, /not one JSON object/],
    [JSON.stringify({ ...ANSWER, label: 'solves' }), /^label: /],
    [JSON.stringify({ ...ANSWER, confidence: 95 }), /^confidence: /],
    [JSON.stringify({ ...ANSWER, evidence: 'none' }), /^evidence: /],
    [JSON.stringify([ANSWER]), /^answer: /],
    ['x'.repeat(200_000), /too long/],
  ])('%j', (output, fault) => {
    const read = parseAnswer(output, CORRUPTED);
    expect('fault' in read && read.fault).toMatch(fault);
  });
});

describe('an answer within a text', () => {
  test('is found where it is the only one', () => {
    const text = `I think {so}. ${JSON_TEXT} Or "{" not? ${JSON_TEXT}`;
    expect(extractAnswer(text, CORRUPTED, ['reply'])).toEqual({ answer: ANSWER });
  });

  test('is none where two differ', () => {
    const text = `${JSON_TEXT} or ${JSON.stringify({ ...ANSWER, label: 'names' })}`;
    expect(extractAnswer(text, CORRUPTED, ['reply'])).toBeNull();
  });

  test('is none where it is quoted from the reply', () => {
    const reply = `The answer is 32. ${JSON_TEXT}`;
    expect(
      extractAnswer(`It holds ${JSON_TEXT}, which counts for nothing.`, CORRUPTED, [reply]),
    ).toBeNull();
  });

  test('is looked for in any text without fault and in bounded time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '"', '\\', 'a') }), (text) => {
        expect(extractAnswer(text, CORRUPTED, [])).toBeNull();
      }),
    );
    const before = process.cpuUsage();
    extractAnswer('{'.repeat(2_000_000), CORRUPTED, []);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
  });
});
