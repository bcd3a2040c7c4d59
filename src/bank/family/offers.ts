import { statedNumbers } from '../../corrupt/stated-numbers.ts';
import { fraction } from '../../math/fraction.ts';
import type { Family } from '../../problem/family.ts';
import type { Fault } from '../../problem/family-faults.ts';
import { slotsOf } from '../../problem/slots.ts';
import { type Draw, mayDraw } from '../../problem/values.ts';

/** What a family of the bank must have beyond a valid file, so that every operator has something to do. */
export function offerFaults(family: Family): Fault[] {
  return [
    ...wordingFaults(family),
    ...sentenceFaults(family),
    ...synonymFaults(family),
    ...numberFaults(family),
    ...personFaults(family),
  ];
}

const isGiven = (family: Family, name: string) => family.premises[name] === 'given';

function wordingFaults(family: Family): Fault[] {
  const few: Fault[] =
    family.wordings.length < 2 ? [{ path: ['wordings'], message: 'fewer than 2 wordings' }] : [];
  const blurs = family.wordings.flatMap((wording, w) =>
    wording.flatMap((part, i): Fault[] => {
      const bare =
        typeof part === 'object' &&
        'premise' in part &&
        !part.blur &&
        isGiven(family, part.premise);
      return bare ? [{ path: ['wordings', w, i], message: `no blur of "${part.premise}"` }] : [];
    }),
  );
  const last = family.wordings.flatMap((wording, w): Fault[] => {
    const end = wording.at(-1);
    return typeof end === 'object' && 'question' in end
      ? []
      : [{ path: ['wordings', w], message: 'the question does not stand last' }];
  });
  return [...few, ...blurs, ...last];
}

function sentenceFaults({ again, claims, asides, premises, target }: Family): Fault[] {
  const faults: Fault[] = [];
  const given = Object.values(premises).filter((premise) => premise === 'given').length;
  if (Object.keys(again).length < Math.min(2, given)) {
    faults.push({ path: ['again'], message: 'states fewer than 2 given quantities once more' });
  }
  if (Object.keys(claims).length < 1) {
    faults.push({ path: ['claims'], message: 'states nothing that several premises imply' });
  }
  if (asides.length < 2) faults.push({ path: ['asides'], message: 'fewer than 2 asides' });
  if (premises[target] === 'given') {
    faults.push({ path: ['target'], message: 'is given: there is nothing to solve' });
  }
  return faults;
}

function synonymFaults({ quantities }: Family): Fault[] {
  return Object.entries(quantities).flatMap(([name, { also }]): Fault[] =>
    also.length > 0
      ? []
      : [{ path: ['quantities', name], message: 'no other noun phrase for it (also)' }],
  );
}

/** Numbers of the fixed text that a draw may give as well, and a draw of 1, before which plurals stand. */
function numberFaults(family: Family): Fault[] {
  const draws = [
    ...Object.entries(family.quantities).flatMap(([name, { draw }]): Drawn[] =>
      draw === undefined ? [] : [{ path: ['quantities', name, 'draw'], name, draw }],
    ),
    ...family.asides.map(
      ({ noun, draw }, i): Drawn => ({ path: ['asides', i, 'draw'], name: noun, draw }),
    ),
  ];
  const ones = draws.filter(({ draw }) => mayDraw(draw, fraction(1)));
  const clashes = fixedTexts(family).flatMap(({ path, text }) =>
    statedNumbers(text).flatMap((number) => {
      const drawn = draws.find(({ draw }) => mayDraw(draw, number));
      const message = `states ${number.toFraction()}, which may be drawn for "${drawn?.name}" too`;
      return drawn ? [{ path, message }] : [];
    }),
  );
  return [
    ...ones.map(({ path }): Fault => ({ path, message: 'may draw 1: plurals do not fit' })),
    ...clashes,
  ];
}

interface Drawn {
  readonly path: Fault['path'];
  readonly name: string;
  readonly draw: Draw;
}

/** Every text without the values of slots; relations ("three times as many") are part of the mathematics. */
function fixedTexts(family: Family): Array<{ path: Fault['path']; text: string }> {
  return [
    ...family.wordings.flatMap((wording, w) =>
      wording.flatMap((part, i): Array<{ path: Fault['path']; text: string }> => {
        if (typeof part === 'string') return [{ path: ['wordings', w, i], text: part }];
        if ('question' in part)
          return [{ path: ['wordings', w, i, 'question'], text: part.question }];
        if (!isGiven(family, part.premise)) return [];
        return (['text', 'blur', 'gone'] as const).map((form) => ({
          path: ['wordings', w, i, form],
          text: part[form] ?? '',
        }));
      }),
    ),
    ...Object.entries(family.again).map(([name, text]) => ({ path: ['again', name], text })),
    ...Object.entries(family.claims).map(([name, text]) => ({ path: ['claims', name], text })),
    ...family.asides.map(({ text }, i) => ({ path: ['asides', i, 'text'], text })),
  ];
}

/** Added sentences stand anywhere: with two people about, "she" must have her name in the sentence. */
function personFaults(family: Family): Fault[] {
  if (family.people.length < 2) return [];
  const added = fixedTexts(family).filter(({ path }) => path[0] !== 'wordings');
  return added.flatMap(({ path, text }) => {
    const slots = slotsOf(text);
    const lost = slots.find((slot, index) => {
      const [person = '', form] = slot.split('.');
      return form !== undefined && !slots.slice(0, index).includes(person);
    });
    return lost ? [{ path, message: `{${lost}} comes before the name that it stands for` }] : [];
  });
}
