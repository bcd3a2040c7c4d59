import { beforeAll, expect, test } from 'vitest';
import type { Item } from '../../corrupt/item.ts';
import { CONTRADICTED, INTACT } from '../fixtures/items.ts';
import { toldItems } from '../fixtures/told.ts';
import { listed } from '../reveal.ts';
import { type Shards, shardsOf } from './shards.ts';

let told: Array<{ item: Item; shards: Shards }>;
beforeAll(async () => {
  told = (await toldItems()).flatMap((item) => {
    const shards = shardsOf(item);
    return shards ? [{ item, shards }] : [];
  });
}, 60_000);

test('nearly every family of the release can be told bit by bit', () => {
  expect(told.length).toBeGreaterThan(115);
});

test('the pieces are the whole text, each sentence once', () => {
  for (const { item, shards } of told) {
    const bits = [shards.setting, ...shards.facts.map(({ text }) => text), shards.question];
    const words = (text: string) => text.split(/\s+/).filter(Boolean).sort();
    expect(words(bits.join(' ')), item.id).toEqual(words(item.text));
  }
});

test('each fact states one premise, and all of them together state all', () => {
  for (const { item, shards } of told) {
    const premises = shards.facts.map(({ premise }) => premise);
    expect([...premises, ...shards.asides].sort(), item.id).toEqual(
      item.premises.map(({ id }) => id).sort(),
    );
    for (const { premise, text } of shards.facts) {
      const [start = 0, end = 0] = item.premises.find(({ id }) => id === premise)?.span ?? [];
      expect(text, item.id).toContain(item.text.slice(start, end));
    }
  }
});

test('what is nearest to the question is told first', async () => {
  const { shards } = told.find(({ item }) => item.family === 'lemonade-stand') ?? {};
  const order = shards?.facts.map(({ premise }) => premise) ?? [];
  // The profit is takings less cost: the price is nearer to it than the glasses of either day.
  expect(order.indexOf('price')).toBeLessThan(order.indexOf('saturday'));
  expect(order.indexOf('sugar')).toBeLessThan(order.indexOf('lemons'));
});

test('concat tells the question first and then all pieces as a list', () => {
  for (const { shards } of told) {
    const [question, empty, ...list] = listed(shards).split('\n');
    expect([question, empty]).toEqual([shards.question, '']);
    expect(list.length).toBe(shards.facts.length + (shards.setting === '' ? 0 : 1));
    expect(list.every((line) => line.startsWith('- '))).toBe(true);
  }
});

test('a corrupted item, and one whose premises are no sentences, cannot be told bit by bit', () => {
  expect(shardsOf(CONTRADICTED)).toBeNull();
  expect(shardsOf(INTACT)).toBeNull();
});

test('a problem that is a family of its own was imported, and may lean on its own words', () => {
  const [one] = told;
  if (!one) throw new Error('no item');
  expect(shardsOf({ ...one.item, family: one.item.problem })).toBeNull();
});

test('two premises in one sentence are not told one a turn', () => {
  const [one] = told;
  if (!one) throw new Error('no item');
  const [first, second] = one.shards.facts;
  if (!first || !second) throw new Error('no facts');
  const joined = `${first.text.slice(0, -1)}, and ${second.text}`;
  const text = one.item.text.replace(first.text, joined).replace(` ${second.text} `, ' ');
  const at = (part: string): [number, number] => [
    text.indexOf(part),
    text.indexOf(part) + part.length,
  ];
  const premises = one.item.premises.map((premise) => {
    const bit = one.shards.facts.find((fact) => fact.premise === premise.id)?.text ?? '';
    return { ...premise, span: at(premise.id === first.premise ? bit.slice(0, -1) : bit) };
  });
  expect(shardsOf({ ...one.item, text, premises })).toBeNull();
});
