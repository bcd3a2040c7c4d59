import { describe, expect, it } from 'vitest';
import { joinPieces } from '../../problem/render.ts';
import { type Linted, lintItem } from './index.ts';

/** "A. [removed] B." as an item: what stands in brackets is gone, or is `after` now. */
function withGap(marked: string, after = ''): Linted {
  const [left = '', before = '', right = ''] = marked.split(/[[\]]/);
  const { text, spans } = joinPieces([left, after, right]);
  const [, span = [0, 0]] = spans;
  const change = { kind: 'gap', premise: 'p', equation: 'p = 1', before, after, span } as const;
  return { text, change, premises: [], asides: [], quantities: [] };
}

/** "A. [added] B." as an item: what stands in brackets was put in, as a clash or as an aside. */
function withAdded(marked: string, as: 'clash' | 'aside'): Linted {
  const { text, spans } = joinPieces(marked.split(/[[\]]/));
  const span = spans[1] ?? [0, 0];
  const premises = [{ id: 'p', equation: 'p = 1', gives: 'p', span }];
  if (as === 'aside') {
    return { text, change: { kind: 'none' }, premises, asides: ['p'], quantities: [] };
  }
  const told = { premise: 'p', quantity: 'p', text: text.slice(...span), span } as const;
  return {
    text,
    change: { kind: 'clash', values: ['1', '2'], ...told },
    premises,
    asides: [],
    quantities: [],
  };
}

const rules = (item: Linted) => lintItem(item).map(({ rule }) => rule);

describe('a word that lost what it points back at', () => {
  it.each([
    'Tom visits a farm. [He buys 12 eggs there.] They cost 3 dollars.',
    'Tom visits a farm. [He buys 12 eggs there.] These cost 3 dollars.',
    'Tom visits a farm. [He buys 12 eggs there.] Each costs 30 cents.',
    'Tom visits a farm. [He buys 12 eggs there.] Of these, 2 are broken.',
    'Tom visits a farm. [He buys 12 eggs there.] 5 of them are brown.',
    'Mia goes to town. [She buys a lamp for 20 dollars.] It weighs 2 kilograms.',
    'Mia goes to town [and buys a lamp for 20 dollars]. It weighs 2 kilograms.',
    'A class has 30 pupils. [Of the class, 12 are girls.] The rest are boys.',
    'A class has 30 pupils. [Of the class, 12 are girls.] The remaining pupils are boys.',
    'A class has 30 pupils. [Of the class, 12 are girls.] The others are boys.',
    'A class has 30 pupils[, 12 of whom are girls]. The rest are boys.',
    'The weather is fine. [Tom picks 5 plums.] He also picks pears.',
    'The weather is fine. [Tom picks 5 plums on Monday.] On the same day his sister picks pears.',
    '[Tom has a shop with 12 shelves.] He sells books.',
  ])('%s', (marked) => {
    expect(rules(withGap(marked))).toContain('orphan');
  });
});

describe('a word that still has what it points back at', () => {
  it.each([
    'Tom buys eggs at a farm. [The 12 eggs are brown.] They cost 3 dollars.',
    'Tom and Mia walk home. [The walk takes 20 minutes.] They stop at a shop.',
    'Mia buys a lamp. [She pays 20 dollars.] It weighs 2 kilograms.',
    'Mia has a lamp. [The lamp costs 20 dollars.] It weighs 2 kilograms.',
    'A fee is due. [The fee is 20 dollars.] It takes an hour to get there.',
    'Some flour is in the cupboard. [There are 12 grams in it.] Some is used, and the rest has to be bought.',
    'A class has 30 pupils. [In June 3 of them are ill.] Half of them are girls, and the others are boys.',
    'Tom has a shop. [He sells 12 books a day.] He closes at noon.',
    'Tom rides to town. [The ride takes 20 minutes.] For the rest of the day he rests.',
    'Tom picks plums. [Tom picks 5 plums on Monday.] He also picks pears.',
    'Tom picks plums. [He gets 30 cents for a plum.] Those who help him get a plum each.',
    'A farm has hens. [The farmer gets 12 eggs a day.] In 5 days they lay 60 eggs.'.replace(
      'they lay',
      'the hens lay',
    ),
    'A box holds 12 pens. [Each pen costs 2 dollars.] Each box costs 20 dollars.',
  ])('%s', (marked) => {
    expect(rules(withGap(marked))).toEqual([]);
  });

  it('or keeps it, blurred', () => {
    const marked = 'Tom visits a farm. [He buys 12 eggs there.] They cost 3 dollars.';
    expect(rules(withGap(marked, 'He buys some eggs there.'))).toEqual([]);
    expect(rules(withGap(marked, 'He goes shopping there.'))).toEqual(['orphan']);
  });
});

describe('a sentence put between others', () => {
  it.each([
    'Tom buys a lamp. [The shop is 12 years old.] It weighs 2 kilograms.',
    'Tom buys eggs. [The shop is 12 years old.] They cost 2 dollars.',
    'Tom buys eggs. [The shop is 12 years old.] Each costs 20 cents.',
    'Of the eggs, 5 are brown. [The shop is 12 years old.] The others are white.',
    'Tom meets Mia. Tom has a dog. [The dog of Mia is 5 years old.] He feeds the dog.',
    'Tom buys eggs. [They weigh 60 grams.] The eggs cost 2 dollars.',
    'Tom buys a lamp. [It is 5 years old.] The lamp costs 2 dollars.',
    'Tom buys eggs. [The others cost 3 dollars.] The eggs cost 2 dollars.',
  ])('parts them: %s', (marked) => {
    expect(rules(withAdded(marked, 'aside'))).toContain('orphan');
    expect(rules(withAdded(marked, 'clash'))).toContain('orphan');
  });

  it.each([
    'Tom buys a lamp. [The shop is 12 years old.] The lamp weighs 2 kilograms.',
    'Tom buys eggs. [The shop is 12 years old.] Each egg costs 20 cents. They are brown.',
    'Tom has a dog. [The shop is 12 years old.] He feeds the dog.',
    'Tom meets Mia. Mia has a dog. [The dog of Mia is 5 years old.] She feeds the dog.',
    'Tom rides to town. [Each of the shops is 12 years old.] It takes an hour to get there.',
    'Tom has a lamp. [Before it was sold, the lamp cost 12 dollars.] The lamp is new.',
    'Tom has a shop. [It is now 12 years to the day since the shop was opened.] The shop is new.',
    'Tom has two shops. [Both shops together have 12 lamps, a rather large number.] The shops are new.',
    'Tom has a shop. [In the wait for customers 12 lamps, not cheap, however good, are sold.] The shop is new.',
    'Tom runs. [In March 5 shops open.] He is fast.',
    'Tom has a box. [The shop is 12 years old.] With its lid, the box weighs 2 kilograms.',
  ])('does not part them: %s', (marked) => {
    expect(rules(withAdded(marked, 'aside'))).toEqual([]);
    expect(rules(withAdded(marked, 'clash'))).toEqual([]);
  });
});

describe('a clash that gives itself away', () => {
  it.each([
    'Actually, the shop has 12 lamps.',
    'In fact, the shop has 12 lamps.',
    'However, the shop has 12 lamps.',
    'The shop has 12 lamps instead.',
    'Correction: the shop has 12 lamps.',
    'Contrary to the sign, the shop has 12 lamps.',
    'The shop has 12 lamps, or rather 11.',
  ])('%s', (sentence) => {
    const marked = `Tom has a shop with 10 lamps. [${sentence}] The lamps are new.`;
    expect(rules(withAdded(marked, 'clash'))).toContain('admits-clash');
    expect(rules(withAdded(marked, 'aside'))).toEqual([]);
  });
});

describe('a clash that is none, since one side is only reported', () => {
  /** A given number of lamps, and the clash with it. */
  function twice(given: string, again: string): Linted {
    const { text, spans } = joinPieces(['Tom has a shop.', given, again, 'The lamps are new.']);
    const [, first = [0, 0], span = [0, 0]] = spans;
    const premises = [
      { id: 'lamps', equation: 'lamps = 10', gives: 'lamps', span: first },
      { id: 'lamps-again', equation: 'lamps = 12', gives: 'lamps', span },
    ];
    const told = { premise: 'lamps-again', quantity: 'lamps', text: again, span };
    const change: Linted['change'] = { kind: 'clash', values: ['10', '12'], ...told };
    return { text, change, premises, asides: [], quantities: [] };
  }

  it.each([
    'According to Mia, the shop has 12 lamps.',
    "By Mia's count, there are 12 lamps.",
    'The receipt shows 12 lamps.',
    'The label on the box says 12 lamps.',
    'On the invoice there are 12 lamps.',
    'In the evening, 12 lamps were counted.',
    'Mia counted 12 lamps.',
    'Mia remembers 12 lamps.',
    'Mia claims that there are 12 lamps.',
  ])('%s', (reported) => {
    expect(rules(twice('The shop has 10 lamps.', reported))).toContain('hearsay');
    expect(rules(twice(reported, 'There are 10 lamps.'))).toContain('hearsay');
    expect(rules(withAdded(`Tom has a shop. [${reported}] The shop is new.`, 'aside'))).toEqual([]);
  });

  it.each([
    'In all, there are 12 lamps.',
    'Both windows counted, there are 12 lamps.',
    'The list of lamps has 12 names.',
    'Mia claims 12 lamps.',
    'The scales show that the lamps weigh 12 kilograms.',
    'In the shop, 12 lamps can be counted.',
  ])('not: %s', (fact) => {
    expect(rules(twice('The shop has 10 lamps.', fact))).toEqual([]);
  });
});

describe('a clause that takes with it what others need', () => {
  it.each([
    'The lamp costs [20 dollars]. Tom buys the lamp.',
    'The lamp weighs [2 kilograms] and costs 20 dollars.',
    'Tom has a box of [12 pens], which are new.',
    'The lamps have [two bulbs] but no shade.',
    'Tom has a lamp[, which cost 20 dollars.] He has a desk.',
  ])('%s', (marked) => {
    expect(rules(withGap(marked))).toContain('cut-short');
  });

  it.each([
    'The lamp [with 2 bulbs] costs 20 dollars.',
    'Tom has a box of [12 new] pens.',
    'The [12] lamps of the shop are new.',
    'Tom has a lamp[, which cost 20 dollars]. The lamp is new.',
  ])('not: %s', (marked) => {
    expect(rules(withGap(marked))).toEqual([]);
  });
});

it('counts what the problem counts: its units are nouns', () => {
  const item = withGap('Tom has 3 zither. [He has 2 dogs.]');
  expect(rules(item)).toEqual([]);
  const unit = {
    id: 'z',
    noun: 'zithers',
    unit: 'zither',
    also: [],
    domain: { min: '1', max: '9' },
  };
  expect(rules({ ...item, quantities: [unit] })).toEqual(['number-noun']);
  const same = { ...unit, id: 'y', noun: 'price in yen', unit: 'yen' };
  expect(rules({ ...withGap('It costs 300 yen. [He pays.]'), quantities: [same] })).toEqual([]);
});
