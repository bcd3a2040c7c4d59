import { createHash } from 'node:crypto';
import { InputError } from '../input-error.ts';
import { fraction, rational } from '../math/fraction.ts';
import { Random } from '../math/random.ts';
import { drawWorld, valueIn } from './draw-world.ts';
import type { Family } from './family.ts';
import { defaultPeople, type Person, personSlots } from './people.ts';
import type { Problem, Quantity, Segment } from './problem.ts';
import { fill } from './slots.ts';
import { domainOf, drawBounds, formatValue } from './values.ts';

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
    id: problemId(family, seed, index),
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

function mapValues(
  record: Record<string, string>,
  change: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, text]) => [key, change(text)]));
}

/** So many problems of a family are told apart by six digits of a hash; `generateItems` sees if two are not. */
const FEW = 256;

/** "lemonade-stand-9f1941"; of a large set "lemonade-stand-9f1941-1203", so that no two can be the same. */
function problemId({ family }: Family, seed: number, index: number): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, family, index]))
    .digest('hex');
  const id = `${family}-${hash.slice(0, 6)}`;
  return index < FEW ? id : `${id}-${index}`;
}
