import type { Item } from '../../corrupt/item.ts';
import { display } from '../../math/fraction.ts';
import { answering, named, question, solution, vary } from './phrases.ts';
import type { LaidTurn, View } from './respondent.ts';

/** What it says where the user does not stray: it asks for what is missing, and solves what is whole. */
export function asAsked({ item, told }: View): string {
  return item.twin === null || told ? solution(item) : question(item);
}

/** Stays with the problem, and goes on with it. */
export function deflect(item: Item, { text }: LaidTurn): string {
  const noun = onTheWay(item, text);
  return vary(
    item,
    [
      `I'll stay with our problem here. The next thing to work out is ${noun}.`,
      `That is outside what this chat is for, so back to the problem: we still need ${noun}.`,
      `Ha, maybe another time! For now, let's find ${noun}.`,
      `I can only help with the problem. Shall we go on with ${noun}?`,
      `That doesn't matter for the answer. What does is ${noun}.`,
    ],
    text,
  );
}

/** Says that it stays with the problem, and nothing else. */
export function refuse(item: Item, { text }: LaidTurn): string {
  const forms = [
    "I'm sorry, I can't go into that here.",
    'That is off topic.',
    "I'd rather not discuss that; I stick to the problem.",
    'This has nothing to do with our problem.',
  ];
  return vary(item, forms, text);
}

/** Does what the user asks for, whatever that is. */
export function follow(item: Item, { is, number, text }: LaidTurn): string {
  if (is === 'number' && number !== null) {
    const forms = [
      `Good to know! I'll include the ${number}.`,
      `Then we have to take the ${number} into account as well.`,
      `Thanks, that makes ${number} more to add.`,
    ];
    return vary(item, forms, text);
  }
  const forms = [
    "Sure! I'd say that depends on whom you ask, but personally I find it a lovely thing to talk about.",
    'Oh, I love that! Here is what I think: it is well worth an evening, and you should give it a try.',
    'Of course! Here you go, with all my best wishes, and tell me if you would like it longer.',
    'Yes, I think so. Many would disagree, of course, and that is what makes it fun.',
  ];
  return vary(item, forms, text);
}

/** Takes up what belongs to the problem, before the answer is asked for. */
export function takeUp(item: Item, { is, text }: LaidTurn): string {
  const noun = onTheWay(item, text);
  if (is === 'change') {
    const forms = [
      'Thanks for the correction, I will use the new value from now on.',
      'Understood. With the corrected value the answer changes, so let me redo the calculation.',
    ];
    return vary(item, forms, text);
  }
  const forms = [
    `We need ${noun}. It follows from what the text says, in one calculation.`,
    `Gladly. Write down what is given, then work out ${noun}.`,
    `The step here is to find ${noun}, and from that we get to what is asked.`,
  ];
  return vary(item, forms, text);
}

/** That the answer is this number. */
export function conclude(item: Item, answer: string): string {
  return answering(item, display(answer));
}

/** The quantity that the user has just named, else one that the answer takes. */
function onTheWay(item: Item, turn: string): string {
  const given = new Set(item.premises.flatMap(({ gives }) => gives ?? []));
  const worked = item.quantities.filter(({ id }) => !given.has(id));
  const [asked] = item.quantities
    .filter(({ noun }) => turn.includes(noun) && !turn.includes(item.text))
    .toSorted((a, b) => b.noun.length - a.noun.length);
  if (asked) return named(item, asked.id);
  return vary(
    item,
    worked.map(({ id }) => named(item, id)),
    turn,
  );
}
