import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RESPONDENTS } from '../src/model/respondents/index.ts';

const EFFORTS = ['low', 'medium', 'high'];
const MARKS = join(import.meta.dirname, '../leaderboard/README.md');

test('the documented calibration marks are the true scores of the respondents', () => {
  const rows = RESPONDENTS.flatMap(({ name, truth }) => {
    const scores = EFFORTS.map((effort) => {
      const { lacuna, asks, overasks, guesses, abstains, req, acc, resolved } = truth(100, effort);
      return [lacuna, asks, overasks, guesses, abstains, req, acc, resolved]
        .map((share) => Math.round(share * 100))
        .join(' | ');
    });
    if (new Set(scores).size === 1) return [`| ${name} | any | ${scores[0]} |`];
    return scores.map((score, index) => `| ${name} | ${EFFORTS[index]} | ${score} |`);
  });
  const documented = readFileSync(MARKS, 'utf8')
    .split('\n')
    .map((line) => line.replace(/ +/g, ' '))
    .filter((line) => /^\| [a-z-]+ \| (any|low|medium|high) /.test(line));
  expect(documented).toEqual(rows);
});
