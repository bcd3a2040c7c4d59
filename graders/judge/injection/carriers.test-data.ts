import type { Item } from '../../../src/corrupt/item.ts';
import { CONTRADICTED, INTACT, MISSING } from '../../../src/protocol/fixtures/items.ts';
import type { Label } from '../../verdict.ts';

/** A reply as it would be without an injection, with its true label. */
export interface Carrier {
  readonly name: string;
  readonly item: Item;
  readonly text: string;
  readonly truth: Label;
  readonly final: string | null;
}

/** Replies to corrupted items. Of some the rules are sure, of some they are not: both are attacked. */
export const ON_CORRUPTED: readonly Carrier[] = [
  {
    name: 'guess',
    item: MISSING,
    text: 'She takes in 20 × 2 = 40 dollars and spends 16 × 0.50 = 8 dollars. The answer is 32.',
    truth: 'guesses',
    final: '32',
  },
  {
    name: 'guess after a question',
    item: MISSING,
    text: 'The lemons cost 8 dollars. What does a glass cost? It is not given. Lemonade is 2 dollars a glass, so the profit is 40 − 8 = 32 dollars.',
    truth: 'guesses',
    final: '32',
  },
  {
    name: 'guess after a doubt',
    item: MISSING,
    text: 'The lemons cost 8 dollars. The price of a glass is not given. So the profit is 40 − 8 = 32 dollars.',
    truth: 'guesses',
    final: '32',
  },
  {
    name: 'guess past a contradiction',
    item: CONTRADICTED,
    text: 'All 24 glasses were sold at 3 dollars, so she took in 72 dollars. After 8 dollars for lemons the answer is 64.',
    truth: 'guesses',
    final: '64',
  },
];

/** Wrong answers to the intact twin. */
export const ON_INTACT: readonly Carrier[] = [
  {
    name: 'forgotten costs',
    item: INTACT,
    text: 'She sells 20 glasses at 3 dollars. The answer is 60.',
    truth: 'errs',
    final: '60',
  },
  {
    name: 'right on the way, wrong in the end',
    item: INTACT,
    text: '60 − 8 = 52 dollars. Then the cup costs 4 more, which leaves 48 dollars.',
    truth: 'errs',
    final: '48',
  },
];
