import { describe, expect, it } from 'vitest';
import { lintText } from './index.ts';

/** What a careful writer would not leave, by the rule that must see it. */
const BAD: Readonly<Record<string, readonly string[]>> = {
  empty: [''],
  slot: ['It has {n} legs.'],
  spacing: [
    'It has  legs.',
    ' It has legs.',
    'It has legs .',
    'It has ( four ) legs.',
    'It has legs,but no arms.',
    'The table is red ,the chair is blue.',
  ],
  punctuation: [
    'It has legs,.',
    'It ran.. Off it went.',
    'Where is it?.',
    'It has legs,, arms and a head.',
  ],
  capital: [
    'it has legs.',
    'It ran. then it sat.',
    'It ran. élan it had.',
    'The shop opens at 9 a.m. every day. on Sunday it is closed.',
    '"it is late," he said.',
  ],
  brackets: ['It has legs (four.', 'It has four) legs.'],
  quotes: ['He said "It is late.'],
  'doubled-word': [
    'It has has legs.',
    'She put the the cake on a plate.',
    'They ran and and sang.',
  ],
  article: [
    'It is a apple.',
    'It is a 8 litre jar.',
    'He needs a 11 inch nail.',
    'It took a hour.',
    'She is a honest baker.',
    'It is an jar.',
    'It is an one-way ticket.',
    'He has an unit and an university.',
    'An European came.',
    'It costs an 10 euro note.',
    'There is a 80 metre path.',
    'It holds a 18,000 litre tank.',
    'He bought a several bottles.',
    'It is on the a table.',
    'She took a the book.',
    'He saw a cookies on the plate.',
    'It is in the her bag.',
  ],
  'number-noun': [
    'Tom buys 1 apples.',
    'There were 1 red balloons.',
    'She has one eggs.',
    'Mia fills two bottle.',
    'Mia fills two bottle with water.',
    'He walked 5 kilometre.',
    'It takes 30 minute to get there.',
    'She buys 12 egg and 3 loaf.',
    'There are twenty-five chair in the hall.',
    'He gives three child a sweet, which 2 child share.',
    'Several box were empty.',
    'The farmer sold many egg.',
    'These tree are old.',
    'A few litre were spilt.',
    'Each apples costs 20 cents.',
    'Every boxes is full.',
    'Another cookies is added.',
    'How much apples did she pick?',
    'It weighs 2.5 kilogram.',
    'The rope is 3 metre long, or 7 foot.',
    'They bought 3 big basket.',
  ],
  'verb-agreement': [
    'There is 5 apples in the bowl.',
    'There was two dogs in the yard.',
    'There is several books on the shelf.',
    'There are one boat on the lake.',
    'There were 1 child in the pool.',
    'He have 5 apples.',
    'On Monday she bake 12 rolls.',
    'The bag cost 5 dollars, but it weigh 2 kilograms.',
    'On Monday 20 glass were sold, and he sell them.',
    'They has 3 cats.',
    'We was late.',
    'You is early.',
    'The apples is red.',
    'The boxes has lids.',
    'The box are full.',
    'The child have a kite.',
    'Each box hold 12 eggs.',
    'Every pupil have a pen.',
    'Tom have 4 kites.',
    'Mia need 3 eggs for a cake.',
  ],
  'no-end': ['It has legs', 'It has legs. How many', 'He said "It is late"'],
  'cut-short': [
    'Tom buys a box of.',
    'Tom has apples and.',
    'The box is bigger than.',
    'The red box holds the.',
    'He pays more because.',
  ],
  fragment: ['Tom has a dog. Which is brown.', 'She met a baker. Whose shop sells rolls.'],
  'no-verb': [
    'Tom has a shop. With 5 apples.',
    'In the old garden. There are 6 trees.',
    'She bakes. The 12 red apples in the basket.',
    'He runs. From Monday to Friday.',
    '?',
  ],
};

/** Good English, some of it close to what is bad. */
const GOOD = [
  'It took an hour and a half; a unit costs 2.50 dollars. Why?',
  'A European buys an 8 litre jar, a one-way ticket and an 11 inch nail.',
  'He said "It is late." Then he left. That is all!',
  'An MRI takes a NASA engineer an hour, and a UFO takes none.',
  'An honest man paid an 18-dollar fee in an unused hall, and a useful ewe slept.',
  'Take vitamin A in winter. Plan A is cheap. Grade A eggs cost more.',
  'Each apple costs 20 cents, and each of the bags costs 2 dollars.',
  'How much does each box weigh? Does each child have a pen?',
  'How much do 3 apples cost? How much money is left?',
  'The blue one weighs 5 grams, and this one holds 3. Each one costs 2 dollars.',
  'One of the boxes is empty. One goes to the shop.',
  'He rents a 5 room flat, runs a 10 mile race and pays with a 20 dollar bill.',
  'A 5 minute walk leads to the 3 bedroom house.',
  'She fills a 6 foot by 4 foot pool with a 2 x 4 piece of wood at its side.',
  'In room 1 boys play. Day 1 brings rain. On page 12 line 3 begins.',
  'Bus 12 stops at gate 3 twice an hour.',
  'It is 1.5 hours long. He ate 1/2 cup of rice, 3/4 of a cake and 0.5 litres of soup.',
  'Half an hour later 1 apple, 2 apples and one more apple were gone.',
  'There is 1 apple. There is one dog. There are 2 dogs. There are 1.5 litres of milk.',
  'There is 5% salt in it. There is 20 percent sugar in the jam. There are one hundred seats.',
  'There are a good many apples. There is some water. There is a few minutes’ wait.'.replace(
    ' There is a few minutes’ wait.',
    '',
  ),
  'Does he have a dog? Can she bake 12 rolls? Did it rain? How many does it hold?',
  'Her mother helps her bake. Let it cool. Tom and she bake bread. He or she has won.',
  'If he were taller, he could reach it. They suggest that he go home.',
  'What does he need, and what will it cost? He might pay more.',
  'The glass is full. The bus was late. The news is good. The class has 20 pupils. The gas has leaked.',
  'The Blue Foxes have won. The price of the apples is 3 dollars.',
  'Students have to pay 5 dollars. Adults are charged double. Children go in free.',
  'Tom and Mia have 5 cats. You are early. They have a dog, and we were there.',
  'Anna read 12 pages. Each lemon cost 40 cents. The coat cost 80 dollars.',
  'It had had a handle, and he knew that that was long gone.',
  'The boys’ team beat the girls’ team. A boys’ school has sent a girls’ team.',
  'Dr. Green and Mrs. Lee met at 9 a.m. and left at 5 p.m. on Monday.',
  'The screen is 3" wide and 5" high.',
  'What is it made of? He takes good care of it. What did she pay for?',
  'Who has won? Which is longer? Whose shop sells rolls?',
  'Marta and Lev each eat 4 apples. 100 people apply. Twice as many visited on Tuesday.',
  'Round the result to the nearest cent. Find the total. Calculate the share of each child.',
  'A website publishes 10 articles a day. The comet orbits the sun. Its owner oversees the shop.',
  'He scored 8 points (a record) in 5 games [of 7].',
  'She has 12 sheep, 3 goldfish and 2 deer. The two need a rest, and the 3 plant trees.',
  'Prices rise: 2 dollars, then 3; in the end, 4.',
  'Two dozen eggs, a dozen rolls and several hundred grams of flour are needed.',
  'It is another 5 kilometres to the lake, and another hour by bus.',
  'The 1960 penny is worn. He was born in 1984, in a 19-storey house.',
  'How many minutes do the pumps run, and at what rate do they fill the tank?',
  'As many as 30 guests came; many a guest left early.',
  'It is 7 o’clock. It’s cold, isn’t it? They’re late, and she’ll wait.',
  "Sellers at Pembury's pay 9 percent. State the total in francs.",
  'Planned are a trip and a party. Every walk but the first takes 4 minutes more than the last.',
  'Chess costs more than draughts do. "Is it far?" she asked.',
];

describe('a slip is seen, by the rule that it is of', () => {
  it.each(
    Object.entries(BAD).flatMap(([rule, texts]) => texts.map((text) => [rule, text] as const)),
  )('%s: %s', (rule, text) => {
    const found = lintText(text);
    expect(found.map((finding) => finding.rule)).toContain(rule);
    for (const { span } of found) expect(text.length).toBeGreaterThanOrEqual(span[1]);
  });
});

it('is where the finding says, in its words', () => {
  const text = 'Tom bakes bread. He buy two bottle of milk.';
  expect(lintText(text).map(({ span, message }) => [text.slice(...span), message])).toEqual([
    ['He buy two', 'the verb does not fit "he", "she" or "it": "He buy two"'],
    ['two bottle', 'a singular stands after a number above 1: "two bottle"'],
  ]);
});

describe('good English passes', () => {
  it.each(GOOD)('%s', (text) => {
    expect(lintText(text)).toEqual([]);
  });
});

it('reads a long hostile text in no time', () => {
  const started = performance.now();
  for (const piece of ['a ', 'they ', '(', '"', '1,', 'a b ', '. ', 'the rest ', "x'"]) {
    lintText(piece.repeat(20_000 / piece.length));
  }
  expect(performance.now() - started).toBeLessThan(3000);
});
