import { describe, expect, test } from 'vitest';
import { withTwins } from '../corrupt/generate.ts';
import type { CertifiedItem } from '../corrupt/item.ts';
import { operatorNamed } from '../corrupt/operators/index.ts';
import { verifyItem } from '../corrupt/verify.ts';
import type { Rejected } from './intake.ts';
import { GSM8K } from './mapping.ts';
import type { FileRecord } from './records.ts';
import { importWordProblems, type Taken } from './word-problems.ts';

type Row = readonly [question: string, answer: string];

async function importRows(rows: readonly Row[], seed = 1): Promise<Array<Taken | Rejected>> {
  async function* records(): AsyncGenerator<FileRecord> {
    for (const [index, [question, answer]] of rows.entries()) {
      yield { where: `own.jsonl:${index + 1}`, number: index + 1, value: { question, answer } };
    }
  }
  const operators = withTwins(['remove', 'blur', 'contradict'].map(operatorNamed));
  const options = { mapping: GSM8K, set: 'own', operators, seed };
  const results: Array<Taken | Rejected> = [];
  for await (const result of importWordProblems(records(), options)) results.push(result);
  return results;
}

async function itemsOf(row: Row, seed = 1): Promise<readonly CertifiedItem[]> {
  const [result] = await importRows([row], seed);
  if (!result || 'why' in result) throw new Error(`rejected: ${JSON.stringify(result)}`);
  return result.items;
}

/** What of an item is missing, by its name. */
function missing({ change, quantities }: CertifiedItem): string | undefined {
  return change.kind === 'gap'
    ? quantities.find(({ id }) => id === change.premise)?.noun
    : undefined;
}

/** How a number is made vague: [question, solution, corrupted text, what is missing]. */
const WORDINGS: ReadonlyArray<[string, string, string, string]> = [
  [
    'Rosa has 14 kites and buys 9 more. How many kites does she have?',
    '14+9=<<14+9=23>>23\n#### 23',
    'Rosa has a certain number of kites and buys 9 more. How many kites does she have?',
    'number of kites that Rosa has',
  ],
  [
    'Each crate holds 24 bottles. A cellar has 15 crates. How many bottles are in the cellar?',
    '24*15=<<24*15=360>>360\n#### 360',
    'Each crate holds a certain number of bottles. A cellar has 15 crates. How many bottles are in the cellar?',
    'number of bottles that each crate holds',
  ],
  [
    'Omar picked 8 plums. Lena picked twice as many plums as Omar. How many plums did Lena pick?',
    '8*2=<<8*2=16>>16\n#### 16',
    'Omar picked 8 plums. Lena picked more plums than Omar. How many plums did Lena pick?',
    'number of times as many plums as Omar that Lena picked',
  ],
  [
    'Lena picked 5 times as many plums as Omar, who picked 8 plums. How many plums did Lena pick?',
    '8*5=<<8*5=40>>40\n#### 40',
    'Lena picked several times as many plums as Omar, who picked 8 plums. How many plums did Lena pick?',
    'number of times as many plums as Omar that Lena picked',
  ],
  [
    'A library lent 30% of its 250 maps. How many maps did it lend?',
    '250*.3=<<250*.3=75>>75\n#### 75',
    'A library lent a certain percentage of its 250 maps. How many maps did it lend?',
    'percentage that a library lent',
  ],
  [
    'A shop gives a 15% discount on a coat that costs $80. How much is the discount?',
    '80*.15=$<<80*.15=12>>12\n#### 12',
    'A shop gives a discount on a coat that costs $80. How much is the discount?',
    'percentage of the discount that a shop gives on a coat',
  ],
  [
    'Mia is 7 years older than Tom, who is 15 years old. How old is Mia?',
    '15+7=<<15+7=22>>22\n#### 22',
    'Mia is several years older than Tom, who is 15 years old. How old is Mia?',
    'number of years by which Mia is older than Tom',
  ],
  [
    'A lorry drives at 45 miles per hour for 4 hours. How many miles does it drive?',
    '45*4=<<45*4=180>>180\n#### 180',
    'A lorry drives at a certain speed for 4 hours. How many miles does it drive?',
    'speed at which a lorry drives',
  ],
  [
    'A cake takes 3/4 cup of milk. How many cups of milk do 8 cakes take?',
    '8*3/4=<<8*3/4=6>>6\n#### 6',
    'A cake takes a fraction of a cup of milk. How many cups of milk do 8 cakes take?',
    'fraction of a cup of milk that a cake takes',
  ],
  [
    'Ina earned $90 and spent $35 of it. How much money does she have left?',
    '90-35=$<<90-35=55>>55\n#### 55',
    'Ina earned a certain amount and spent $35 of it. How much money does she have left?',
    'amount of money that Ina earned',
  ],
  [
    'Karl saves $4 more than Ruth each week. Ruth saves $11 each week. How much does Karl save each week?',
    '11+4=$<<11+4=15>>15\n#### 15',
    'Karl saves more than Ruth each week. Ruth saves $11 each week. How much does Karl save each week?',
    'amount of money by which Karl saves more than Ruth each week',
  ],
  [
    'The sum of two numbers is 41. One of them is 17. What is the other number?',
    '41-17=<<41-17=24>>24\n#### 24',
    'The sum of two numbers is a certain number. One of them is 17. What is the other number?',
    'sum of numbers',
  ],
  [
    'Jo walks 3 miles. Then she cycles another 12 miles. How many miles does she travel?',
    '3+12=<<3+12=15>>15\n#### 15',
    'Jo walks 3 miles. Then she cycles some more miles. How many miles does she travel?',
    'number of miles that Jo cycles',
  ],
  [
    'A baker, who sells rolls for $2 each, sold 60 rolls. How much money did he take?',
    '60*2=$<<60*2=120>>120\n#### 120',
    'A baker, who sells rolls for a certain price each, sold 60 rolls. How much money did he take?',
    'price of rolls each',
  ],
  [
    'A tank has a capacity of 900 gallons and is two-thirds full. How many gallons are in it?',
    '900*2/3=<<900*2/3=600>>600\n#### 600',
    'A tank has a capacity of a certain number of gallons and is two-thirds full. How many gallons are in it?',
    'capacity of a tank',
  ],
];

describe('a number is made vague', () => {
  test.each(WORDINGS)('%s', async (question, solution, text, noun) => {
    const texts = new Map<string | undefined, string>();
    // The seed says which of the numbers goes.
    for (let seed = 1; seed <= 8; seed += 1) {
      for (const item of await itemsOf([question, solution], seed)) {
        if (item.operator === 'blur') texts.set(missing(item), item.text);
      }
    }
    expect(texts.get(noun)).toBe(text);
  });
});

/** What of a text stays, whatever the seed: [why, question, solution, what stays]. */
const KEPT: ReadonlyArray<[string, string, string, string]> = [
  [
    'what the other parts of the whole leave',
    'Kai has 14 pens that need ink. 3 of them are red, 5 of them are blue and 6 of them are green. How long does it take to fill all of the pens if a red pen takes 9 minutes, a blue one 7 minutes and a green one 8 minutes?',
    '3*9=<<3*9=27>>27\n5*7=<<5*7=35>>35\n6*8=<<6*8=48>>48\n27+35+48=<<27+35+48=110>>110\n#### 110',
    '3 of them are red, 5 of them are blue and 6 of them are green',
  ],
  [
    'what is left of a mixture',
    'I pour 12 liters of tea into 20 liters of milk, after I spill 2 liters of the tea. A third of the tea and a quarter of the milk is sugar. How many liters of sugar are in the 30 liters that I have?',
    '12-2=<<12-2=10>>10\n10/3=<<10/3=10/3>>10/3\n20/4=<<20/4=5>>5\n10/3+5=<<10/3+5=25/3>>25/3\n#### 25/3',
    '20 liters of milk',
  ],
  [
    'what the text counts as far as',
    'For 7 months Ada pays $30 a month, and in the eighth month the rest of her debt of $300. How much does she pay in the eighth month?',
    '7*30=<<7*30=210>>210\n300-210=<<300-210=90>>90\n#### 90',
    'For 7 months',
  ],
  [
    'a count that the text gives otherwise elsewhere',
    'Eight sheds hold at least 30 hens each. A farmer buys 40 hens and shares them out evenly over all the eleven sheds. How many hens are in 5 of the sheds at least?',
    '40/8=<<40/8=5>>5\n5*5=<<5*5=25>>25\n5*30=<<5*30=150>>150\n150+25=<<150+25=175>>175\n#### 175',
    'Eight sheds',
  ],
  [
    'a dozen where the answer is in dozens',
    'A tin makes 1 dozen muffins. Uwe eats 4 muffins a day for 30 days. How many dozens of muffins does he need?',
    '4*30=<<4*30=120>>120\n120/12=<<120/12=10>>10\n#### 10',
    '1 dozen muffins',
  ],
  [
    'a level that the change alone may tell',
    'A pump runs for 9 hours a day and uses 700 watts. Its time is reduced by 4 hours a day. How many watts a day are saved?',
    '700*9=<<700*9=6300>>6300\n700*4=<<700*4=2800>>2800\n6300-2800=<<6300-2800=3500>>3500\n#### 3500',
    '9 hours a day',
  ],
  [
    'a fee that another fee of the text would be taken for',
    'A bill comes to $60. The office adds a 15% fee to it and takes $5 in courier fees. How much is to be paid?',
    '60*.15=$<<60*.15=9>>9\n60+9+5=$<<60+9+5=74>>74\n#### 74',
    'a 15% fee',
  ],
  [
    'a count right before a banknote',
    'Nils has 2 fifty dollar bills. He buys 7 pens for $2 each. How much money does he have left?',
    '2*50=<<2*50=100>>100\n7*2=<<7*2=14>>14\n100-14=<<100-14=86>>86\n#### 86',
    '2 fifty dollar bills',
  ],
  [
    'a multiple behind "only"',
    'Ben bakes 40 loaves. Ulf only bakes half as many loaves as Ben. How many loaves does Ulf bake?',
    '40/2=<<40/2=20>>20\n#### 20',
    'Ulf only bakes half as many',
  ],
];

describe('a number stays', () => {
  test.each(KEPT)('that is %s', async (_, question, solution, stays) => {
    for (let seed = 1; seed <= 6; seed += 1) {
      for (const { text } of await itemsOf([question, solution], seed)) {
        expect(text).toContain(stays);
      }
    }
  });
});

describe('the other operators', () => {
  const sale: Row = [
    'A baker sells 60 rolls a day. Each roll costs $2. How much money does he take in a day?',
    '60*2=$<<60*2=120>>120\n#### 120',
  ];

  test('a sentence goes that the answer plainly needs', async () => {
    const removed = (await itemsOf(sale)).find(({ operator }) => operator === 'remove');
    expect(removed?.text).toBe(
      'A baker sells 60 rolls a day. How much money does he take in a day?',
    );
  });

  test('what holds of each thing of a kind is said again, otherwise', async () => {
    const clash = (await itemsOf(sale)).find(({ operator }) => operator === 'contradict');
    expect(clash?.text).toMatch(
      /^A baker sells 60 rolls a day\. Each roll costs \$2\. Each roll costs \$(?!2\.)[\d.]+\. How/,
    );
  });

  test('no sentence goes that what follows leans on', async () => {
    const items = await itemsOf([
      'A camp has 40 tents. Each tent sleeps 6 scouts. Half of them are asleep. How many scouts are asleep?',
      '40*6=<<40*6=240>>240\n240/2=<<240/2=120>>120\n#### 120',
    ]);
    expect(items.map(({ operator }) => operator)).not.toContain('remove');
  });
});

describe('a sentence stays', () => {
  test.each([
    [
      'without which the text is a complete problem',
      'A tour has 4 groups of 50 guests. Each group was given 6 guides. What is the number of people there in all?',
      '4*50=<<4*50=200>>200\n4*6=<<4*6=24>>24\n200+24=<<200+24=224>>224\n#### 224',
    ],
    [
      'without which one thing would be meant',
      'Ulla buys a reading lamp with a bulb for the hall. She has 15 rooms in the hall. If a lamp costs $6 each and a bulb costs $4 each, how much does she spend on lamps?',
      '6+4=<<6+4=10>>10\n15*10=<<15*10=150>>150\n#### 150',
    ],
    [
      'that says who "he" is',
      'A jug of cider is 12 cups of cider. Otto drinks 5 jugs of cider. If cider has 30 calories per cup how many calories does he consume?',
      '12*5=<<12*5=60>>60\n60*30=<<60*30=1800>>1800\n#### 1800',
    ],
  ])('%s', async (_, question, solution) => {
    const items = await itemsOf([question, solution]);
    expect(items.map(({ operator }) => operator)).not.toContain('remove');
  });
});

test('every item verifies, its twin is first, and its question is understood', async () => {
  const results = await importRows(WORDINGS.map(([question, solution]) => [question, solution]));
  for (const result of results) {
    if ('why' in result) throw new Error(result.why);
    const [twin, ...others] = result.items;
    expect(twin?.twin).toBeNull();
    expect(others.length).toBeGreaterThan(0);
    for (const item of others) expect(verifyItem(item, twin)).toEqual([]);
  }
});

test('the same seed gives the same items, byte for byte', async () => {
  const rows = WORDINGS.map(([question, solution]): Row => [question, solution]);
  expect(JSON.stringify(await importRows(rows, 5))).toBe(JSON.stringify(await importRows(rows, 5)));
});

/** What is in the way of a problem: [what, question, solution, reason, detail]. */
const REFUSED: ReadonlyArray<[string, string, string, string, RegExp]> = [
  [
    'a number that stands twice',
    'Rex has 25 bones in 5 holes and 5 bones in each hole. How many bones does he have?',
    '5*5=<<5*5=25>>25\n#### 25',
    'no number may go from the text',
    /5: the text says it again/,
  ],
  [
    'a number that another unit says',
    'A snail crawls for 14 days, that is for two weeks. It crawls at least 5 feet a day. What is the least number of feet that it crawls?',
    '14*5=<<14*5=70>>70\n#### 70',
    'no number may go from the text',
    /14: another unit says it/,
  ],
  [
    'what every reader knows',
    'A clerk sells at least 20 stamps a day. He works 7 days a week. What is the least number of stamps that he sells in a week?',
    '20*7=<<20*7=140>>140\n#### 140',
    'no number may go from the text',
    /7: every reader knows it/,
  ],
  [
    'as many as the text lists',
    'Ana, Ben, Cleo and Dora are 4 cousins. Each of them pays at most $9 for a seat. What do the seats cost at most?',
    '4*9=<<4*9=36>>36\n#### 36',
    'no number may go from the text',
    /4: the text lists as many/,
  ],
  [
    'a bound',
    'A lift takes at most 12 people. At least 5 people are in it. How many more fit in, at most?',
    '12-5=<<12-5=7>>7\n#### 7',
    'no number may go from the text',
    /12: no natural wording without it/,
  ],
  [
    'a part that the other part leaves',
    'At least 300 votes were cast. Of the votes, 40% are for Ann and 60% are for Bo. How many votes does Bo have at least?',
    '300*.6=<<300*.6=180>>180\n#### 180',
    'no number may go from the text',
    /60%: the other parts leave it/,
  ],
  [
    'a number that others of the text may give',
    'A lamp is on for 6 hours, then off for 3 hours, in all 9 hours. How many hours is it on and off?',
    '6+3=<<6+3=9>>9\n#### 9',
    'no number may go from the text',
    /6: it may follow from numbers that the solution does not use/,
  ],
  [
    'two, where the text says "both"',
    'The twins, both of them, ate 2 pears. At most 9 pears were there. How many pears are left at most?',
    '9-2=<<9-2=7>>7\n#### 7',
    'no number may go from the text',
    /2: so small a number may be said otherwise/,
  ],
  [
    'a solution that uses no number of the text',
    'How many hours do two days have?',
    '24+24=<<24+24=48>>48\n#### 48',
    'the solution uses no number of the text',
    /^$/,
  ],
  [
    'a number with no source',
    'A plank is 12 inches long. What is its area in square inches?',
    '12*5=<<12*5=60>>60\n#### 60',
    'a number of a calculation stands neither in the question nor in an earlier result',
    /^5$/,
  ],
  [
    'an answer that is the missing number itself',
    'How many pages does Tom read in all if he reads 12 pages?',
    '12*1=<<12*1=12>>12\n#### 12',
    'no corruption of it is certified',
    /would fill the gap/,
  ],
  [
    'a text that is no English',
    'She have 12 marbles and finds 5 more. How many marbles does she have?',
    '12+5=<<12+5=17>>17\n#### 17',
    'its text is not admitted',
    /the verb does not fit/,
  ],
];

describe('a problem is refused', () => {
  test.each(REFUSED)('for %s', async (_, question, solution, why, detail) => {
    const [result] = await importRows([[question, solution]]);
    expect(result).toMatchObject({ why, malformed: false });
    expect(result).toHaveProperty('detail', expect.stringMatching(detail));
  });

  test('that the file has already', async () => {
    const row: Row = [
      'Rosa has 14 kites and buys 9. How many has she?',
      '14+9=<<14+9=23>>23\n#### 23',
    ];
    const [first, second] = await importRows([row, row]);
    expect(first).toHaveProperty('items');
    expect(second).toMatchObject({
      where: 'own.jsonl:2',
      why: 'its question stands earlier in the file',
    });
  });

  test.each([
    ['an annotation that is not closed', '14+9=<<14+9=23 kites\n#### 23', /not closed/],
    ['an annotation without a result', '14+9=<<14+9>>23\n#### 23', /it has no "="/],
    ['an annotation that is no arithmetic', '<<14+nine=23>>23\n#### 23', /broken annotation/],
    ['no answer', '14+9=<<14+9=23>>23', /no line "#### answer"/],
    ['an answer that is no number', '14+9=<<14+9=23>>23\n#### many', /"many" is no number/],
  ])('with %s, as malformed', async (_, solution, detail) => {
    const [result] = await importRows([['Rosa has 14 kites and buys 9. How many?', solution]]);
    expect(result).toMatchObject({ why: 'not read', malformed: true });
    expect(result).toHaveProperty('detail', expect.stringMatching(detail));
  });
});
