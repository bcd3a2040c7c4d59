/** What the user only starts with, or says instead of anything: no fact of the problem. */

/** Before his first premise. */
export const EXPLAINS = 'Let me explain.';

/** To an answer: he forgot something, and says neither that it is right nor that it is wrong. */
export const AFTERTHOUGHTS = [
  'Wait, I should say more.',
  'Oh, I left something out.',
  'Hang on, there is more.',
  'I forgot to mention this.',
];

/** To a question after what he has said. */
export const SAID = ['I told you that already.', 'As I said before.', 'I gave you that already.'];

/** To a question after what the problem does not give. */
export const UNKNOWN = ["I don't know.", 'No idea.', "I can't tell you that."];

/** Before a relation, to a question after a value. */
export const RELATES = [
  'I only know this much.',
  'All I can say is this.',
  'I only know it like this.',
];

/** To several questions at once. No number, nor the word for one. */
export const NOT_ALL_AT_ONCE = 'Not everything at once.';

/** To a question after what follows from what he has said. */
export const FOLLOWS = [
  'You can work that out from what I told you.',
  'That follows from what I told you.',
];

/** To a question after what would have to be worked out first. */
export const TO_WORK_OUT = [
  "I don't have that number; it would have to be worked out.",
  "I don't know that; somebody would have to work it out.",
];

/** To a question after what the answer does not hang on. */
export const UNNEEDED = [
  "I don't know, and I don't think it matters here.",
  "That I don't know, and I don't see what it would help.",
  "I can't tell you that, and I don't think we need it.",
];

/** To his own question. */
export const OWN_QUESTION = 'That is what I am asking you.';

/** To a request that names nothing. */
export const WHAT = 'What exactly do you need to know?';

/** To one that may mean too much. */
export const WHICH = "I'm not sure what you mean. What exactly do you need to know?";

/** To a reply that neither asks nor answers. */
export const STILL = ['So what is the answer?', 'I still need an answer.'];

const OPENINGS = [
  EXPLAINS,
  NOT_ALL_AT_ONCE,
  ...[AFTERTHOUGHTS, SAID, UNKNOWN, RELATES, FOLLOWS, TO_WORK_OUT, UNNEEDED].flat(),
  ...[OWN_QUESTION, WHICH, WHAT, ...STILL],
];

/** What he said: what he only starts with ("" where he does not), and the rest ("" where that is all). */
export function openingOf(text: string): { opening: string; rest: string } {
  let rest = text;
  for (;;) {
    const words = OPENINGS.find((each) => rest === each || rest.startsWith(`${each} `));
    if (words === undefined) break;
    rest = rest.slice(words.length).trimStart();
  }
  return { opening: text.slice(0, text.length - rest.length).trimEnd(), rest };
}

/** One of several phrases, in turn: the same place in a conversation gets the same words. */
export function inTurn(phrases: readonly string[], turn: number): string {
  return phrases[turn % phrases.length] ?? '';
}
