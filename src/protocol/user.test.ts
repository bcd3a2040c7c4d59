import { describe, expect, test } from 'vitest';
import { generateItems } from '../corrupt/generate.ts';
import { defaultFamilies, loadFamilies } from '../problem/load.ts';
import { CONTRADICTED, INTACT, MISSING } from './fixtures/items.ts';
import { answer } from './user.ts';

describe('the user answers what is asked', () => {
  test.each([
    ['What is the price of one glass?', 'The price of one glass is 3 dollars.'],
    ['How much does a glass of lemonade cost?', 'The price of one glass is 3 dollars.'],
    [
      'Please tell me the price of a glass and I can finish.',
      'The price of one glass is 3 dollars.',
    ],
    [
      'I would need to know how much one glass was sold for; what was its price?',
      'The price of one glass is 3 dollars.',
    ],
    ['What was her total income?', 'The total income is 60 dollars.'],
  ])('%s', (reply, said) => {
    expect(answer(MISSING, reply)?.text).toBe(said);
  });

  test('all of a list', () => {
    const said = answer(
      MISSING,
      'To solve this I need:\n- the price of one glass\n- the number of lemons bought\n\nThanks!',
    );
    expect(said?.understood).toEqual(['price', 'lemons']);
    expect(said?.text).toBe(
      'The price of one glass is 3 dollars. The number of lemons bought is 16.',
    );
  });

  test('what the text already says', () => {
    expect(answer(INTACT, 'How many lemons did she buy?')?.text).toBe(
      'The number of lemons bought is 16.',
    );
  });

  test('which of two clashing values holds', () => {
    const said = answer(
      CONTRADICTED,
      'The text says 20 glasses and also 24 glasses. Which number is right?',
    );
    expect(said?.understood).toEqual(['clash']);
    expect(said?.text).toContain('The number of glasses sold is 20.');
    expect(said?.text).not.toContain('24');
  });
});

describe('the user volunteers nothing', () => {
  test('to what may mean many things he asks back', () => {
    const quantities = ['lemons', 'oranges', 'limes', 'plums'].map((fruit) => ({
      id: fruit,
      noun: `number of ${fruit} bought`,
      unit: fruit,
      also: ['pieces of fruit bought'],
      domain: { min: '1', max: '99', step: '1' },
    }));
    const world = Object.fromEntries(quantities.map(({ id }, n) => [id, String(n + 5)]));
    const item = {
      ...INTACT,
      quantities: [...INTACT.quantities.filter(({ id }) => id !== 'lemons'), ...quantities],
      world: { ...INTACT.world, ...world },
    };
    expect(answer(item, 'How many pieces of fruit did she buy?')).toEqual({
      text: "I'm not sure what you mean. What exactly do you need to know?",
      understood: [],
    });
    expect(answer(item, 'What number of limes did she buy?')?.understood).toEqual(['limes']);
  });

  test('a question for a yes or no about something else gets no value', () => {
    expect(answer(MISSING, 'Did the glass cost extra on a rainy day?')?.text).toBe("I don't know.");
  });

  test('to a generic request he asks back', () => {
    expect(answer(MISSING, 'Could you please provide more information?')).toEqual({
      text: 'What exactly do you need to know?',
      understood: [],
    });
  });

  test('what the world does not hold he does not know', () => {
    expect(answer(MISSING, 'What is the weather like in her town?')?.text).toBe("I don't know.");
  });

  test('he never says the answer', () => {
    for (const item of [MISSING, CONTRADICTED, INTACT]) {
      expect(
        answer(item, 'What is her profit in dollars? Could you tell me the profit?')?.text ?? '',
      ).not.toMatch(/52/);
    }
  });

  test.each([
    'She makes 52 dollars. Let me know if you have any questions!',
    '**52**',
    'Would you like me to show the steps? The answer is 52.',
    'The price of a glass is not given.',
    '',
  ])('nothing is said where nothing is asked: %s', (reply) => {
    expect(answer(MISSING, reply)).toBeNull();
  });
});

test('in nearly every problem of ours, a quantity asked for by one of its names is the one understood', async () => {
  const families = await loadFamilies(defaultFamilies());
  const items = [...generateItems({ families, operators: ['intact'], perFamily: 1, seed: 3 })];
  let asked = 0;
  const misread: string[] = [];
  for (const item of items) {
    if ('rejected' in item) continue;
    for (const { id, noun, also } of item.quantities.filter(({ id }) => id !== item.target)) {
      for (const name of [noun, ...also]) {
        asked += 1;
        const understood = answer(item, `Please tell me the ${name}.`)?.understood ?? [];
        if (understood.length !== 1 || understood[0] !== id) misread.push(`${item.id} ${name}`);
      }
    }
  }
  expect(asked).toBeGreaterThan(100);
  expect(misread.length / asked, misread.join('\n')).toBeLessThan(0.05);
});
