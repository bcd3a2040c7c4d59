import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { packageFile } from '../package-root.ts';

const FORMS = ['they', 'them', 'their', 'theirs'] as const;

const Pronouns = z.strictObject({
  they: z.string(),
  them: z.string(),
  their: z.string(),
  theirs: z.string(),
});

const Roster = z.strictObject({
  pronouns: z.record(z.string(), Pronouns),
  people: z.record(z.string(), z.array(z.string().min(1)).min(1)),
});

export interface Person {
  readonly name: string;
  readonly pronouns: z.infer<typeof Pronouns>;
}

/** Reads a roster of people; see problems/people.yaml. Throws InputError where it is not one. */
export function parsePeople(yaml: string, file: string): Person[] {
  const roster = Roster.safeParse(parse(yaml));
  if (!roster.success) throw new InputError(`${file}: ${z.prettifyError(roster.error)}`);
  return Object.entries(roster.data.people).flatMap(([set, names]) => {
    const pronouns = roster.data.pronouns[set];
    if (!pronouns) throw new InputError(`${file}: people.${set}: no pronouns of that name`);
    return names.map((name) => ({ name, pronouns }));
  });
}

let ours: Person[] | undefined;

/** The roster that ships with the package, read once. */
export function defaultPeople(): readonly Person[] {
  ours ??= readOurs();
  return ours;
}

function readOurs(): Person[] {
  const file = packageFile('problems/people.yaml');
  return parsePeople(readFileSync(file, 'utf8'), file);
}

/** What the slots of a person stand for: {p}, {p.they}, and with a capital {p.They}. */
export function personSlots(slot: string, person: Person): Array<[string, string]> {
  return [
    [slot, person.name],
    ...FORMS.flatMap((form): Array<[string, string]> => {
      const word = person.pronouns[form];
      return [
        [`${slot}.${form}`, word],
        [`${slot}.${capital(form)}`, capital(word)],
      ];
    }),
  ];
}

/** The names of a person's slots. */
export function personSlotNames(slot: string): string[] {
  return [slot, ...FORMS.flatMap((form) => [`${slot}.${form}`, `${slot}.${capital(form)}`])];
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
