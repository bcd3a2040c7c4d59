import { describe, expect, it } from 'vitest';
import { untidy } from './tidiness.ts';

describe('what a careful writer would not leave', () => {
  it.each([
    ['', 'no text'],
    ['It has {n} legs.', 'slot'],
    ['It has  legs.', 'two spaces'],
    ['It has legs .', 'space before'],
    ['It has legs,.', 'twice'],
    ['It ran.. Off.', 'twice'],
    ['it has legs.', 'small letter'],
    ['It ran. then it sat.', 'small letter'],
    ['It ran. écru.', 'small letter'],
    ['It has has legs.', 'word stands twice'],
    ['It is a apple.', '"a"'],
    ['It is a 8 litre jar.', '"a"'],
    ['It is an jar.', '"an"'],
    ['It has legs', 'no end'],
  ])('%s', (text, fault) => {
    expect(untidy(text)).toContain(fault);
  });

  it.each([
    'It took an hour and a half; a unit costs 2.50 dollars. Why?',
    'A European buys an 8 litre jar, a one-way ticket and an 11 inch nail.',
    'He said "It is late." Then he left. That is all!',
  ])('lets pass: %s', (text) => {
    expect(untidy(text)).toBeUndefined();
  });
});
