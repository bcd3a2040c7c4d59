import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LANGUAGES } from './language.ts';
import { neededLiterals } from './needed-literals.ts';
import { withPhrasesRead } from './words.ts';

test.each(LANGUAGES)('phrases that a text may hold are all that it holds: $name', (language) => {
  const { phrases } = language;
  const literals = phrases.flatMap(([{ source }]) => neededLiterals(source) ?? []);
  const features = phrases.flatMap(([, feature]) => feature.split(' '));
  const pieces = [...literals.map((literal) => literal.replaceAll('\b', '')), ...features, 'the'];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 12 });
  fc.assert(
    fc.property(texts, fc.constantFrom(' ', ''), (words, between) => {
      const text = words.join(between);
      const all = phrases.reduce(
        (read, [pattern, feature]) => read.replace(pattern, ` ${feature} `),
        text,
      );
      expect(withPhrasesRead(text, language)).toBe(all);
    }),
    { numRuns: 1000 },
  );
});
