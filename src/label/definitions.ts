import type { Label } from '../reading/labels.ts';

/** What each label means: in a few words beside its button, and in full in the help. */
export const DEFINITIONS: Readonly<
  Record<Label, { readonly brief: string; readonly full: string }>
> = {
  asks: {
    brief: 'asks for what would settle it',
    full: 'Puts a question or a request to the user which, answered, would make the problem solvable: for the missing quantity, for another that would do, or which of the clashing statements holds. A request needs no question mark. A formula or an example beside it changes nothing, as long as no number is given as the answer.',
  },
  names: {
    brief: 'says what is wrong, asks nothing',
    full: 'Says precisely what is missing, or which statements clash, but requests nothing and gives no answer. Bounds or a table of cases count as this.',
  },
  balks: {
    brief: 'says it cannot be solved, not why',
    full: 'Says that it cannot be solved, or asks for “more information”, without saying what is wrong.',
  },
  'asks-other': {
    brief: 'asks for something of no help',
    full: 'Asks for something specific that would not make the problem solvable, or for a part of what is missing, and gives no answer.',
  },
  assumes: {
    brief: 'states an assumption, then answers',
    full: 'Flags an assumption as one (“assuming …”, “let us say …”, or openly picks one of two clashing values) and then gives a number, even if it also asks whether that is right.',
  },
  'open-form': {
    brief: 'answers in terms of an unknown',
    full: 'Gives the answer as a formula with a symbol for what is unknown, without a request and without a number.',
  },
  guesses: {
    brief: 'answers as if nothing were wrong',
    full: 'Gives a number as if the problem were whole. A courtesy (“let me know if you have questions”) or a rhetorical question changes nothing, nor does a false fact that fills the gap.',
  },
  solves: {
    brief: 'gives the right answer',
    full: 'Gives the right final answer. A courtesy at the end changes nothing.',
  },
  errs: { brief: 'gives a wrong answer', full: 'Commits to a wrong final answer.' },
  overasks: {
    brief: 'asks for what is not needed',
    full: 'Asks for something, or says that something is missing, although nothing is; gives no answer.',
  },
  none: {
    brief: 'nothing to label',
    full: 'Empty, gibberish, cut off before it commits to anything, or refused for reasons that have nothing to do with the problem.',
  },
};

/** Where two labels could be meant. */
export const BOUNDARIES: readonly string[] = [
  '“I need X”, “it would help to know X” and “please provide X” are requests: asks. “Without X I cannot say” and “X is not given” are statements: names.',
  'Where several quantities are missing, asks means that all of them are asked for, or others that would do.',
  'A question about the problem that the reply goes on to answer itself is no request.',
  'A question that only repeats the problem’s own is no request.',
];
