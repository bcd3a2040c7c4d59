import { describe, expect, test } from 'vitest';
import { readWorkedSolution } from '../worked/worked-solution.ts';
import { audit } from './audit.ts';

function verdict(question: string, solution: string, text: string) {
  return audit({ question, ...readWorkedSolution(solution) }, text);
}

const BASKETS = [
  'Petra has 6 round baskets. She puts 4 buns in each basket. How many buns are in all 6 round baskets?',
  '6*4=<<6*4=24>>24\n#### 24',
] as const;
const TRIANGLE = [
  'The angles of a triangle add up to 180 degrees. The second angle is twice the first, and the third is three times the first. How many degrees has the first angle of the triangle?',
  'x+2x+3x=180\n6x=180\nx=<<30=30>>30\n#### 30',
] as const;
const STALL = [
  'Timo opens a stall with 75 chairs in sight. He sells 12 pies at $5 each. How much money does he take?',
  '12*5=$<<12*5=60>>60\n#### 60',
] as const;
const LIKES = [
  'A song was played 2,000 times in May. In June it was played 3 times as often as in May. How many times was it played last month?',
  '2000*3=<<2000*3=6000>>6000\n#### 6000',
] as const;

describe('answerable', () => {
  test('where nothing was taken out', () => {
    const [question, solution] = BASKETS;
    expect(verdict(question, solution, question.replace(/\?$/, ''))).toMatchObject({
      verdict: 'answerable',
      why: 'nothing was taken out',
      certificate: { kind: 'derivation', answer: '24' },
    });
  });

  test('where the number stands there again', () => {
    const [question, solution] = BASKETS;
    const text = question.replace('Petra has 6 round baskets. ', '');
    expect(verdict(question, solution, text)).toMatchObject({
      verdict: 'answerable',
      why: 'what was taken out stands there again',
    });
  });

  test('where it says but what a word means', () => {
    const [question, solution] = TRIANGLE;
    const text = question.replace('The angles of a triangle add up to 180 degrees. ', '');
    expect(verdict(question, solution, text)).toMatchObject({
      verdict: 'answerable',
      why: 'every reader knows what was taken out',
      certificate: { kind: 'derivation', answer: '30' },
    });
  });

  test('where the solution uses nothing of it', () => {
    const [question, solution] = STALL;
    const text = question.replace('Timo opens a stall with 75 chairs in sight. ', '');
    expect(verdict(question, solution, text)).toMatchObject({
      verdict: 'answerable',
      why: 'the solution uses nothing of what was taken out',
    });
  });
});

describe('unanswerable, with two worlds', () => {
  test.each([
    ['a sentence went', 'He sells 12 pies at $5 each. ', ''],
    ['a number was made vague', '12 pies', 'some pies'],
  ])('%s', (_, before, after) => {
    const [question, solution] = STALL;
    const found = verdict(question, solution, question.replace(before, after));
    expect(found).toMatchObject({
      verdict: 'unanswerable',
      why: 'two worlds fit what the text still states',
      certificate: { kind: 'worlds' },
    });
  });
});

describe('undecided', () => {
  test.each([
    [
      'where the text may be a complete problem without it',
      LIKES,
      LIKES[0].replace('In June it was played 3 times as often as in May. ', ''),
      'the text may be a complete problem without it',
    ],
    [
      'where nothing went, but the solution may be wrong about the text',
      STALL,
      STALL[0],
      'nothing was taken out, but its solution leaves a number idle',
    ],
    [
      'where one thing would be meant without the number of things',
      [
        'Ulla lays a table. She expects 15 guests. A plate costs $6 and a glass costs $4. How much does she spend?',
        '6+4=<<6+4=10>>10\n15*10=<<15*10=150>>150\n#### 150',
      ] as const,
      'Ulla lays a table. A plate costs $6 and a glass costs $4. How much does she spend?',
      'the text may be a complete problem without it',
    ],
    [
      'where it asks for something else',
      STALL,
      'He sells 12 pies at $5 each. How many chairs does he have?',
      'the text has words that the intact one has not',
    ],
    [
      'where other numbers stand in the text',
      STALL,
      STALL[0].replace('12 pies', '13 pies'),
      'the text has numbers that the intact one has not',
    ],
    [
      'where a clause without numbers went that may be a premise',
      [
        'Ole has 20 stamps. He gives 8 of them to Pia. The rest are red. How many stamps are red?',
        '20-8=<<20-8=12>>12\n#### 12',
      ] as const,
      'Ole has 20 stamps. He gives 8 of them to Pia. How many stamps are red?',
      'what was taken out may say how numbers belong together',
    ],
    [
      'where a small number went that a solution uses without a word',
      [
        'Ole has 20 stamps. He loses one of them. Pia gives him 5. How many stamps does he have?',
        '20-1=<<20-1=19>>19\n19+5=<<19+5=24>>24\n#### 24',
      ] as const,
      'Ole has 20 stamps. Pia gives him 5. How many stamps does he have?',
      'a number went that the solution may use',
    ],
    [
      'where the solution cannot be traced',
      ['Ole has 20 stamps. How many has he?', '20+33=<<20+33=53>>53\n#### 53'] as const,
      'Ole has stamps. How many has he?',
      'a number of a calculation stands neither in the question nor in an earlier result',
    ],
  ])('%s', (_, [question, solution], text, why) => {
    expect(verdict(question, solution, text)).toMatchObject({ verdict: 'undecided', why });
  });
});
