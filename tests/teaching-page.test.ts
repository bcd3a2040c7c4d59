import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { itemsFile } from '../src/release/named.ts';
import { drawTeaching, teachingTable } from '../src/reward/learn/summary.ts';
import { REWARDS, SIGHTS, teach } from '../src/reward/learn/teach.ts';
import { readTeaching } from '../src/reward/learn/teaching-file.ts';
import { limitPairs } from '../src/run/plan.ts';

const DOCS = join(import.meta.dirname, '../docs');
const PAGE = readFileSync(join(DOCS, 'reward.md'), 'utf8');
const TEACHING = await readTeaching(join(DOCS, 'reward/teaching.jsonl'));

async function itemsOf(name: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readItems(itemsFile(name))) items.push(item);
  return items;
}

test('the table of the page and its picture are of the recorded run', () => {
  const rows = (text: string) =>
    text
      .split('\n')
      .map((line) => line.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '-'))
      .filter((line) => line.startsWith('|'));
  const table = rows(teachingTable(TEACHING));
  expect(table).toHaveLength(2 + SIGHTS.length * REWARDS.length);
  expect(rows(PAGE)).toEqual(expect.arrayContaining(table));
  const picture = join(DOCS, 'reward/teaching.svg');
  expect(readFileSync(picture, 'utf8')).toBe(`${drawTeaching(TEACHING)}\n`);
  expect(statSync(picture).size).toBeLessThan(30_000);
});

test('what the page says of the run holds in it', () => {
  const { seen, unseen, options } = TEACHING;
  expect(PAGE.replace(/\s+/g, ' ')).toContain(
    `\`v1/dev\`, ${seen.families} families. It is scored on ${unseen.pairs} pairs of \`v1/test\`, of ${unseen.families} families`,
  );
  expect(options).toMatchObject({ window: 2, samples: 3, seeds: 5, perQuestion: 0.75 });
  const ends = (sees: string, reward: string) =>
    TEACHING.courses
      .filter((course) => course.sees === sees && course.reward === reward)
      .map(({ points }) => points.at(-1)?.lacuna ?? 0);
  expect(ends('words', 'multi-turn')).toHaveLength(5);
  for (const sees of SIGHTS) {
    const [ahead, now] = [ends(sees, 'multi-turn'), ends(sees, 'immediate')];
    expect(Math.min(...ahead)).toBeGreaterThan(Math.max(...now) + 0.1);
    expect(Math.min(...ahead)).toBeGreaterThan(Math.min(...ends(sees, 'informed')) - 0.02);
  }
  expect(Math.min(...ends('statements', 'multi-turn'))).toBeGreaterThan(0.95);
  for (const { reward, solves } of TEACHING.courses) {
    if (reward === 'immediate') expect(solves).toBeGreaterThan(0.95);
  }
});

test('the recorded run comes out again: its first steps do, for every kind of learner', async () => {
  const [first = 0] = (TEACHING.courses[0]?.points ?? []).slice(1).map(({ step }) => step);
  const again = await teach(
    { seen: await itemsOf('v1/dev'), unseen: limitPairs(await itemsOf('v1/test'), 400) },
    { ...TEACHING.options, seeds: 1, steps: first },
  );
  expect(again.courses).toHaveLength(SIGHTS.length * REWARDS.length);
  for (const { sees, reward, points } of again.courses) {
    const recorded = TEACHING.courses.find(
      (course) => course.sees === sees && course.reward === reward && course.seed === 1,
    );
    expect(recorded?.points[0]).toEqual(points[0]);
    expect(recorded?.points[1]).toEqual(points.at(-1));
  }
  expect({ seen: again.seen, unseen: again.unseen }).toEqual({
    seen: TEACHING.seen,
    unseen: TEACHING.unseen,
  });
}, 120_000);
