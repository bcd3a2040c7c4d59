import { describe, expect, it } from 'vitest';
import { heapInUse } from '../../tests/heap-in-use.ts';
import { InputError } from '../input-error.ts';
import { aRun, asked, aVerdict, effort, someItems } from './simulated-run.test-data.ts';
import { Tally } from './tally.ts';

const items = someItems(2, 1);
const cut = 'family-0.0.cut';
const intact = 'family-0.0.intact';

describe('a tally takes in only verdicts of its run', () => {
  it.each([
    ['an item that is not in the run', aVerdict('elsewhere', 'asks')],
    ['a budget that was not asked', aVerdict(cut, 'asks', { budget: 'high' })],
    ['an epoch beyond the run', aVerdict(cut, 'asks', { epoch: 1 })],
    ['a label of intact items on a corrupted one', aVerdict(cut, 'solves')],
    ['a label of corrupted items on an intact one', aVerdict(intact, 'asks')],
  ])('not %s', (_, verdict) => {
    const tally = new Tally(aRun(), items);
    expect(() => tally.add(verdict)).toThrow(InputError);
    expect(() => tally.add(verdict)).toThrow(verdict.item);
  });

  it('not those of a second grader', () => {
    const tally = new Tally(aRun(), items);
    tally.add(aVerdict(cut, 'asks'));
    expect(() => tally.add(aVerdict(intact, 'solves', { grader: 'judge/1' }))).toThrow('judge/1');
    expect(tally.grader).toBe('rules/1');
  });

  it('not one that contradicts an earlier one, but the same one twice', () => {
    const tally = new Tally(aRun(), items);
    tally.add(aVerdict(cut, 'asks'));
    tally.add(aVerdict(cut, 'asks'));
    expect(tally.outcomes('default', cut)).toHaveLength(1);
    expect(() => tally.add(aVerdict(cut, 'guesses'))).toThrow('twice');
  });

  it('not those of a budget that was asked under another name', () => {
    const budgets = [asked(effort('low')), asked(effort('high'), 'low')];
    const tally = new Tally(aRun({ budgets }), items);
    expect(() => tally.add(aVerdict(cut, 'asks', { budget: 'high' }))).toThrow(InputError);
  });
});

describe('a tally is over the items of its run', () => {
  it('and says so when they are others', () => {
    expect(() => new Tally(aRun({ items: 9 }), items)).toThrow('asked 9 items, but 4');
  });

  it('and says which twin is missing', () => {
    const halves = items.filter(({ id }) => id !== intact);
    expect(() => new Tally(aRun({ items: 3 }), halves)).toThrow(`its twin ${intact}`);
  });
});

it('a tally keeps next to nothing of each verdict', () => {
  const kept = (epochs: number) => {
    const before = heapInUse();
    const tally = new Tally(aRun({ epochs }), items);
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      for (const { id, twin } of items) {
        const spent = { calls: 1, input: epoch, output: epoch, reasoning: null };
        tally.add(aVerdict(id, twin === null ? 'solves' : 'asks', { epoch, spent }));
      }
    }
    const bytes = heapInUse() - before;
    expect(tally.outcomes('default', cut)).toHaveLength(epochs);
    return bytes / (epochs * items.length);
  };
  // Buffers that are still to be collected may make one try seem more.
  const tries = [kept(20_000), kept(20_000), kept(20_000)];
  // Bytes: an object of each would be a hundred.
  expect(Math.min(...tries)).toBeLessThan(24);
});
