import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readJsonLines } from '../jsonl.ts';
import { packageFile } from '../package-root.ts';
import { STRONG, WEAK } from './injection-patterns.ts';
import { LANGUAGES, PATTERN_KINDS } from './language.ts';
import { holds, LiteralScan } from './literal-scan.ts';
import { MARKUP } from './markup.ts';
import { neededLiterals } from './needed-literals.ts';
import { patternText } from './pattern-text.ts';

test.each([
  ['of words side by side the whole', 'per hour', ['per hour']],
  ['of alternatives each', 'cat|dog', ['cat', 'dog']],
  ['with what stands before them', 'grad(?:es|ing)', ['grades', 'grading']],
  ['without what may be missing', 'colou?rs?', ['colo']],
  ['with what stands there once at least', 'go+al', ['go']],
  ['without what may be there no times', '(?:very ){0,2}long', ['long']],
  ['with word boundaries', '\\b(?:is|are)\\b', ['\bis\b', '\bare\b']],
  ['with boundaries at the place where they are', '\\bask\\w*', ['\bask']],
  ['of few characters each of them', '[<≤]\\d', ['<', '≤']],
  ['without what must not be there', '(?!never)ever', ['ever']],
  ['with what must follow', 'x(?=yes)', ['yes']],
  ['with signs that are escaped', '\\$\\{', ['${']],
])('of a pattern is needed, %s', (_, source, needed) => {
  expect(neededLiterals(source)).toEqual(needed);
});

test.each([
  ['a class', '[a-z]+'],
  ['an alternative that is empty', '(?:a long word|)'],
  ['a single letter', 'a'],
  ['a reference', '(?:\\1)'],
  ['what is not closed', '(abc'],
])('nothing is known of %s', (_, source) => {
  expect(neededLiterals(source)).toBeNull();
});

describe('every pattern of ours', async () => {
  const path = packageFile('graders/gold/dev/replies.jsonl');
  const texts: string[] = [];
  const Reply = z.looseObject({ reply: z.string() });
  for await (const { value } of readJsonLines(path, Reply)) {
    texts.push(...value.reply.split(/(?<=[.?!])\s|\n/).map((text) => patternText(text).text));
  }
  const languages = PATTERN_KINDS.flatMap((kind) => [
    ...(MARKUP[kind] ?? []),
    ...LANGUAGES.flatMap(({ patterns }) => patterns[kind]),
  ]);
  const phrases = LANGUAGES.flatMap((language) => language.phrases.map(([pattern]) => pattern));
  const signs = [...STRONG, ...WEAK].map(({ pattern }) => pattern);
  const patterns = [...languages, ...phrases, ...signs].map(
    ({ source, flags }) => new RegExp(source, flags.replace('g', '')),
  );

  test('matches no labelled reply that the scan for what it needs has not found', () => {
    const scan = new LiteralScan(patterns.map(({ source }) => neededLiterals(source)));
    let [matches, spared] = [0, 0];
    for (const text of texts) {
      const found = scan.scan(text);
      patterns.forEach((pattern, number) => {
        const possible = holds(found, number);
        if (!possible) spared += 1;
        if (!pattern.test(text)) return;
        matches += 1;
        if (!possible) throw new Error(`/${pattern.source}/ matches ${text}`);
      });
    }
    expect(matches).toBeGreaterThan(1_000);
    // Else it would not be worth its while.
    expect(spared / (texts.length * patterns.length)).toBeGreaterThan(0.9);
  });
});
