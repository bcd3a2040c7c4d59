import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../package-root.ts';
import { loadFamilies } from '../problem/load.ts';
import { difficultyOf } from './difficulty.ts';
import { itemDigest } from './digest.ts';
import { generateItems } from './generate.ts';
import { Item, isCertified } from './item.ts';
import { verifyItem } from './verify.ts';

const families = await loadFamilies(packageFile('src/problem/fixtures'));
const operators = [
  'remove',
  'blur',
  'contradict',
  'contradict-deep',
  'distract',
  'contradict+distract',
];
const made = [...generateItems({ families, operators, perFamily: 2, seed: 11 })];
const items = new Map(made.flatMap((one) => ('rejected' in one ? [] : [[one.id, one] as const])));
const all = [...items.values()];

function twinOf(item: Item): Item | undefined {
  return item.twin === null ? undefined : items.get(item.twin);
}

/** What is wrong with a line of an item file; an unreadable line is wrong too. */
function faultsOf(line: string, twin: Item | undefined): string[] {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    return ['not JSON'];
  }
  const item = Item.safeParse(content);
  return item.success ? verifyItem(item.data, twin) : ['not an item'];
}

/** The item with a change and a digest to match: only its mathematics and its text can show it. */
function forged(item: Item, change: Partial<Item>): Item {
  const changed = { ...item, ...change };
  return { ...changed, digest: itemDigest(changed) };
}

/** The same, with the difficulty to match as well. */
function forgedAnew(item: Item, change: Partial<Item>, twin: Item | undefined): Item {
  const changed = { ...item, ...change };
  const { premises, certificate: derivation } = twin ?? changed;
  if (!isCertified(changed) || derivation.kind !== 'derivation') throw new Error('no derivation');
  return forged(item, { ...change, difficulty: difficultyOf(changed, { premises, derivation }) });
}

function only(operator: string): Item {
  const item = all.find((one) => one.operator === operator);
  if (!item) throw new Error(`no item of ${operator}`);
  return item;
}

function faultsOfForged(item: Item, change: Partial<Item>): string[] {
  return verifyItem(forged(item, change), twinOf(item));
}

/** The line with the nth of its digits turned into another one. */
function flip(line: string, nth: number, by: number): string {
  const places = Array.from(line.matchAll(/\d/g), (match) => match.index);
  const at = places[nth % places.length] ?? 0;
  return line.slice(0, at) + ((Number(line[at]) + by) % 10) + line.slice(at + 1);
}

const anItem = fc.constantFrom(...all);
const aFlip = fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 9 }));

describe('items as generated', () => {
  it('hold, of every operator', () => {
    expect(new Set(all.map(({ operator }) => operator)).size).toBe(8);
    for (const item of all) expect(verifyItem(item, twinOf(item)), item.id).toEqual([]);
  });
});

describe('any flipped digit shows', () => {
  it('anywhere in the line', () => {
    fc.assert(
      fc.property(anItem, aFlip, (item, [nth, by]) => {
        const line = JSON.stringify(item);
        expect(faultsOf(flip(line, nth, by), twinOf(item))).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('in the certificate, even under a digest to match: by mathematics', () => {
    fc.assert(
      fc.property(anItem, aFlip, (item, [nth, by]) => {
        const line = flip(JSON.stringify(item.certificate), nth, by);
        let certificate: unknown;
        try {
          certificate = JSON.parse(line);
        } catch {
          return;
        }
        const parsed = Item.shape.certificate.safeParse(certificate);
        if (!parsed.success) return;
        expect(faultsOfForged(item, { certificate: parsed.data })).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['text', 'world', 'change', 'premises', 'answer', 'background'] as const)(
    'in %s of a corrupted item, even under a digest to match',
    (field) => {
      const corrupted = all.filter(({ twin, [field]: value }) => {
        return twin !== null && /\d/.test(JSON.stringify(value));
      });
      fc.assert(
        fc.property(fc.constantFrom(...corrupted), aFlip, (item, [nth, by]) => {
          const line = flip(JSON.stringify(item[field]), nth, by);
          let changed: unknown;
          try {
            changed = { ...item, [field]: JSON.parse(line) };
          } catch {
            return;
          }
          const parsed = Item.safeParse(changed);
          if (!parsed.success) return;
          expect(verifyItem(forged(parsed.data, {}), twinOf(item))).not.toEqual([]);
        }),
        { numRuns: 100 },
      );
    },
  );
});

describe('text and mathematics cannot drift apart', () => {
  it('a word of the text changed', () => {
    for (const item of all.filter(({ twin }) => twin !== null)) {
      const text = item.text.replace(/\b(runs|sold|carries)\b/, 'eats');
      expect(text).not.toBe(item.text);
      expect(faultsOfForged(item, { text })).not.toEqual([]);
    }
  });

  it('a value of an intact text changed', () => {
    for (const item of all.filter(({ twin }) => twin === null)) {
      const at = item.premises.find(({ gives }) => gives !== null)?.span?.[0] ?? 0;
      const text =
        item.text.slice(0, at) + item.text.slice(at).replace(/\d/, (d) => `${9 - Number(d)}`);
      expect(faultsOfForged(item, { text })).toEqual([expect.stringContaining('does not state')]);
    }
  });

  it('the removed clause left in the text', () => {
    for (const operator of ['remove', 'blur', 'remove+distract']) {
      const item = only(operator);
      const text = twinOf(item)?.text ?? '';
      expect(faultsOfForged(item, { text })).not.toEqual([]);
    }
  });

  it('a premise added, dropped or moved to other words', () => {
    const item = only('remove');
    const [first, ...rest] = item.premises;
    if (!first) throw new Error('no premise');
    expect(faultsOfForged(item, { premises: rest })).not.toEqual([]);
    expect(faultsOfForged(item, { premises: [...item.premises, first] })).not.toEqual([]);
    expect(faultsOfForged(item, { premises: [{ ...first, span: [0, 5] }, ...rest] })).not.toEqual(
      [],
    );
    const twin = twinOf(item);
    expect(faultsOfForged(item, { premises: twin?.premises ?? [] })).not.toEqual([]);
  });
});

describe('the claims of an item', () => {
  it('asks that do not suffice, are not minimal, or hold the target', () => {
    const item = only('remove');
    for (const asks of [[['profit']], [['costs']], [['price', 'costs']], [[]], [['nobody']]]) {
      const clear = item.asks.filter((set) => JSON.stringify(set) !== JSON.stringify(asks[0]));
      if (clear.length < item.asks.length) continue;
      expect(faultsOfForged(item, { asks }).join(), JSON.stringify(asks)).toContain('asks: ');
    }
    expect(faultsOfForged(item, { asks: [] }).join()).toContain('asks: ');
  });

  it('asks that leave out what would do as well', () => {
    const item = all.find(({ asks }) => asks.length > 1);
    if (!item) throw new Error('no item with two sets of asks');
    for (const left of item.asks) {
      const asks = item.asks.filter((set) => set !== left);
      expect(faultsOfForged(item, { asks })).toEqual([
        `asks: {${left.join(', ')}} would do, and is not there`,
      ]);
    }
  });

  it('a gap whose value the scenery of both texts states', () => {
    const item = only('remove');
    const twin = twinOf(item);
    const { change } = item;
    const gives = twin?.premises.find(({ id }) => change.kind === 'gap' && id === change.premise);
    if (!twin || !gives?.gives) throw new Error('no value was removed');
    const scenery = ` Is it ${item.world[gives.gives]}?`;
    const told = forgedAnew(twin, { text: twin.text + scenery }, undefined);
    expect(verifyItem(told, undefined)).toEqual([]);
    expect(verifyItem(forgedAnew(item, { text: item.text + scenery }, told), told)).toEqual([
      expect.stringContaining('still stands in the text'),
    ]);
  });

  it('a difficulty that is not what is measured', () => {
    const item = only('remove');
    if (!item.difficulty) throw new Error('no difficulty');
    for (const wrong of [
      null,
      { ...item.difficulty, steps: item.difficulty.steps + 1 },
      { ...item.difficulty, place: 0.01 },
      { ...item.difficulty, stratum: 'hard' as const },
    ]) {
      expect(faultsOfForged(item, { difficulty: wrong })).toEqual([
        'difficulty: not what is measured',
      ]);
    }
  });

  it('a text with a slip', () => {
    const item = only('intact');
    const text = `${item.text} There is 2 left.`;
    expect(verifyItem(forgedAnew(item, { text }, undefined), undefined)).toEqual([
      'text: a singular verb stands before several: "There is 2"',
    ]);
    expect(verifyItem(forgedAnew(item, { text }, undefined), undefined, { lint: false })).toEqual(
      [],
    );
  });

  it('a premise that the text does not state', () => {
    const item = only('intact');
    const premises = item.premises.map((premise) => ({ ...premise, span: null }));
    expect(faultsOfForged(item, { premises })).toEqual(
      premises.map(({ id }) => `premises: the text does not state ${id}`),
    );
  });

  it('a clash that the answer does not hang on', () => {
    const item = only('contradict');
    const twin = twinOf(item);
    if (twin?.certificate.kind !== 'derivation') throw new Error('no derived twin');
    // The same text and clash, but asked for something else that one premise alone gives.
    const { change } = item;
    const other = twin.premises.find(
      ({ gives }) => gives !== null && change.kind === 'clash' && gives !== change.quantity,
    );
    if (!other?.gives) throw new Error('no other given premise');
    const target = other.gives;
    const answer = item.world[target] ?? '';
    const certificate = {
      ...twin.certificate,
      target,
      answer,
      steps: [{ yields: target, value: answer, from: [{ equation: other.id, times: '1' }] }],
    };
    const asked = forgedAnew(twin, { target, answer, certificate }, undefined);
    expect(verifyItem(asked, undefined)).toEqual([]);
    expect(verifyItem(forgedAnew(item, { target, answer }, asked), asked)).toEqual([
      'certificate: the answer does not hang on what clashes',
    ]);
  });

  it('an aside that touches the question', () => {
    const item = only('remove+distract');
    const [premise] = item.premises;
    const faults = faultsOfForged(item, { asides: [...item.asides, premise?.id ?? ''] });
    expect(faults.join()).toContain('touches other equations');
    expect(faultsOfForged(item, { asides: [] }).join()).toContain('asides: ');
  });

  it('an operator that its certificate does not prove', () => {
    expect(faultsOfForged(only('contradict'), { operator: 'contradict-deep' }).join()).toContain(
      'does not prove',
    );
    expect(faultsOfForged(only('remove'), { operator: 'erase' })).toContain('operator: no "erase"');
  });

  it('a world, answer or certificate of another problem', () => {
    const [first, second] = all.filter(
      (one) => one.operator === 'intact' && one.family === 'bread',
    );
    if (!first || !second) throw new Error('no two problems');
    expect(faultsOfForged(first, { world: second.world })).not.toEqual([]);
    expect(faultsOfForged(first, { answer: second.answer })).not.toEqual([]);
    expect(faultsOfForged(first, { certificate: second.certificate })).not.toEqual([]);
    const gap = only('remove');
    const other = gap.problem === first.problem ? second : first;
    expect(verifyItem(gap, other)).not.toEqual([]);
    expect(verifyItem(gap, undefined)).toContain(`twin: there is no item ${gap.twin}`);
  });
});

describe('hostile items are reported, never thrown', () => {
  it.each<[string, Partial<Item>]>([
    ['an equation that is none', { background: [{ id: 'b1', equation: 'import("fs")' }] }],
    ['a symbol without a quantity', { background: [{ id: 'b1', equation: 'x = __proto__' }] }],
    ['a division by zero', { answer: '1/0' }],
    ['a world divided by zero', { world: { profit: '1/0' } }],
    ['a huge power', { background: [{ id: 'b1', equation: 'profit = 9^9^9^9' }] }],
    ['spans out of the text', { change: { kind: 'none' }, premises: [] }],
    [
      'ids that stand twice',
      {
        background: [
          { id: 'b1', equation: 'a = 1' },
          { id: 'b1', equation: 'a = 2' },
        ],
      },
    ],
    [
      'too many equations',
      { background: Array.from({ length: 500 }, (_, i) => ({ id: `c${i}`, equation: 'a = 1' })) },
    ],
    ['a domain without a value', { quantities: [] }],
    [
      'a step of zero',
      {
        quantities: [
          {
            id: 'profit',
            noun: 'n',
            unit: '',
            also: [],
            domain: { min: '1', max: '2', step: '0' },
          },
        ],
      },
    ],
    ['a prototype for a world', { target: 'constructor' }],
  ])('%s', (_, change) => {
    for (const item of [only('intact'), only('remove'), only('contradict')]) {
      expect(faultsOfForged(item, change)).not.toEqual([]);
    }
  });
});

describe('an operator that leaves in what it should take out', () => {
  const gaps = all.filter(({ change }) => change.kind === 'gap');

  /** What such an operator would have made of the item, all else being as it says. */
  const MUTANTS: ReadonlyArray<readonly [string, (item: Item, twin: Item) => Partial<Item>]> = [
    ['the clause, not the premise', (_, twin) => ({ text: twin.text })],
    ['the premise, not the clause', (_, twin) => ({ premises: twin.premises })],
    ['both', (_, twin) => ({ text: twin.text, premises: twin.premises })],
    [
      'both, and says that it changed nothing',
      (_, { text, premises, change }) => ({ text, premises, change }),
    ],
    [
      'what the premise says, as background',
      ({ background, change }) => ({
        background:
          change.kind === 'gap'
            ? [...background, { id: 'left', equation: change.equation }]
            : background,
      }),
    ],
  ];

  it.each(MUTANTS)('%s: no item of it verifies', (_, mutate) => {
    expect(gaps.length).toBeGreaterThan(5);
    for (const item of gaps) {
      const twin = twinOf(item);
      if (!twin) throw new Error('no twin');
      const change = mutate(item, twin);
      // With a twin to match, so that only the proof can show it.
      const told = forged(twin, { background: change.background ?? twin.background });
      expect(verifyItem(forgedAnew(item, change, told), told), item.id).not.toEqual([]);
    }
  });

  it('and no clash verifies whose added statement says what is true', () => {
    const clashes = all.filter(({ change }) => change.kind === 'clash');
    expect(clashes.length).toBeGreaterThan(5);
    for (const item of clashes) {
      const twin = twinOf(item);
      if (!twin) throw new Error('no twin');
      const { text, premises } = twin;
      expect(verifyItem(forgedAnew(item, { text, premises }, twin), twin)).not.toEqual([]);
    }
  });
});
