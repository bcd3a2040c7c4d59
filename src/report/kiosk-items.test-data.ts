import { CANARY, type Item } from '../corrupt/item.ts';
import type { Step } from '../math/certificate.ts';

/** Tests write clauses between bars, "|price:A pen costs 3 dollars.|", and get the text with spans. */
function told(template: string): { text: string; spans: Map<string, [number, number]> } {
  const spans = new Map<string, [number, number]>();
  let text = '';
  template.split('|').forEach((part, i) => {
    const [id = '', ...rest] = part.split(':');
    if (i % 2 === 1) spans.set(id, [text.length, text.length + rest.join(':').length]);
    text += i % 2 === 1 ? rest.join(':') : part;
  });
  return { text, spans };
}

const COUNT = { min: '1', max: '1000', step: '1' };
const MONEY = { min: '1/100', max: '1000', step: '1/100' };
const EQUATIONS = {
  price: 'price = 5/2',
  pens: 'pens = 8',
  'price-again': 'price = 4',
  paid: 'total = 5/4',
  boats: 'boats = 7',
};
const BACKGROUND = [{ id: 'background-1', equation: 'total = price * pens' }];
const WORLD = { price: '5/2', pens: '8', total: '20' };

const step = (yields: string, value: string, equation: string): Step => ({
  yields,
  value,
  from: [{ equation, times: '1' }],
});
const STEPS = {
  price: step('price', '5/2', 'price'),
  again: step('price', '4', 'price-again'),
  pens: step('pens', '8', 'pens'),
  total: step('total', '20', 'background-1'),
};

function item(operator: string, template: string, changes: Partial<Item>): Item {
  const { text, spans } = told(template);
  return {
    format: 'lacuna-item/1',
    canary: CANARY,
    id: `kiosk-1.${operator}`,
    twin: operator === 'intact' ? null : 'kiosk-1.intact',
    family: 'kiosk',
    topic: 'shopping',
    problem: 'kiosk-1',
    operator,
    seed: 1,
    wording: 0,
    text,
    target: 'total',
    answer: '20',
    quantities: [
      { id: 'price', noun: 'price of one pen', unit: 'dollar', also: [], domain: MONEY },
      { id: 'pens', noun: 'number of pens', unit: 'pen', also: [], domain: COUNT },
      { id: 'total', noun: 'total price of the pens', unit: 'dollar', also: [], domain: MONEY },
    ],
    premises: Object.entries(EQUATIONS).flatMap(([id, equation]) => {
      const span = spans.get(id);
      return span ? [{ id, equation, gives: equation.split(' ')[0] ?? null, span }] : [];
    }),
    background: BACKGROUND,
    asides: ['boats'].filter((id) => spans.has(id)),
    change: { kind: 'none' },
    world: WORLD,
    asks: [],
    certificate: {
      kind: 'derivation',
      target: 'total',
      answer: '20',
      steps: [STEPS.price, STEPS.pens, STEPS.total],
      world: WORLD,
    },
    difficulty: null,
    digest: '0'.repeat(64),
    ...changes,
  };
}

export const intact = item(
  'intact',
  'Noor is at the kiosk. |price:A pen costs 2.50 dollars.| |pens:She buys 8 pens.| What does she pay in dollars?',
  {},
);

const OPEN: Partial<Item> = {
  asks: [['price'], ['total']],
  certificate: {
    kind: 'worlds',
    target: 'total',
    answers: ['20', '36'],
    worlds: [WORLD, { price: '9/2', pens: '8', total: '36' }],
  },
};

export const removed = item(
  'remove',
  'Noor is at the kiosk. |boats:7 boats pass by.| |pens:She buys 8 pens.| What does she pay in dollars?',
  {
    ...OPEN,
    change: {
      kind: 'gap',
      premise: 'price',
      equation: 'price = 5/2',
      before: 'A pen costs 2.50 dollars.',
      after: '',
      span: [22, 22],
    },
  },
);

export const blurred = item(
  'blur',
  'Noor is at the kiosk. A pen costs a few dollars. |pens:She buys 8 pens.| What does she pay in dollars?',
  {
    ...OPEN,
    change: {
      kind: 'gap',
      premise: 'price',
      equation: 'price = 5/2',
      before: 'A pen costs 2.50 dollars.',
      after: 'A pen costs a few dollars.',
      span: [22, 48],
    },
  },
);

export const contradicted = item(
  'contradict',
  'Noor is at the kiosk. |price:A pen costs 2.50 dollars.| |pens:She buys 8 pens.| |price-again:The sign says 4 dollars a pen.| What does she pay in dollars?',
  {
    change: {
      kind: 'clash',
      premise: 'price-again',
      quantity: 'price',
      values: ['5/2', '4'],
      text: 'The sign says 4 dollars a pen.',
      span: [65, 95],
    },
    certificate: {
      kind: 'conflict',
      premises: ['price', 'price-again'],
      of: 'price',
      values: ['5/2', '4'],
      first: [STEPS.price],
      second: [STEPS.again],
      without: {},
    },
  },
);

/** By its text it takes half a pen. */
export const impossible = item(
  'impossible',
  'Noor is at the kiosk. |price:A pen costs 2.50 dollars.| |paid:She pays 1.25 dollars.| How many pens does she buy?',
  {
    target: 'pens',
    certificate: {
      kind: 'derivation',
      target: 'pens',
      answer: '1/2',
      steps: [
        STEPS.price,
        step('total', '5/4', 'paid'),
        { yields: 'pens', value: '1/2', from: [{ equation: 'background-1', times: '-2/5' }] },
      ],
      world: WORLD,
    },
  },
);
