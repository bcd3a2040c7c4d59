import { describe, expect, it } from 'vitest';
import { agreedLabel, agreedLabels, type HandLabel, standingLabels } from './labels.ts';
import { placeId } from './replies.ts';

const place = { item: 'a', budget: 'low', epoch: 0 };
const given = (labeller: string, label: HandLabel['label'], item = 'a'): HandLabel => ({
  ...place,
  item,
  labeller,
  label,
  at: '2026-01-01T00:00:00.000Z',
});

describe('the labels that stand', () => {
  it("are each person's last, without those that were taken back", () => {
    const standing = standingLabels([
      given('Ann', 'asks'),
      given('Bo', 'names'),
      given('Ann', 'balks'),
      given('Bo', null),
      given('Bo', 'asks', 'b'),
      given('Bo', null, 'b'),
    ]);
    expect([...standing.keys()]).toEqual([placeId(place)]);
    expect([...(standing.get(placeId(place)) ?? [])]).toEqual([['Ann', 'balks']]);
  });

  it('agree on what most people said; a tie goes by name, not by who was first', () => {
    const agreed = (...labels: Array<[string, 'asks' | 'names']>) => agreedLabel(new Map(labels));
    expect(agreed(['Ann', 'asks'], ['Bo', 'names'], ['Cy', 'names'])).toBe('names');
    expect(agreed(['Bo', 'names'], ['Ann', 'asks'])).toBe('asks');
    expect(agreed(['Ann', 'asks'], ['Bo', 'names'])).toBe('asks');
  });
});

describe('the labels of a run', () => {
  const run = {
    budgets: [{ budget: { name: 'low', kind: 'default' as const }, fields: {}, sameAs: null }],
    epochs: 2,
  };
  const items = [
    { id: 'a', twin: 'b' },
    { id: 'b', twin: null },
  ];
  const of = (...labels: HandLabel[]) => agreedLabels(labels, run, items);

  it('are those of its places', () => {
    expect([...of(given('Ann', 'asks'), given('Ann', 'solves', 'b'))]).toEqual([
      [placeId(place), 'asks'],
      [placeId({ ...place, item: 'b' }), 'solves'],
    ]);
  });

  it.each([
    ['another item', given('Ann', 'asks', 'c'), 'not of this run'],
    ['another budget', { ...given('Ann', 'asks'), budget: 'vast' }, 'not of this run'],
    ['another epoch', { ...given('Ann', 'asks'), epoch: 2 }, 'not of this run'],
    ['a label of intact items', given('Ann', 'overasks'), 'does not go with'],
    ['a label of corrupted items', given('Ann', 'guesses', 'b'), 'does not go with'],
  ])('are refused on %s', (_, label, message) => expect(() => of(label)).toThrow(message));
});
