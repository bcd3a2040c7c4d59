import { expect, test } from 'vitest';
import { languageOf } from './language-of.ts';

test.each([
  ['en', 'The lake is 3 km long. How wide is it?'],
  ['en', 'I need the price of each lamp.'],
  ['de', 'Der See ist 3 km lang. Wie breit ist er?'],
  ['de', 'Es fehlt der Preis pro Lampe.'],
  ['es', 'Falta el precio de cada lámpara. ¿Cuánto cuesta?'],
  ['fr', 'Il manque le prix de chaque lampe. Quel est-il ?'],
  ['zh', '题目没有给出每盏灯的价格。'],
  ['ja', 'ランプの値段がわかりません。'],
  ['ko', '램프의 가격은 얼마입니까?'],
  [null, '**64**'],
  [null, ''],
])('%s: %s', (language, text) => expect(languageOf(text)).toBe(language));

test('a long text takes no longer than its beginning', () => {
  const started = performance.now();
  languageOf('a'.repeat(2_000_000));
  expect(performance.now() - started).toBeLessThan(50);
});
