import { createHash } from 'node:crypto';
import { InputError } from '../input-error.ts';
import type { World } from '../math/certificate.ts';
import { determine } from '../math/determine.ts';
import { fraction, rational } from '../math/fraction.ts';
import { Random } from '../math/random.ts';
import { type Equation, equation, inDomain, type System } from '../math/system.ts';
import type { Family } from './family.ts';
import { defaultPeople, type Person, personSlots } from './people.ts';
import type { Problem, Quantity, Segment } from './problem.ts';
import { fill } from './slots.ts';
import { domainOf, drawBounds, drawValue, formatValue, isShort } from './values.ts';

/** How often values are drawn before the family is refused; and how long we hold out for better ones. */
const TRIES = { most: 300, choosy: 60 };

/**
 * One problem of a family: drawn values, people, names and wording, and the true value of every
 * quantity, derived from all premises. The same family, seed and index give the same problem.
 * Throws InputError where the family does not fix a quantity, or where no draw stays in its domains.
 */
export function drawProblem(
  family: Family,
  seed: number,
  index: number,
  people: readonly Person[] = defaultPeople(),
): Problem {
  const random = new Random(seed, family.family, index);
  const { world, asides } = drawWorld(family, random);
  const slots = drawSlots(family, random, people);
  const say = (text: string) => fill(text, slots);
  const quantities = Object.entries(family.quantities).map(
    ([id, quantity]): Quantity => ({
      id,
      noun: say(quantity.noun),
      unit: say(quantity.unit),
      also: quantity.also.map(say),
      domain: domainOf(quantity.domain),
    }),
  );
  const shown = quantities.map(({ id, unit, domain }): [string, string] => [
    id,
    formatValue(fraction(valueIn(world, id)), { unit, domain }),
  ]);
  const wording = random.int(0, family.wordings.length - 1);
  return {
    id: `${family.family}-${shortHash(seed, family.family, index)}`,
    family: family.family,
    topic: family.topic,
    wording,
    quantities,
    premises: Object.entries(family.premises).map(([id, premise]) =>
      premise === 'given'
        ? { id, equation: `${id} = ${valueIn(world, id)}`, gives: id }
        : { id, equation: premise, gives: null },
    ),
    background: family.background.map((text, i) => ({ id: `b${i + 1}`, equation: text })),
    target: family.target,
    world,
    answer: valueIn(world, family.target),
    segments: segmentsOf(family, wording, new Map([...slots, ...shown])),
    again: mapValues(family.again, say),
    claims: mapValues(family.claims, say),
    asides: asides.map(({ aside, value }, i) => asideOf(aside, value, i, slots)),
  };
}

function segmentsOf(
  family: Family,
  wording: number,
  slots: ReadonlyMap<string, string>,
): Segment[] {
  const say = (text: string) => fill(text, slots);
  const plain = { premise: null, question: false, blur: null, gone: '' };
  return (family.wordings[wording] ?? []).map((part): Segment => {
    if (typeof part === 'string') return { ...plain, text: say(part) };
    if ('question' in part) return { ...plain, question: true, text: say(part.question) };
    return {
      premise: part.premise,
      question: false,
      text: say(part.text),
      blur: part.blur === undefined ? null : say(part.blur),
      gone: say(part.gone),
    };
  });
}

type FamilyAside = Family['asides'][number];

function asideOf(
  aside: FamilyAside,
  value: string,
  index: number,
  slots: ReadonlyMap<string, string>,
): Problem['asides'][number] {
  const { min, max } = drawBounds(aside.draw);
  const unit = fill(aside.unit, slots);
  const domain = { min: rational(min), max: rational(max) };
  const shown = formatValue(fraction(value), { unit, domain });
  return {
    quantity: { id: `aside${index + 1}`, noun: fill(aside.noun, slots), unit, also: [], domain },
    value,
    text: fill(aside.text, new Map([...slots, ['value', shown]])),
  };
}

interface Drawn {
  readonly world: World;
  readonly asides: ReadonlyArray<{ aside: FamilyAside; value: string }>;
}

/** Draws until all values are in their domains; the first draws are held to more than that. */
function drawWorld(family: Family, random: Random): Drawn {
  const relations = relationsOf(family);
  let kept: Drawn | undefined;
  let refused = '';
  for (let attempt = 0; attempt < TRIES.most; attempt++) {
    if (kept && attempt >= TRIES.choosy) break;
    const given = drawGiven(family, random);
    const solved = solve(family, relations, given);
    if ('refused' in solved) {
      refused = solved.refused;
      continue;
    }
    const drawn = { world: solved.world, asides: drawAsides(family, solved.world, random) };
    if (isChoice(family, given, drawn)) return drawn;
    kept ??= drawn;
  }
  if (kept) return kept;
  throw new InputError(
    `family ${family.family}: none of ${TRIES.most} draws fits the domains; the last failed because ${refused}`,
  );
}

function drawGiven(family: Family, random: Random): World {
  const given: World = {};
  for (const [id, { draw }] of Object.entries(family.quantities)) {
    if (draw !== undefined) given[id] = rational(drawValue(draw, random));
  }
  return given;
}

/** Asides whose values no other number of the problem has, where a few tries find such. */
function drawAsides(family: Family, world: World, random: Random): Drawn['asides'] {
  const taken = new Set(Object.values(world));
  return family.asides.map((aside) => {
    let value = rational(drawValue(aside.draw, random));
    for (let tries = 0; tries < 20 && taken.has(value); tries++) {
      value = rational(drawValue(aside.draw, random));
    }
    taken.add(value);
    return { aside, value };
  });
}

/**
 * Whether no number of the text is also another quantity's value (it would leak or confuse), and the
 * answer has two decimals at most.
 */
function isChoice(family: Family, given: World, { world, asides }: Drawn): boolean {
  const values = [...Object.values(world), ...asides.map(({ value }) => value)];
  const times = new Map<string, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  const stated = [...Object.values(given), ...asides.map(({ value }) => value)];
  return (
    stated.every((value) => times.get(value) === 1) &&
    isShort(fraction(valueIn(world, family.target)))
  );
}

type Relations = Pick<System, 'premises' | 'background' | 'domains'>;

function relationsOf(family: Family): Relations {
  return {
    premises: Object.entries(family.premises)
      .filter(([, text]) => text !== 'given')
      .map(([id, text]) => equation(id, text)),
    background: family.background.map((text, i) => equation(`b${i + 1}`, text)),
    domains: new Map(
      Object.entries(family.quantities).map(([id, { domain }]) => [id, domainOf(domain)]),
    ),
  };
}

/** The values of all quantities, each of which the premises must fix; or why this draw will not do. */
function solve(
  family: Family,
  relations: Relations,
  given: World,
): { world: World } | { refused: string } {
  const world: World = { ...given };
  const givens = Object.entries(given).map(
    ([id, value]): Equation => equation(id, `${id} = ${value}`),
  );
  const premises = [...relations.premises, ...givens];
  for (const target of [family.target, ...Object.keys(family.quantities)]) {
    if (world[target] !== undefined) continue;
    const found = determine({ ...relations, premises, target });
    if (found.status === 'open') {
      throw new InputError(
        `family ${family.family}: quantities.${target}: all premises together leave it open; add the equation that fixes it`,
      );
    }
    if (found.status === 'inconsistent') {
      const clash = found.certificate.premises.join(', ');
      return {
        refused: `the premises ${clash} contradict each other over ${found.certificate.of}`,
      };
    }
    if (found.status === 'undecided') return { refused: found.reason };
    for (const { yields, value } of found.certificate.steps) {
      if (relations.domains.has(yields)) world[yields] = value;
    }
  }
  for (const [id, domain] of relations.domains) {
    const value = valueIn(world, id);
    if (!inDomain(fraction(value), domain)) {
      return { refused: `${id} = ${value} leaves its domain` };
    }
  }
  return { world };
}

/** What every slot but the values stands for; people all different, names where the lists allow. */
function drawSlots(family: Family, random: Random, people: readonly Person[]): Map<string, string> {
  if (people.length < family.people.length) {
    throw new InputError(`family ${family.family}: people: the roster has only ${people.length}`);
  }
  const roster = random.shuffle(people);
  const slots = new Map<string, string>();
  const taken = new Set<string>();
  for (const slot of family.people) {
    const person = roster.pop();
    if (!person) break;
    taken.add(person.name);
    for (const [name, text] of personSlots(slot, person)) slots.set(name, text);
  }
  for (const [slot, options] of Object.entries(family.names)) {
    const free = options.filter((option) => !taken.has(option));
    const name = random.pick(free.length > 0 ? free : options);
    taken.add(name);
    slots.set(slot, name);
  }
  return slots;
}

function valueIn(world: World, id: string): string {
  const value = world[id];
  if (value === undefined) throw new RangeError(`the world has no value of ${id}`);
  return value;
}

function mapValues(
  record: Record<string, string>,
  change: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, text]) => [key, change(text)]));
}

function shortHash(...parts: ReadonlyArray<string | number>): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 6);
}
