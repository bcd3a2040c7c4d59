import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RESPONDENTS } from '../src/model/respondents/index.ts';
import { POLICIES } from '../src/policy/index.ts';
import { VARIANTS } from '../src/protocol/reveal/variant.ts';

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
    .filter((line) => /^\| [a-z-]+ \| (any|low|medium|high) (?:\| \d+ ){8}/.test(line));
  expect(documented).toEqual(rows);
});

test('so are those under lead, for every policy and budget', () => {
  const documented = readFileSync(MARKS, 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 10 && /^(?:\d\.\d|–)$/.test(cells[6] ?? ''));
  const percent = (share: number | null | undefined) =>
    share === undefined ? '?' : share === null ? '–' : `${Math.round(100 * share)}`;
  for (const { name, leads } of RESPONDENTS) {
    const ofIt = documented.filter((cells) => cells[1] === name);
    for (const effort of EFFORTS) {
      for (const { name: policy } of POLICIES) {
        const row =
          ofIt.find((cells) =>
            cells[2]?.split(', ').some((each) => [policy, effort].includes(each)),
          ) ?? ofIt.find((cells) => cells[2]?.startsWith('any'));
        const truth = leads(Array(100).fill(3), policy, effort);
        const shares = [truth.within, truth.solved, truth.early].map(percent);
        const over = truth.over === null ? '–' : truth.over.toFixed(1);
        const rest = [truth.irrelevant, truth.moved].map(percent);
        expect(row?.slice(3, 9), `${name}, ${policy}, ${effort}`).toEqual([
          ...shares,
          over,
          ...rest,
        ]);
      }
    }
  }
});

test('so are those under reveal, for every policy', () => {
  const documented = readFileSync(MARKS, 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 8 && /^\d+$/.test(cells[3] ?? ''));
  for (const { name, solves } of RESPONDENTS) {
    const ofIt = documented.filter((cells) => cells[1] === name);
    for (const { name: policy } of POLICIES) {
      const row =
        ofIt.find((cells) => cells[2]?.split(', ').includes(policy)) ??
        ofIt.find((cells) => cells[2]?.startsWith('any'));
      const shares = VARIANTS.map((variant) => `${100 * solves(100, variant, policy)}`);
      expect(row?.slice(3, 7), `${name}, ${policy}`).toEqual(shares);
    }
  }
});
