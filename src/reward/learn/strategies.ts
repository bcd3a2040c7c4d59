import type { Item } from '../../corrupt/item.ts';
import { clashOf, kindOf } from '../../corrupt/item-kind.ts';
import { fraction } from '../../math/fraction.ts';
import type { Message } from '../../model/completion.ts';
import { answering, askFor, guess, question, solution } from '../../model/respondents/phrases.ts';

/**
 * What a learner can do with a problem. It knows no item: it chooses one of these, and the strategy
 * finds the words. As those of the scripted respondents, they know the item.
 */
export const STRATEGIES = [
  /** Works it out: right where the text and the user's answers settle it, else a number that fits. */
  'solve',
  /** A number out of the air. */
  'guess',
  /** For what is missing; where nothing is, for something that the text states. */
  'ask-missing',
  /** Which of two statements holds; where none clash, of a value that is stated once. */
  'ask-which',
  /** "Could you please provide more details?" */
  'ask-more',
  /** For something that has nothing to do with the problem. */
  'ask-other',
  /** For all that the problem speaks of, at once. */
  'ask-all',
  /** That it cannot be solved, and not why. */
  'balk',
] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** The strategy's reply to a conversation about an item, which ends with the user. */
export function replyBy(strategy: Strategy, item: Item, conversation: readonly Message[]): string {
  return WORDS[strategy](item, conversation);
}

const WORDS: Readonly<Record<Strategy, (item: Item, conversation: readonly Message[]) => string>> =
  {
    solve: (item, conversation) =>
      item.twin === null || settles(item, conversation) ? solution(item) : guess(item),
    guess: (item) =>
      answering(item, String(Math.ceil(Math.abs(fraction(item.answer).valueOf())) + 7)),
    'ask-missing': (item) =>
      kindOf(item) === 'missing' ? question(item) : askFor(item, [plainlyStated(item)]),
    'ask-which': (item) => {
      if (clashOf(item)) return question(item);
      const noun =
        item.quantities.find(({ id }) => id === plainlyStated(item))?.noun ?? 'first value';
      return `I find two different values for the ${noun}. Which one holds?`;
    },
    'ask-more': () => 'Could you please provide more details?',
    'ask-other': () => 'Before I begin: what colour is the front door?',
    'ask-all': (item) => askFor(item, all(item)),
    balk: () => 'This problem cannot be solved with the information given.',
  };

/** Whether the right question was asked, and the user has answered it with a number. */
function settles(item: Item, conversation: readonly Message[]): boolean {
  const asked = conversation.findIndex(
    ({ role, content }) =>
      role === 'assistant' && (content === question(item) || content === askFor(item, all(item))),
  );
  return asked >= 0 && /\d/.test(conversation[asked + 1]?.content ?? '');
}

/** A quantity that the text states, and that nothing clashes with. */
function plainlyStated(item: Item): string {
  const clash = clashOf(item)?.quantity;
  const stated = item.premises.find(
    ({ gives, span }) => gives !== null && span !== null && gives !== clash,
  );
  return stated?.gives ?? item.target;
}

/** The quantities of the problem but its target. */
function all({ quantities, target }: Item): string[] {
  return quantities.flatMap(({ id }) => (id === target ? [] : [id]));
}
