import { fraction } from '../math/fraction.ts';
import { parseEquation, symbolsOf } from '../math/polynomial.ts';
import type { Domain } from '../math/system.ts';
import type { Family } from './family.ts';
import { personSlotNames } from './people.ts';
import { hasStrayBrace, slotsOf } from './slots.ts';
import { domainOf, drawBounds, drawOutside } from './values.ts';

/** Something wrong with a family file: where (a path into the document) and what. */
export interface Fault {
  readonly path: ReadonlyArray<string | number>;
  readonly message: string;
}

/** What is wrong with a family beyond its schema: names without meaning, clauses that do not fit. */
export function familyFaults(family: Family): Fault[] {
  return [
    ...nameFaults(family),
    ...quantityFaults(family),
    ...premiseFaults(family),
    ...equationFaults(family),
    ...wordingFaults(family),
    ...sentenceFaults(family),
  ];
}

function fault(path: Fault['path'], message: string): Fault {
  return { path, message };
}

const isGiven = (family: Family, name: string) => family.premises[name] === 'given';

/** One name, one meaning; "b1" and "aside1" are ids that drawing gives out. */
function nameFaults(family: Family): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set(Object.keys(family.quantities));
  const slots: Array<[Fault['path'], string]> = [
    ...family.people.map((name, i): [Fault['path'], string] => [['people', i], name]),
    ...Object.keys(family.names).map((name): [Fault['path'], string] => [['names', name], name]),
  ];
  for (const [path, name] of slots) {
    if (seen.has(name)) faults.push(fault(path, `"${name}" names something else already`));
    seen.add(name);
  }
  for (const [field, names] of [
    ['quantities', Object.keys(family.quantities)],
    ['premises', Object.keys(family.premises)],
  ] as const) {
    const reserved = names.filter((name) => /^(value|constructor|b\d+|aside\d+)$/.test(name));
    faults.push(...reserved.map((name) => fault([field, name], 'this name is reserved')));
  }
  if (!Object.hasOwn(family.quantities, family.target)) {
    faults.push(fault(['target'], `no quantity "${family.target}"`));
  }
  return faults;
}

function quantityFaults(family: Family): Fault[] {
  const slots = textSlots(family);
  return Object.entries(family.quantities).flatMap(([name, quantity]) => {
    const path = ['quantities', name];
    const domain = domainOf(quantity.domain);
    return [
      ...domainFaults([...path, 'domain'], domain),
      ...drawFaults([...path, 'draw'], () => quantity.draw && drawOutside(quantity.draw, domain)),
      ...(quantity.draw && !isGiven(family, name)
        ? [fault([...path, 'draw'], 'is drawn, and no premise of this name is "given"')]
        : []),
      ...[quantity.noun, ...quantity.also].flatMap((text) => textFaults(text, path, slots)),
    ];
  });
}

/** Bounds that leave nothing between them, or no multiple of the step. */
function domainFaults(path: Fault['path'], domain: Domain): Fault[] {
  const { min, max } = domain;
  if (fraction(min).compare(fraction(max)) > 0) {
    return [fault(path, `contradicts itself: its min ${min} is above its max ${max}`)];
  }
  const step = domain.step === undefined ? undefined : fraction(domain.step);
  if (!step) return [];
  if (step.compare(0) <= 0) return [fault(path, 'its step must be above 0')];
  return fraction(min).div(step).ceil().mul(step).compare(fraction(max)) > 0
    ? [
        fault(
          path,
          `contradicts itself: no multiple of ${domain.step} is between ${min} and ${max}`,
        ),
      ]
    : [];
}

function drawFaults(path: Fault['path'], outside: () => string | undefined): Fault[] {
  try {
    const value = outside();
    return value === undefined ? [] : [fault(path, `${value} is outside the quantity's domain`)];
  } catch (cause) {
    return [fault(path, cause instanceof Error ? cause.message : String(cause))];
  }
}

function premiseFaults(family: Family): Fault[] {
  return Object.entries(family.premises).flatMap(([name, premise]) => {
    if (premise !== 'given') return [];
    const quantity = Object.hasOwn(family.quantities, name) ? family.quantities[name] : undefined;
    if (!quantity) return [fault(['premises', name], `is given, and no quantity "${name}" exists`)];
    return quantity.draw ? [] : [fault(['premises', name], 'is given: its quantity needs "draw"')];
  });
}

function equationFaults(family: Family): Fault[] {
  const equations: Array<[Fault['path'], string]> = [
    ...Object.entries(family.premises).map(([name, text]): [Fault['path'], string] => [
      ['premises', name],
      text,
    ]),
    ...family.background.map((text, i): [Fault['path'], string] => [['background', i], text]),
  ];
  return equations.flatMap(([path, text]) => {
    if (text === 'given') return [];
    try {
      const symbols = symbolsOf(parseEquation(text));
      const unknown = symbols.filter((symbol) => !Object.hasOwn(family.quantities, symbol));
      return unknown.map((symbol) => fault(path, `no quantity "${symbol}"`));
    } catch (cause) {
      return [fault(path, cause instanceof Error ? cause.message : String(cause))];
    }
  });
}

function wordingFaults(family: Family): Fault[] {
  return family.wordings.flatMap((wording, w) => {
    const faults: Fault[] = [];
    const told = new Map<string, number>();
    for (const [i, part] of wording.entries()) {
      const path = ['wordings', w, i];
      if (typeof part === 'string') faults.push(...textFaults(part, path, textSlots(family)));
      else if ('question' in part) {
        faults.push(...textFaults(part.question, [...path, 'question'], textSlots(family)));
        if (i !== wording.length - 1) faults.push(fault(path, 'the question comes last'));
      } else {
        faults.push(...clauseFaults(family, part, path));
        told.set(part.premise, (told.get(part.premise) ?? 0) + 1);
      }
    }
    if (!wording.some((part) => typeof part !== 'string' && 'question' in part)) {
      faults.push(fault(['wordings', w], 'has no question'));
    }
    for (const name of Object.keys(family.premises)) {
      const times = told.get(name) ?? 0;
      if (times !== 1) {
        faults.push(fault(['wordings', w], `has ${times} clauses of premise "${name}", not 1`));
      }
    }
    return faults;
  });
}

type Clause = Extract<Family['wordings'][number][number], { premise: string }>;

function clauseFaults(family: Family, clause: Clause, path: Fault['path']): Fault[] {
  const name = clause.premise;
  if (!Object.hasOwn(family.premises, name)) {
    return [fault([...path, 'premise'], `no premise "${name}"`)];
  }
  const slots = textSlots(family);
  const faults = [
    ...textFaults(clause.gone, [...path, 'gone'], slots),
    ...textFaults(clause.blur ?? '', [...path, 'blur'], slots),
  ];
  if (!isGiven(family, name))
    return [...faults, ...textFaults(clause.text, [...path, 'text'], slots)];
  if (!slotsOf(clause.text).includes(name)) {
    faults.push(fault([...path, 'text'], `gives "${name}" and has no slot {${name}}`));
  }
  // A value anywhere but in its own clause would still stand there when the clause is removed.
  return [...faults, ...textFaults(clause.text, [...path, 'text'], new Set([...slots, name]))];
}

/** The sentences that operators add, and the asides. */
function sentenceFaults(family: Family): Fault[] {
  const slots = new Set([...textSlots(family), 'value']);
  return [
    ...Object.entries(family.again).flatMap(([name, text]) => [
      ...(isGiven(family, name) ? [] : [fault(['again', name], `no given premise "${name}"`)]),
      ...textFaults(text, ['again', name], slots),
    ]),
    ...Object.entries(family.claims).flatMap(([name, text]) => [
      ...(Object.hasOwn(family.quantities, name) && !isGiven(family, name)
        ? []
        : [fault(['claims', name], `no quantity "${name}" that premises imply`)]),
      ...textFaults(text, ['claims', name], slots),
    ]),
    ...family.asides.flatMap((aside, i) => [
      ...textFaults(aside.text, ['asides', i, 'text'], slots),
      ...textFaults(aside.noun, ['asides', i, 'noun'], textSlots(family)),
      ...drawFaults(['asides', i, 'draw'], () => {
        drawBounds(aside.draw);
        return undefined;
      }),
    ]),
  ];
}

/** The slots that may stand in any text: people and names, no values. */
function textSlots(family: Family): ReadonlySet<string> {
  return new Set([...family.people.flatMap(personSlotNames), ...Object.keys(family.names)]);
}

function textFaults(text: string, path: Fault['path'], slots: ReadonlySet<string>): Fault[] {
  const unknown = slotsOf(text).filter((slot) => !slots.has(slot));
  const faults = unknown.map((slot) => fault(path, `the slot {${slot}} means nothing here`));
  return hasStrayBrace(text) ? [...faults, fault(path, 'a brace without its partner')] : faults;
}
