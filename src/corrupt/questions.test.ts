import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { determine } from '../math/determine.ts';
import { defaultFamilies, loadFamilies } from '../problem/load.ts';
import { generateItems } from './generate.ts';
import type { CertifiedItem } from './item.ts';
import { broughtBy, isSettled, leastQuestions, questions } from './questions.ts';
import { itemSystem } from './system.ts';

let items: CertifiedItem[];
let bricks: CertifiedItem;
beforeAll(async () => {
  const families = await loadFamilies(defaultFamilies());
  const made = [...generateItems({ families, operators: ['intact'], perFamily: 1, seed: 5 })];
  items = made.flatMap((item) => ('rejected' in item ? [] : [item]));
  const found = items.find(({ family }) => family === 'brick-yard');
  if (!found) throw new Error('no brickyard');
  bricks = found;
}, 60_000);

/** What is told where these premises are not. */
const without = (item: CertifiedItem, ...premises: string[]) =>
  new Set(item.premises.map(({ id }) => id).filter((id) => !premises.includes(id)));

describe('a question brings', () => {
  test('the premise that gives the value', () => {
    const told = without(bricks, 'height', 'length');
    expect(broughtBy(bricks, told, 'height')).toEqual({
      ...{ kind: 'premise', premise: 'height', exact: true },
    });
  });

  test('else the relation that it stands in, which may open a new need', () => {
    const told = without(bricks, 'half', 'length');
    const relation = { kind: 'premise', premise: 'half', exact: false };
    const value = { kind: 'premise', premise: 'length', exact: true };
    expect(broughtBy(bricks, told, 'width')).toEqual(relation);
    expect(broughtBy(bricks, told, 'length')).toEqual(value);
    // Told the relation, he can be asked for the other side alone.
    const after = without(bricks, 'length');
    expect(broughtBy(bricks, after, 'width')).toEqual({ kind: 'unknown' });
    expect(broughtBy(bricks, after, 'length')).toEqual(value);
  });

  test('else what every reader gets it from at once', () => {
    expect(broughtBy(bricks, without(bricks, 'clay'), 'clay_cm')).toEqual({
      ...{ kind: 'premise', premise: 'clay', exact: true },
    });
  });

  test('a relation for the ratio that it states, and not for what holds both its sides', () => {
    const frame = items.find(({ family }) => family === 'picture-frame');
    const relation = frame?.premises.find(({ gives }) => gives === null)?.id ?? '';
    if (!frame) throw new Error('no picture');
    const told = without(frame, relation, 'height');
    const quantity = { noun: 'ratio of width to height', unit: '', also: [] };
    const item = {
      ...frame,
      quantities: [
        ...frame.quantities,
        { id: 'ratio', ...quantity, domain: { min: '0', max: '9' } },
      ],
      background: [...frame.background, { id: 'ratio', equation: 'width = ratio * height' }],
      world: { ...frame.world, ratio: '3/2' },
    };
    expect(broughtBy(item, told, 'ratio')).toEqual({
      ...{ kind: 'premise', premise: relation, exact: true },
    });
    expect(broughtBy(item, told, 'picture_area').kind).toBe('unknown');
  });

  test('nothing where it is stated, follows, is what is asked, or takes working out', () => {
    const told = without(bricks, 'half', 'workers');
    expect(broughtBy(bricks, told, 'height').kind).toBe('stated');
    expect(broughtBy(bricks, told, 'clay_cm').kind).toBe('follows');
    expect(broughtBy(bricks, told, 'days').kind).toBe('target');
    expect(broughtBy(bricks, told, 'hourly').kind).toBe('unknown');
  });

  test('nothing of use where the answer does not hang on it', () => {
    const quantity = { id: 'dust', noun: 'amount of dust', unit: 'gram', also: [] };
    const dusty = {
      ...bricks,
      quantities: [...bricks.quantities, { ...quantity, domain: { min: '0', max: '9' } }],
      world: { ...bricks.world, dust: '4' },
    };
    expect(broughtBy(dusty, without(dusty, 'half'), 'dust').kind).toBe('idle');
  });
});

describe('the fewest questions', () => {
  test('are none where the answer follows', () => {
    expect(leastQuestions(bricks, without(bricks))).toEqual([]);
  });

  test('lead to the answer, whatever is withheld', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (pick, cut) => {
        const item = items[pick % items.length];
        if (!item) throw new Error('no item');
        const told = new Set(
          item.premises.flatMap(({ id }, place) => ((cut >> place) & 1 ? [] : [id])),
        );
        const asked = leastQuestions(item, told);
        if (asked === null) return;
        for (const quantity of asked) {
          expect(isSettled(item, told)).toBe(false);
          const brought = broughtBy(item, told, quantity);
          if (brought.kind !== 'premise') throw new Error(`${quantity} brings nothing`);
          told.add(brought.premise);
        }
        const system = itemSystem(item);
        const premises = system.premises.filter(({ id }) => told.has(id));
        const { status } = determine({ ...system, premises }, { known: item.world });
        expect(status).toBe('unique');
      }),
      { numRuns: 150, seed: 7 },
    );
  }, 60_000);

  test('are beaten by no sequence of questions: all of them, over small problems', () => {
    const small = items.filter(({ quantities }) => quantities.length <= 9).slice(0, 40);
    expect(small.length).toBeGreaterThan(20);
    for (const item of small) {
      const core = item.premises.map(({ id }) => id).filter((id) => !item.asides.includes(id));
      for (const [i, one] of core.entries()) {
        for (const other of core.slice(i + 1)) {
          const told = without(item, one, other);
          const least = leastQuestions(item, told);
          expect(fewest(item, told, 3), `${item.id} ${one} ${other}`).toBe(least?.length ?? null);
        }
      }
    }
  }, 60_000);

  test('are the same for the same problem', () => {
    for (const item of items) {
      const told = without(item, ...item.premises.slice(0, 2).map(({ id }) => id));
      expect(leastQuestions({ ...item }, told)).toEqual(leastQuestions(item, told));
      expect(questions({ ...item }, told)).toEqual(questions(item, told));
    }
  });
});

/** By trying every sequence of questions, the useless ones too; null where none of at most so many does. */
function fewest(item: CertifiedItem, told: ReadonlySet<string>, most: number): number | null {
  const system = itemSystem(item);
  const premises = system.premises.filter(({ id }) => told.has(id));
  if (determine({ ...system, premises }, { known: item.world }).status === 'unique') return 0;
  if (most === 0) return null;
  const after = item.quantities.flatMap(({ id }) => {
    const brought = broughtBy(item, told, id);
    if (brought.kind !== 'premise') return [];
    return fewest(item, new Set([...told, brought.premise]), most - 1) ?? [];
  });
  return after.length === 0 ? null : 1 + Math.min(...after);
}
