import { expect, test } from 'vitest';
import { statement } from './statement.ts';

test.each([
  ['price of one glass', 'dollar', '3', 'The price of one glass is 3 dollars.'],
  ['number of lemons', 'lemon', '16', 'The number of lemons is 16.'],
  ['late fees for the books', 'dollar', '4', 'The late fees for the books are 4 dollars.'],
  ['rent and profit together', 'euro', '90', 'The rent and profit together are 90 euros.'],
  ["Ann's and Ben's money together", 'euro', '90', "Ann's and Ben's money together is 90 euros."],
  ['bonus per crate', 'zloty', '4', 'The bonus per crate is 4 zlotys.'],
  ['walking time', 'hour', '17/6', 'The walking time is 2 5/6 hours.'],
  ['share of the tank', '', '2/3', 'The share of the tank is 2/3.'],
  ['walking time in hours', 'hour', '5/3', 'The walking time in hours is 1 2/3.'],
  ['points for a draw', 'point', '4', 'The points for a draw are 4.'],
  ['energy of a lamp', 'kilowatt-hour', '12', 'The energy of a lamp is 12 kilowatt-hours.'],
  ['price of the pass', 'yen', '28000', 'The price of the pass is 28000 yen.'],
  ["Ann's age today", 'year', '1', "Ann's age today is 1 year."],
])('%s, in %s: %s', (noun, unit, value, said) => {
  const domain = { min: '0', max: '100000' };
  expect(statement({ id: 'q', noun, unit, also: [], domain }, value)).toBe(said);
});
