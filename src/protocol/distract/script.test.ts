import { beforeAll, describe, expect, test } from 'vitest';
import { type CertifiedItem, type Item, isCertified } from '../../corrupt/item.ts';
import { readItems } from '../../corrupt/item-file.ts';
import { lintText } from '../../corrupt/lint/index.ts';
import { checkCertificate } from '../../math/check.ts';
import { determine } from '../../math/determine.ts';
import { display, fraction } from '../../math/fraction.ts';
import { inDomain } from '../../math/system.ts';
import { sentences } from '../../reading/sentences.ts';
import { itemsFile } from '../../release/named.ts';
import { INTACT, MISSING } from '../fixtures/items.ts';
import { systemWith } from './changed-premise.ts';
import { ABRUPT, isDistractor, KINDS } from './kind.ts';
import { canBeScripted, SCRIPT_TURNS, type ScriptTurn, scriptOf } from './script.ts';
import { nameableIn } from './slots.ts';
import { POOLS, type Pool, templatesOf } from './templates.ts';

/** Every intact item of the release. */
const items: CertifiedItem[] = [];
beforeAll(async () => {
  for (const split of ['v1/dev', 'v1/test']) {
    for await (const item of readItems(itemsFile(split))) {
      if (item.twin === null && isCertified(item)) items.push(item);
    }
  }
}, 60_000);

/** Scripts of every third item, under a few seeds. */
function* scripts(pool: Pool, seeds: readonly number[]) {
  for (const item of items.filter((_, place) => place % 3 === 0)) {
    for (const seed of seeds) yield { item, script: scriptOf(item, seed, pool) };
  }
}

/** What the user says in his own words. */
function own({ text, scripted }: ScriptTurn): string {
  return scripted.part === 'opening' ? (text.split('\n\n')[0] ?? '') : text;
}

describe('the templates', () => {
  const all = POOLS.flatMap((pool) => templatesOf(pool));

  test('are 300 or more, in nine kinds, all different', () => {
    expect(all.length).toBeGreaterThanOrEqual(300);
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(KINDS));
    expect(KINDS).toHaveLength(9);
    for (const kind of KINDS) {
      expect(all.filter((template) => template.kind === kind).length).toBeGreaterThanOrEqual(36);
    }
    expect(new Set(all.map(({ text }) => text.toLowerCase())).size).toBe(all.length);
  });

  test('that models hear stand in no dialogue to train on', () => {
    const [runs, training] = POOLS.map((pool) => templatesOf(pool).map(({ text }) => text));
    expect((runs ?? []).filter((text) => training?.includes(text))).toEqual([]);
  });

  // What a chat may have, and a problem may not: an interjection that is no sentence.
  const CHATTY = /^a sentence has no verb/;

  test.each(POOLS)(
    'are careful English however they are filled, each one filled at least once: %s',
    (pool) => {
      const filled = new Set<string>();
      const faults = new Map<string, string>();
      for (const { script } of scripts(pool, [1, 2, 3, 4])) {
        for (const turn of script) {
          const text = own(turn);
          filled.add(turn.scripted.template);
          expect(text).not.toMatch(/[{}]|undefined|\bthe the\b/i);
          for (const { message } of lintText(text)) {
            if (!CHATTY.test(message)) faults.set(`${turn.scripted.template}: ${message}`, text);
          }
        }
      }
      expect(Object.fromEntries(faults)).toEqual({});
      expect(templatesOf(pool).filter(({ id }) => !filled.has(id))).toEqual([]);
    },
    60_000,
  );
});

describe('a script', () => {
  test('leads away three times, in three ways, and comes back each time', () => {
    for (const { item, script } of scripts('runs', [1])) {
      expect(script.length, item.id).toBe(SCRIPT_TURNS);
      const kinds = script.map(({ scripted }) => scripted.kind);
      expect(kinds.map(isDistractor)).toEqual([false, true, false, true, false, true, false]);
      const away = kinds.filter(isDistractor);
      expect(away.filter((kind) => kind === 'irrelevant-number')).toHaveLength(1);
      expect(away.filter((kind) => ABRUPT.some((each) => each === kind)).length).toBeGreaterThan(0);
      expect(new Set(away).size).toBe(3);
      expect(script[0]?.text.endsWith(`\n\n${item.text}`)).toBe(true);
      expect(script.at(-1)?.scripted.part).toBe('final');
    }
  });

  test('has every kind often, and a changed premise in about half of the conversations', () => {
    const counts = new Map<string, number>();
    for (const { script } of scripts('runs', [1])) {
      for (const { scripted } of script) {
        counts.set(scripted.kind, (counts.get(scripted.kind) ?? 0) + 1);
      }
    }
    for (const kind of KINDS) expect(counts.get(kind), kind).toBeGreaterThan(counts.size * 5);
    const changed = (3 * (counts.get('changed-premise') ?? 0)) / items.length;
    expect(changed).toBeGreaterThan(0.42);
    expect(changed).toBeLessThan(0.58);
  });

  test('is the same for the same seed, and another for another', () => {
    const [item] = items;
    if (!item) throw new Error('no item');
    expect(scriptOf({ ...item }, 7)).toEqual(scriptOf(item, 7));
    expect(scriptOf(item, 8)).not.toEqual(scriptOf(item, 7));
  });

  test('names bridges that stand in the text, and no number of the problem beside it', () => {
    for (const { item, script } of scripts('runs', [1, 2])) {
      const { things, people, places } = nameableIn(item);
      const names = [...things.flatMap(({ one, many }) => [one, many]), ...people, ...places];
      for (const name of [...things.map(({ many }) => many), ...people, ...places]) {
        expect(item.text).toContain(name);
      }
      for (const { text, scripted } of script) {
        if (scripted.kind === 'bridge-thing' || scripted.kind === 'bridge-name') {
          const said = text.toLowerCase();
          expect(
            names.some((name) => said.includes(name.toLowerCase())),
            text,
          ).toBe(true);
        }
        if (scripted.number === undefined) continue;
        const stated = sentences(item.text).flatMap(({ numbers }) => numbers);
        expect(stated.some(({ value }) => value.equals(fraction(scripted.number ?? '')))).toBe(
          false,
        );
        expect(Object.values(item.world)).not.toContain(scripted.number);
      }
    }
  });

  test('changes a premise so that there is one answer still, in all domains, and another one', () => {
    let changes = 0;
    for (const { item, script } of scripts('runs', [1, 2])) {
      for (const { text, scripted } of script) {
        const { change } = scripted;
        if (!change) continue;
        changes += 1;
        const system = systemWith(item, change.quantity, change.value);
        const found = determine(system, { seed: 99 });
        if (found.status !== 'unique') throw new Error(`${item.id}: ${found.status}`);
        expect(found.certificate.answer).toBe(change.answer);
        expect(checkCertificate(system, found.certificate)).toEqual([]);
        for (const { id, domain } of item.quantities) {
          const value = found.certificate.world[id];
          if (value !== undefined) expect(inDomain(fraction(value), domain), id).toBe(true);
        }
        expect(change.answer).not.toBe(item.answer);
        expect(text).toContain(display(change.value));
        expect(item.text).toContain(display(item.world[change.quantity] ?? '?'));
      }
    }
    expect(changes).toBeGreaterThan(200);
  });

  test('is of an intact problem with a proof, and of nothing else', () => {
    expect(canBeScripted(INTACT)).toBe(true);
    expect(canBeScripted(MISSING)).toBe(false);
    expect(() => scriptOf(MISSING, 1)).toThrow(RangeError);
    const others: Item = { ...INTACT, certificate: { kind: 'none', source: 'a book' } } as Item;
    expect(canBeScripted(others)).toBe(false);
  });
});
