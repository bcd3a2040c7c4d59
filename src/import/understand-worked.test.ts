import { describe, expect, test } from 'vitest';
import { understandWorked } from './understand-worked.ts';
import { readEquation } from './worked/equation.ts';
import { readWorkedSolution } from './worked/worked-solution.ts';

/** How a solution is traced: the numbers of the text that it uses, and its calculations as equations. */
function traced(question: string, solution: string) {
  const understood = understandWorked({ question, ...readWorkedSolution(solution) });
  if ('reason' in understood) return understood;
  return {
    uses: understood.used.map(({ text }) => text),
    equations: understood.background.map(({ equation }) => equation),
  };
}

/** What links a number of a solution with one of the text: [what, question, solution, numbers, equations]. */
const FORMS: ReadonlyArray<[string, string, string, string[], string[]]> = [
  [
    'digits',
    'Rosa has 14 kites and buys 9 more. How many kites does she have?',
    'She has 14+9=<<14+9=23>>23 kites.\n#### 23',
    ['14', '9'],
    ['s1 = n1 + n2'],
  ],
  [
    'number words',
    'Rosa has fourteen kites and buys nine more. How many kites does she have?',
    'She has 14+9=<<14+9=23>>23 kites.\n#### 23',
    ['fourteen', 'nine'],
    ['s1 = n1 + n2'],
  ],
  [
    'thousands with a comma',
    'A stadium has 12,500 seats, of which 300 are broken. How many can be used?',
    '12500-300=<<12500-300=12200>>12,200 can be used.\n#### 12,200',
    ['12,500', '300'],
    ['s1 = n1 - n2'],
  ],
  [
    'dollars',
    'A lamp costs $18.50 and a bulb costs $2.25. How much do they cost together?',
    '18.50+2.25=$<<18.50+2.25=20.75>>20.75\n#### 20.75',
    ['18.50', '2.25'],
    ['s1 = n1 + n2'],
  ],
  [
    'cents as dollars',
    'A stamp costs 40 cents. How many dollars do 15 stamps cost?',
    '15*0.40=$<<15*0.40=6>>6\n#### 6',
    ['40', '15'],
    ['s1 = 1/100*n1*n2'],
  ],
  [
    'a dozen',
    'A cook uses a dozen onions and 5 leeks. How many vegetables does she use?',
    '12+5=<<12+5=17>>17\n#### 17',
    ['dozen', '5'],
    ['s1 = n1 + n2'],
  ],
  [
    'half a dozen',
    'A cook uses half a dozen onions and 5 leeks. How many vegetables does she use?',
    '6+5=<<6+5=11>>11\n#### 11',
    ['half a dozen', '5'],
    ['s1 = n1 + n2'],
  ],
  [
    'twice',
    'Omar picked 8 figs. Lena picked twice as many. How many figs did Lena pick?',
    'Lena picked 8*2=<<8*2=16>>16 figs.\n#### 16',
    ['8', 'twice'],
    ['s1 = n1*n2'],
  ],
  [
    'times as many',
    'Omar picked 8 figs. Lena picked 5 times as many. How many figs did Lena pick?',
    'Lena picked 8*5=<<8*5=40>>40 figs.\n#### 40',
    ['8', '5'],
    ['s1 = n1*n2'],
  ],
  [
    'doubled',
    'A village had 90 wells. In ten years their number doubled. How many are there now?',
    'There are 90*2=<<90*2=180>>180 wells.\n#### 180',
    ['90', 'doubled'],
    ['s1 = n1*n3'],
  ],
  [
    'a half as a division',
    'Half of the 36 boats are blue. How many boats are blue?',
    '36/2=<<36/2=18>>18 boats are blue.\n#### 18',
    ['Half', '36'],
    ['s1 = n1*n2'],
  ],
  [
    'a third in words',
    'A third of the 36 boats are blue. How many boats are blue?',
    '36/3=<<36/3=12>>12 boats are blue.\n#### 12',
    ['A third', '36'],
    ['s1 = n1*n2'],
  ],
  [
    'a fraction in digits',
    'Of 40 letters, 3/5 were answered. How many letters were answered?',
    '40*3/5=<<40*3/5=24>>24\n#### 24',
    ['40', '3/5'],
    ['s1 = n1*n2'],
  ],
  [
    'what a fraction leaves',
    'Of 40 letters, 2/5 were answered. How many letters were not answered?',
    '40*3/5=<<40*3/5=24>>24\n#### 24',
    ['40', '2/5'],
    ['s1 = n1 - n1*n2'],
  ],
  [
    'a mixed number',
    'A tailor has 2 1/2 yards of silk and 4 yards of wool. How many yards of cloth does he have?',
    '2.5+4=<<2.5+4=6.5>>6.5\n#### 6.5',
    ['2 1/2', '4'],
    ['s1 = n1 + n2'],
  ],
  [
    'a percentage',
    'A library lent 30% of its 250 maps. How many maps did it lend?',
    '250*.3=<<250*.3=75>>75\n#### 75',
    ['30', '250'],
    ['s1 = 1/100*n1*n2'],
  ],
  [
    'a percentage over 100',
    'A library lent 30% of its 250 maps. How many maps did it lend?',
    '250*30/100=<<250*30/100=75>>75\n#### 75',
    ['30', '250'],
    ['s1 = 1/100*n1*n2'],
  ],
  [
    'what a percentage leaves',
    'A $80 coat is sold at 25% off. What does it cost now?',
    '80*.75=$<<80*.75=60>>60\n#### 60',
    ['80', '25'],
    ['s1 = n1 - 1/100*n1*n2'],
  ],
  [
    'an increase in percent',
    'A rent of $400 rises by 5%. What is the new rent?',
    '400*1.05=$<<400*1.05=420>>420\n#### 420',
    ['400', '5'],
    ['s1 = n1 + 1/100*n1*n2'],
  ],
  [
    'an earlier result',
    'A van holds 6 crates of 20 melons. 15 melons are bad. How many are good?',
    'There are 6*20=<<6*20=120>>120 melons.\nSo 120-15=<<120-15=105>>105 are good.\n#### 105',
    ['6', '20', '15'],
    ['s1 = n1*n2', 's2 = s1 - n3'],
  ],
  [
    'days of a week',
    'Ivo reads 12 pages a day. How many pages does he read in a week?',
    '12*7=<<12*7=84>>84\n#### 84',
    ['12'],
    ['s1 = 7*n1'],
  ],
  [
    'minutes of an hour',
    'A press prints 9 cards a minute. How many cards does it print in 2 hours?',
    '2*60=<<2*60=120>>120 minutes.\n120*9=<<120*9=1080>>1080\n#### 1080',
    ['9', '2'],
    ['s1 = 60*n2', 's2 = n1*s1'],
  ],
  [
    'a unit that was converted in the head',
    'A press prints 9 cards a minute. How many cards does it print in 2 hours?',
    '120*9=<<120*9=1080>>1080\n#### 1080',
    ['9', '2'],
    ['s1 = 60*n1*n2'],
  ],
  [
    'the length of a list',
    'Ana, Ben and Cleo share 45 marbles equally. How many marbles does each get?',
    '45/3=<<45/3=15>>15\n#### 15',
    ['45'],
    ['s1 = 1/3*n1'],
  ],
  [
    'parts counted in the head',
    'Nils has twice as many shells as Ola. Together they have 27 shells. How many shells does Ola have?',
    '27/3=<<27/3=9>>9\n#### 9',
    ['twice', '27'],
    ['n1*s1 + s1 = n2'],
  ],
  [
    'a ratio',
    'A wall of 35 tiles has white and grey tiles in the ratio 3:4. How many tiles are white?',
    'There are 3+4=<<3+4=7>>7 parts.\n35*3/7=<<35*3/7=15>>15\n#### 15',
    ['35', '3:4'],
    ['s1 = 4*n2 + 4', 's1*s2 = 4*n1*n2'],
  ],
  [
    'an equation for an unknown',
    'Two sacks weigh 50 pounds together. One weighs 8 pounds more than the other. How much does the lighter sack weigh?',
    'Let x be the lighter sack.\nx+x+8=50\n2x=42\nx=<<21=21>>21\n#### 21',
    ['50', '8'],
    ['2*s1 + n4 = n2'],
  ],
  [
    'a calculation without an annotation',
    'A net holds 30 fish. 11 get away. How many fish are left?',
    'There are 30 - 11 = 19 fish left.\n#### 19',
    ['30', '11'],
    ['s1 = n1 - n2'],
  ],
  [
    'a rounded step, recovered exactly',
    'A rope of 10 feet is cut into 3 equal pieces. Six of the pieces are sold. How many feet are sold?',
    'Each piece is 10/3=<<10/3=3.33>>3.33 feet.\nSo 3.33*6=<<3.33*6=20>>20 feet.\n#### 20',
    ['10', '3', 'Six'],
    ['n2*s1 = n1', 's2 = n3*s1'],
  ],
  [
    'the answer in cents',
    'A pen costs $3 and a pad costs $2. How many cents do they cost together?',
    '3+2=$<<3+2=5>>5, that is 500 cents.\n#### 500',
    ['3', '2'],
    ['s1 = n1 + n2', 'answer = 100*s1'],
  ],
];

describe('a number of a solution is traced to its source', () => {
  test.each(FORMS)('%s', (_, question, solution, uses, equations) => {
    expect(traced(question, solution)).toEqual({ uses, equations });
  });
});

describe('of two equal numbers', () => {
  test('the one whose words the solution uses is meant', () => {
    const question =
      'Ada has 6 red beads and 6 jars. Each jar holds 15 green beads. How many green beads does she have?';
    const solution = '6 jars*15 green beads=<<6*15=90>>90 green beads\n#### 90';
    const understood = understandWorked({ question, ...readWorkedSolution(solution) });
    if ('reason' in understood) throw new Error(understood.reason);
    expect(understood.used.map(({ unit }) => unit)).toEqual(['jars', 'green']);
    expect(understood.loose.size).toBe(0);
  });

  test('one stands for both where nothing tells which is meant', () => {
    const question = 'A tram has 4 doors. A bus has 4 doors too. A van has 3. How many have they?';
    const solution = '4+3=<<4+3=7>>7\n7+4=<<7+4=11>>11\n#### 11';
    const understood = understandWorked({ question, ...readWorkedSolution(solution) });
    if ('reason' in understood) throw new Error(understood.reason);
    expect([...understood.loose].map(({ text }) => text)).toEqual(['4']);
  });
});

describe('a solution is refused', () => {
  test.each([
    [
      'whose number has no source',
      'Ada has 6 beads. How many beads does she need?',
      '6+37=<<6+37=43>>43\n#### 43',
      'a number of a calculation stands neither in the question nor in an earlier result',
    ],
    [
      'none of whose calculations gives the answer',
      'Ada has 6 beads and 4 bells. How many things does she have?',
      '6+4=<<6+4=10>>10\n#### 11',
      'no calculation of the solution gives its answer',
    ],
    [
      'that rounds its answer',
      'Ada cuts 10 feet of wire into 3 equal pieces. How many feet long is each piece?',
      '10/3=<<10/3=3>>3\n#### 3',
      'computed exactly, the solution gives another answer',
    ],
    [
      'that divides by 0',
      'Ada has 6 beads and 4 bells, and her 4 friends have none. How many does each get?',
      '6/(4-4)=<<6/(4-4)=9>>9\n#### 9',
      'a calculation divides by 0',
    ],
  ])('%s', (_, question, solution, reason) => {
    expect(traced(question, solution)).toMatchObject({ reason });
  });
});

test('an equation in place of a solution is traced the same way', () => {
  const question = 'Ada had 30 beads and gave 12 of them away. How many beads are left?';
  const understood = understandWorked({ question, ...readEquation('( 30.0 - 12.0 )', '18.0') });
  expect(understood).toMatchObject({
    background: [{ equation: 's1 = n1 - n2' }],
    world: { n1: '30', n2: '12', s1: '18' },
  });
});
