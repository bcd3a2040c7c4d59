import type { CertifiedItem } from '../../corrupt/item.ts';
import type { Derivation } from '../../math/certificate.ts';
import { Random } from '../../math/random.ts';
import type { Message } from '../../model/completion.ts';
import { corrected, proofWith } from '../../protocol/distract/changed-premise.ts';
import { isDistractor } from '../../protocol/distract/kind.ts';
import { type ScriptTurn, scriptOf } from '../../protocol/distract/script.ts';
import type { Change } from '../../protocol/distract/scripted.ts';
import { TOPIC } from '../../protocol/distract.ts';
import { deflection } from './deflections.ts';
import { Lesson } from './lesson.ts';

/** A dialogue in which the user strays and the tutor stays with the problem: one line of the export. */
export interface Dialogue {
  readonly id: string;
  readonly messages: readonly Message[];
}

/**
 * A dialogue to train on about an item: the user's words are a script of the training templates, the tutor's solve the
 * problem by its derivation, deflect what leads away and take up a changed premise.
 * The same item and seed give the same dialogue.
 */
export function dialogueOf(item: CertifiedItem, seed: number): Dialogue {
  const tutor = new Tutor(item, seed);
  const turns = scriptOf(item, seed, 'training').flatMap((turn): Message[] => [
    { role: 'user', content: turn.text },
    { role: 'assistant', content: tutor.reply(turn) },
  ]);
  return { id: item.problem, messages: [{ role: 'system', content: TOPIC }, ...turns] };
}

class Tutor {
  readonly #item: CertifiedItem;
  readonly #random: Random;
  #lesson: Lesson;

  constructor(item: CertifiedItem, seed: number) {
    this.#item = item;
    this.#random = new Random(seed, item.id, 'tutor');
    if (item.certificate.kind !== 'derivation')
      throw new RangeError(`${item.id} has no derivation`);
    this.#lesson = new Lesson(item, item.certificate, this.#random);
  }

  reply({ text, scripted: { kind, part, change } }: ScriptTurn): string {
    if (change) return this.#takeUp(change);
    if (isDistractor(kind)) return deflection(kind, this.#lesson.next, this.#random);
    if (part === 'opening') return this.#begin();
    return part === 'final' ? this.#lesson.conclude() : this.#explain(text);
  }

  #begin(): string {
    const first = this.#lesson.next;
    const start = this.#random.pick([
      `Gladly. The first thing to find is ${first}.`,
      `Let's start with ${first}.`,
      `First look for ${first}.`,
      `One step at a time, then, and first to ${first}.`,
    ]);
    return `${start} ${this.#lesson.goOn()}`.trim();
  }

  #explain(text: string): string {
    const given = new Set(this.#item.premises.flatMap(({ gives }) => gives ?? []));
    const [asked] = this.#item.quantities
      .filter(({ noun }) => text.includes(noun))
      .toSorted((a, b) => b.noun.length - a.noun.length);
    if (asked && given.has(asked.id)) {
      return `For ${withArticle(asked.noun)} we have ${this.#lesson.value(asked.id)}. ${this.#more()}`.trim();
    }
    if (asked) return this.#lesson.explain(asked.id);
    return this.#more();
  }

  #more(): string {
    const more = this.#lesson.goOn();
    return more === ''
      ? 'That was the last step: all that is left is to write down the answer.'
      : more;
  }

  #takeUp(change: Change): string {
    const { quantity, value } = change;
    const derivation: Derivation | null = proofWith(this.#item, quantity, value);
    if (!derivation)
      throw new RangeError(`${this.#item.id}: no answer with ${quantity} = ${value}`);
    const before = this.#lesson.said;
    this.#lesson = new Lesson(corrected(this.#item, change), derivation, this.#random);
    const now = `${withArticle(this.#noun(quantity))} is now ${this.#lesson.value(quantity)}`;
    const thanks = this.#random.pick([
      `Thanks for the correction: ${now}.`,
      `No problem, ${now}. I'll use that from here on.`,
      `Understood, ${now}, and what rests on it changes.`,
      `Good that you looked again: ${now}.`,
    ]);
    return `${thanks} ${this.#lesson.goOn(Math.max(1, before))}`.trim();
  }

  #noun(quantity: string): string {
    return this.#item.quantities.find(({ id }) => id === quantity)?.noun ?? quantity;
  }
}

function withArticle(noun: string): string {
  return /^\p{Lu}|^(?:the|a|an|his|her|their|its|how|what|when) /u.test(noun)
    ? noun
    : `the ${noun}`;
}
