import { describe, expect, it } from 'vitest';
import { InputError } from '../input-error.ts';
import { defaultPeople, parsePeople, personSlotNames, personSlots } from './people.ts';

describe('the roster', () => {
  it('has some forty different names with full pronouns', () => {
    const people = defaultPeople();
    const names = new Set(people.map(({ name }) => name));
    expect(names.size).toBe(people.length);
    expect(names.size).toBeGreaterThanOrEqual(40);
    expect(new Set(people.map(({ pronouns }) => pronouns.they))).toEqual(new Set(['she', 'he']));
  });

  it('refuses a roster that names pronouns which do not exist', () => {
    expect(() => parsePeople('{pronouns: {}, people: {it: [Rex]}}', 'p.yaml')).toThrow(InputError);
    expect(() => parsePeople('people: 3', 'p.yaml')).toThrow(/^p\.yaml: /);
  });

  it('fills every slot that a family may use', () => {
    const [person] = parsePeople(
      '{pronouns: {she: {they: she, them: her, their: her, theirs: hers}}, people: {she: [Ann]}}',
      'p',
    );
    const slots = new Map(person && personSlots('cook', person));
    expect([...slots.keys()]).toEqual(personSlotNames('cook'));
    expect(slots.get('cook')).toBe('Ann');
    expect(slots.get('cook.They')).toBe('She');
    expect(slots.get('cook.theirs')).toBe('hers');
  });
});
