import { describe, expect, test } from 'vitest';
import { mentions } from './mentions.ts';

const quantity = (id: string, noun: string, unit: string, also: string[] = []) => ({
  id,
  noun,
  unit,
  also,
});
const QUANTITIES = [
  quantity('red', 'number of marbles in the red box', 'marble'),
  quantity('blue', 'number of marbles in the blue box', 'marble'),
  quantity('price', 'price of one marble', 'dollar'),
  quantity('age', "Ida's age", 'year'),
  quantity('speed', 'speed of the train', 'kilometre per hour'),
  quantity('hours', 'time of the journey', 'hour'),
];

describe('a request means the quantity whose name fits best', () => {
  test.each([
    ['How many marbles are in the red box?', ['red']],
    ['the contents of the blue box', ['blue']],
    ['What does a marble cost?', ['price']],
    ['How much is one marble in dollars?', ['price']],
    ['How much did the marbles cost apiece?', ['price']],
    ['How old is Ida?', ['age']],
    ['How fast does the train go?', ['speed']],
    ['How long does the journey take?', ['hours']],
    ['How many marbles are in each box?', ['red', 'blue']],
    ['the number of marbles in the red box, and the price of one marble', ['red', 'price']],
    ['What colour is the train?', []],
    ['How many windows does the train have?', []],
    ['Is it raining?', []],
    ['', []],
  ])('%s', (text, ids) => expect(mentions(text, QUANTITIES)).toEqual(ids));
});

test('how much something cost, or somebody put in, is asked of that thing, not of another sum', () => {
  const sums = [
    quantity('helmet', 'price of the helmet', 'euro'),
    quantity('bicycle', 'price of the bicycle', 'euro'),
    quantity('deposit', 'amount paid into the account', 'euro', ['deposit']),
  ];
  expect(mentions('How much did the helmet cost?', sums)).toEqual(['helmet']);
  expect(mentions('How much does a bicycle cost?', sums)).toEqual(['bicycle']);
  expect(mentions('How much did Farid put into the account?', sums)).toEqual(['deposit']);
});

test('among equals, the preferred ones are meant', () => {
  const preferred = new Set(['blue']);
  expect(mentions('How many marbles are in the box?', QUANTITIES, { preferred })).toEqual(['blue']);
});
