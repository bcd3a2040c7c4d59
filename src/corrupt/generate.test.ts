import { describe, expect, it } from 'vitest';
import { InputError } from '../input-error.ts';
import { packageFile } from '../package-root.ts';
import { loadFamilies } from '../problem/load.ts';
import { defaultPeople } from '../problem/people.ts';
import { generateItems, type Rejection } from './generate.ts';
import type { Item } from './item.ts';
import { verifyItem } from './verify.ts';

const families = await loadFamilies(packageFile('src/problem/fixtures'));
const ALL = ['remove', 'blur', 'contradict', 'contradict-deep', 'distract'];

function generate(operators: string[], perFamily = 3, seed = 1): Array<Item | Rejection> {
  return [...generateItems({ families, operators, perFamily, seed })];
}

function itemsOf(made: Array<Item | Rejection>): Item[] {
  return made.flatMap((one) => ('rejected' in one ? [] : [one]));
}

describe('generated items', () => {
  it('are identical, byte for byte, for the same seed, and others for another', () => {
    const bytes = JSON.stringify(generate(ALL));
    expect(JSON.stringify(generate(ALL))).toBe(bytes);
    expect(JSON.stringify(generate(ALL, 3, 2))).not.toBe(bytes);
  });

  it('all verify against their twins', () => {
    const items = new Map(itemsOf(generate(ALL, 5)).map((item) => [item.id, item]));
    expect(items.size).toBeGreaterThan(40);
    for (const item of items.values()) {
      const twin = item.twin === null ? undefined : items.get(item.twin);
      expect(verifyItem(item, twin), item.id).toEqual([]);
    }
  });

  it('come after their twin, which comes once, with the same asides in the same words', () => {
    const seen = new Map<string, Item>();
    for (const item of itemsOf(generate([...ALL, 'intact', 'blur+distract']))) {
      expect(seen.has(item.id)).toBe(false);
      if (item.twin !== null) {
        const twin = seen.get(item.twin);
        expect(twin?.asides).toEqual(item.asides);
        expect(twin?.operator).toBe(item.asides.length > 0 ? 'intact+distract' : 'intact');
      }
      seen.set(item.id, item);
    }
  });

  it('make the distracted twin only where it is needed', () => {
    const operators = (asked: string[]) => new Set(itemsOf(generate(asked)).map((i) => i.operator));
    expect(operators(['remove'])).toEqual(new Set(['intact', 'remove']));
    expect(operators(['distract'])).toEqual(
      new Set(['intact', 'intact+distract', 'remove+distract']),
    );
  });

  it('stay the same when other operators or more problems are asked for', () => {
    const few = itemsOf(generate(['remove'], 2)).map(({ digest }) => digest);
    const many = new Set(itemsOf(generate(ALL, 4)).map(({ digest }) => digest));
    expect(few.every((digest) => many.has(digest))).toBe(true);
  });

  it('stream: the first item comes before the rest is made', () => {
    const stream = generateItems({ families, operators: ALL, perFamily: 1e9, seed: 1 });
    expect(stream.next().value).toMatchObject({ operator: 'intact' });
  });
});

describe('what cannot be made', () => {
  it('an unknown operator is refused at once, with the known ones', () => {
    expect(() => generateItems({ families, operators: ['rm'], perFamily: 1, seed: 1 })).toThrow(
      InputError,
    );
  });

  it('is a rejection that names problem, operator and reason', () => {
    const bare = families.slice(0, 1).map((family) => ({ ...family, claims: {}, again: {} }));
    const made = [
      ...generateItems({ families: bare, operators: ['contradict'], perFamily: 1, seed: 1 }),
    ];
    expect(made[1]).toMatchObject({
      rejected: 'the problem offers nothing to this operator',
      problem: expect.stringMatching(/^bread-/),
      operator: 'contradict',
    });
  });

  it('a corrupted text that repeats an earlier one is not used twice', () => {
    const [bread] = structuredClone(families);
    if (!bread) throw new Error('no family');
    const draws = { loaves: [20, 21], price: [3, 4], costs: [8, 9] };
    for (const [name, draw] of Object.entries(draws)) {
      const quantity = bread.quantities[name];
      if (quantity) quantity.draw = draw;
    }
    const options = { operators: ['remove', 'blur'], perFamily: 60, seed: 1 };
    const narrow = { ...options, families: [bread], people: defaultPeople().slice(0, 1) };
    const made = [...generateItems(narrow)];
    const texts = itemsOf(made).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(made).toContainEqual(
      expect.objectContaining({ rejected: 'its text repeats an earlier one' }),
    );
  });

  it('a draw that repeats an earlier problem is not used twice', () => {
    const narrow = structuredClone(families.slice(1));
    for (const quantity of Object.values(narrow[0]?.quantities ?? {})) {
      if (quantity.draw) quantity.draw = quantity.noun.includes('more') ? [4, 4] : [40, 40];
    }
    const made = [
      ...generateItems({ families: narrow, operators: ['intact'], perFamily: 3, seed: 1 }),
    ];
    expect(itemsOf(made)).toHaveLength(1);
    expect(made[1]).toMatchObject({ rejected: expect.stringContaining('repeats') });
  });
});
