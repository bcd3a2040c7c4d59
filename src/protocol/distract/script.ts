import { type Item, isCertified } from '../../corrupt/item.ts';
import { display, fraction, rational } from '../../math/fraction.ts';
import { Random } from '../../math/random.ts';
import { sentences } from '../../reading/sentences.ts';
import { statement } from '../statement.ts';
import { changeOf } from './changed-premise.ts';
import { ABRUPT, BRIDGES, type Kind } from './kind.ts';
import type { Change, Scripted } from './scripted.ts';
import { type Nameable, nameableIn, nounPhrase } from './slots.ts';
import { type Part, type Pool, type Template, templatesOf } from './templates.ts';

/** One turn of the user, as he says it. */
export interface ScriptTurn {
  readonly text: string;
  readonly scripted: Scripted;
}

/** Turns of every script: problem, three distractors with a turn on the problem after each, the answer last. */
export const SCRIPT_TURNS = 7;

const scripts = new WeakMap<Item, Map<string, readonly ScriptTurn[]>>();

/** Whether a conversation can be laid down about it: an intact problem whose answer is proved. */
export function canBeScripted(item: Item): boolean {
  return item.twin === null && isCertified(item) && item.certificate.kind === 'derivation';
}

/**
 * What the user says, whatever is replied: the problem and how to begin; then in turns what leads away
 * from it and what belongs to it; at last he asks for the answer. Of the three that lead away one is abrupt, one
 * comes by way of something in the problem and one has an irrelevant number, in any order. In about half
 * of the conversations one of the two turns in between changes a premise.
 * The same item and seed give the same words. Throws RangeError for an item that cannot be scripted.
 */
export function scriptOf(item: Item, seed: number, pool: Pool = 'runs'): readonly ScriptTurn[] {
  if (!canBeScripted(item)) throw new RangeError(`${item.id} is no intact, certified problem`);
  const made = scripts.get(item) ?? new Map<string, readonly ScriptTurn[]>();
  scripts.set(item, made);
  const key = `${pool} ${seed}`;
  const script = made.get(key) ?? new Scriptwriter(item, seed, pool).write();
  made.set(key, script);
  return script;
}

class Scriptwriter {
  readonly #item: Item;
  readonly #random: Random;
  readonly #names: Nameable;
  readonly #templates: readonly Template[];
  readonly #used = new Set<string>();

  constructor(item: Item, seed: number, pool: Pool) {
    this.#item = item;
    this.#random = new Random(seed, item.id, 'distract', pool);
    this.#names = nameableIn(item);
    this.#templates = templatesOf(pool);
  }

  write(): ScriptTurn[] {
    const random = this.#random;
    const abrupt = random.pick(ABRUPT);
    const bridge = random.shuffle(BRIDGES).find((kind) => this.#fitting(kind).length > 0);
    const others = ABRUPT.filter((kind) => kind !== abrupt);
    const kinds = random.shuffle([abrupt, bridge ?? random.pick(others), NUMBER]);
    const change = random.int(0, 1) === 1 ? changeOf(this.#item, random) : null;
    const changesAt = random.int(0, 1);
    const [first, second, third] = kinds.map((kind) => this.#distractor(kind, change));
    const between = [0, 1].map((place) =>
      change && place === changesAt ? this.#correction(change) : this.#onTopic('step'),
    );
    const opening = this.#onTopic('opening');
    const whole = { ...opening, text: `${opening.text}\n\n${this.#item.text}` };
    return [whole, first, between[0], second, between[1], third, this.#onTopic('final')].filter(
      (turn) => turn !== undefined,
    );
  }

  #distractor(kind: Kind, change: Change | null): ScriptTurn {
    const template = this.#pick(this.#fitting(kind));
    if (template.draw === undefined) return this.#turn(template, {}, {});
    const number = this.#number(template.draw, change);
    return this.#turn(template, { number }, { number });
  }

  #correction(change: Change): ScriptTurn {
    const quantity = this.#item.quantities.find(({ id }) => id === change.quantity);
    if (!quantity) throw new RangeError(`${this.#item.id} has no ${change.quantity}`);
    const value = display(change.value);
    const slots = {
      new: statement(quantity, value),
      old: display(this.#item.world[change.quantity] ?? ''),
      value,
    };
    return this.#turn(this.#pick(this.#fitting('changed-premise')), slots, { change });
  }

  #onTopic(part: Part): ScriptTurn {
    const { quantities, premises, asides, target } = this.#item;
    const given = new Set(
      premises.flatMap(({ id, gives }) => (gives && !asides.includes(id) ? [gives] : [])),
    );
    const nouns = (test: (id: string) => boolean) =>
      quantities.flatMap(({ id, noun }) => (test(id) ? (nounPhrase(noun) ?? []) : []));
    const worked = nouns((id) => !given.has(id) && id !== target && this.#isOnTheWay(id));
    const slots: Record<string, string> = {
      noun: this.#any(worked.length > 0 ? worked : nouns((id) => id === target)) ?? '',
      given: this.#any(nouns((id) => given.has(id))) ?? '',
    };
    const fitting = this.#fitting('on-topic').filter(
      (template) => template.part === part && !slotsOf(template).some((slot) => slots[slot] === ''),
    );
    return this.#turn(this.#pick(fitting), slots, { part });
  }

  #isOnTheWay(quantity: string): boolean {
    const { certificate } = this.#item;
    return (
      certificate.kind === 'derivation' &&
      certificate.steps.some(({ yields }) => yields === quantity)
    );
  }

  #turn(
    template: Template,
    slots: Readonly<Record<string, string>>,
    more: Partial<Scripted>,
  ): ScriptTurn {
    this.#used.add(template.id);
    const thing = this.#any(this.#names.things);
    const all: Readonly<Record<string, string>> = {
      thing: thing?.one ?? '',
      things: thing?.many ?? '',
      person: this.#any(this.#names.people) ?? '',
      place: this.#any(this.#names.places) ?? '',
      ...slots,
    };
    const text = template.text.replace(SLOT, (_, slot: string) => all[slot] ?? '');
    return {
      text: text.slice(0, 1).toUpperCase() + text.slice(1),
      scripted: { kind: template.kind, template: template.id, ...more },
    };
  }

  /** Those of a kind that this problem can fill, and whose number would not matter in it. */
  #fitting(kind: Kind): Template[] {
    const { things, people, places } = this.#names;
    const lacks = (slot: string) =>
      (slot.startsWith('thing') && things.length === 0) ||
      (slot === 'person' && people.length === 0) ||
      (slot === 'place' && places.length === 0);
    const units = new Set(this.#item.quantities.map(({ unit }) => unit));
    return this.#templates.filter(
      (template) =>
        template.kind === kind &&
        !this.#used.has(template.id) &&
        !slotsOf(template).some(lacks) &&
        !template.units.some((unit) => units.has(unit)),
    );
  }

  /** One that stands nowhere in the problem, nor in what becomes of it. */
  #number(draw: string, change: Change | null): string {
    const { text, world, answer } = this.#item;
    const taken = new Set([
      ...sentences(text).flatMap(({ numbers }) => numbers.map(({ value }) => rational(value))),
      ...Object.values(world).flatMap((value) => [value, rational(fraction(value).floor())]),
      ...[answer, ...(change ? [change.value, change.answer] : [])],
    ]);
    const [from = 0, to = 0] = draw.split('..').map(Number);
    const free = Array.from({ length: to - from + 1 }, (_, n) => `${from + n}`).filter(
      (number) => !taken.has(number),
    );
    return this.#random.pick(free);
  }

  #pick(templates: readonly Template[]): Template {
    return this.#random.pick(templates);
  }

  #any<T>(values: readonly T[]): T | undefined {
    return values.length === 0 ? undefined : this.#random.pick(values);
  }
}

const NUMBER = 'irrelevant-number' as const;
const SLOT = /\{([a-z]+)\}/g;

function slotsOf({ text }: Template): string[] {
  return Array.from(text.matchAll(SLOT), ([, slot = '']) => slot);
}
