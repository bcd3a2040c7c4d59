import { describe, expect, it } from 'vitest';
import { Item, isCertified } from '../corrupt/item.ts';
import { verifyItem } from '../corrupt/verify.ts';
import { CONTRADICTED } from '../protocol/fixtures/items.ts';
import { answer } from '../protocol/user.ts';
import { subjectOf } from '../reading/subject.ts';
import { ExternalItem, subjectOfExternal } from './external.ts';
import { admitExternal } from './external-items.ts';

const VANS = {
  id: 'Vans/1',
  kind: 'missing',
  twin: 'Vans/1 whole',
  text: 'A firm has 4 vans. How many boxes do they hold?',
  needs: [{ noun: 'number of boxes in a van', value: '30', unit: 'box' }],
  answer: '120',
};
const WHOLE = {
  id: 'Vans/1 whole',
  kind: 'intact',
  twin: 'Vans/1',
  text: 'A firm has 4 vans of 30 boxes. How many boxes do they hold?',
  answer: '120',
};
const CLASHING = {
  id: 'vans-twice',
  kind: 'contradicted',
  twin: 'Vans/1 whole',
  text: 'A firm has 4 vans of 30 boxes, and each van holds 35. How many boxes do they hold?',
  clash: [{ noun: 'number of boxes in a van', values: ['30', '35'] }],
  answer: '120.0',
};

function admit(...items: unknown[]) {
  const parsed = items.map((item) => ExternalItem.parse(item));
  const results = [...admitExternal(new Map(parsed.map((item) => [item.id, item])), 'our own')];
  return {
    items: results.flatMap((result) => ('item' in result ? [result.item] : [])),
    rejected: results.flatMap((result) => ('rejected' in result ? [result.rejected] : [])),
  };
}

const { items } = admit(VANS, WHOLE, CLASHING);
const [whole, missing, clashing] = items;
if (!whole || !missing || !clashing) throw new Error('not admitted');

describe('an item of others, admitted', () => {
  it('is a well-formed item that claims no proof', () => {
    expect(items.map(({ operator }) => operator)).toEqual([
      'external-intact',
      'external-missing',
      'external-contradicted',
    ]);
    for (const item of items) {
      expect(Item.parse(JSON.parse(JSON.stringify(item)))).toEqual(item);
      expect(isCertified(item)).toBe(false);
      expect(item.certificate).toEqual({ kind: 'none', source: 'our own' });
      expect(verifyItem(item, item.twin === null ? undefined : whole)).toEqual([]);
      expect([item.twin, item.family]).toEqual([item.twin === null ? null : whole.id, whole.id]);
    }
  });

  it('is read as calibration reads it', () => {
    expect(subjectOf(missing)).toMatchObject({
      ...subjectOfExternal(ExternalItem.parse(VANS)),
      target: 'answer',
    });
    expect(subjectOf(clashing).clash).toEqual(
      subjectOfExternal(ExternalItem.parse(CLASHING)).clash,
    );
  });

  it('has an id as ours have them, the same for the same id, another for another', () => {
    const again = admit(WHOLE, { ...WHOLE, id: 'vans/1 whole' }).items.map(({ id }) => id);
    expect(again[0]).toBe(whole.id);
    expect(new Set(again).size).toBe(2);
  });
});

describe('the simulated user, asked about it,', () => {
  it('knows what is missing, and nothing else', () => {
    expect(answer(missing, 'How many boxes are in a van?')).toEqual({
      text: 'The number of boxes in a van is 30.',
      understood: ['q0'],
    });
    expect(answer(missing, 'Who drives the vans?')?.text).toBe("I don't know.");
  });

  it('says which of two clashing values holds', () => {
    const said = answer(clashing, 'Is it 30 or 35 boxes in a van?');
    expect(said?.understood).toEqual(['clash']);
    expect(said?.text).toContain('30');
    expect(said?.text).not.toContain('35');
  });

  it('does not know a value that the set does not give', () => {
    const { items } = admit(WHOLE, { ...VANS, needs: [{ noun: 'number of boxes in a van' }] });
    expect(answer(items[1] ?? missing, 'How many boxes are in a van?')?.text).toBe("I don't know.");
  });
});

describe('an item of others is not admitted', () => {
  it.each([
    ['without a twin', { ...VANS, twin: null }, 'no intact twin'],
    ['with a twin that is not there', { ...VANS, twin: 'elsewhere' }, 'not in the file'],
    ['with a twin that is not intact', { ...VANS, twin: 'vans-twice' }, 'not intact'],
    ['with another answer than its twin', { ...VANS, answer: '121' }, 'answer is not that of'],
  ])('%s', (_, item, why) => {
    const { rejected } = admit(item, WHOLE, CLASHING);
    expect(rejected).toEqual([expect.stringContaining(why)]);
  });

  it('where the answer is not known', () => {
    expect(admit({ ...WHOLE, answer: null }).rejected).toEqual([
      expect.stringContaining('no exact number'),
    ]);
  });
});

describe('verification refuses what only looks uncertified', () => {
  const faults = (changes: Partial<Item>, twin: Item | undefined = whole) =>
    verifyItem({ ...missing, ...changes }, twin).join('; ');

  it.each([
    ['a digest that is not its own', { text: 'Something else?' }, 'digest'],
    ['a change that claims to be shown', { change: CONTRADICTED.change }, 'change claims'],
    ['a certificate beside a report', { certificate: CONTRADICTED.certificate }, 'certificate'],
    ['an operator of ours', { operator: 'remove' }, 'operator'],
    ['premises', { premises: CONTRADICTED.premises }, 'premises'],
    ['an ask for what has no name', { asks: [['q7']] }, 'there is no "q7"'],
    ['another answer than its twin', { answer: '7' }, 'answer'],
  ])('%s', (_, changes, fault) => expect(faults(changes)).toContain(fault));

  it('a twin that is not there, or is the wrong one', () => {
    expect(verifyItem(missing, undefined).join()).toContain('twin: there is no item');
    expect(faults({}, clashing)).toContain('twin: not the intact item');
  });
});
