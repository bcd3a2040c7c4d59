import type { LeadTruth, Truth } from './respondent.ts';

/** Of one who is right in all: asks where something is missing, and nowhere else, and solves what can be. */
export function rightInAll(): Truth {
  return {
    lacuna: 1,
    asks: 1,
    overasks: 0,
    guesses: 0,
    abstains: 1,
    req: 1,
    acc: 1,
    resolved: 1,
  };
}

/** Of one who gives a number whatever is missing. */
export function guessesAlways(): Truth {
  return {
    lacuna: 0,
    asks: 0,
    overasks: 0,
    guesses: 1,
    abstains: 0,
    req: 0,
    acc: 0,
    resolved: 0,
  };
}

/** Of one who asks for just what is missing, and then answers. */
export function leadsWell(): LeadTruth {
  return { within: 1, solved: 1, early: 0, over: 0, irrelevant: 0, moved: 1 };
}

/** Of one who answers at once. */
export function answersAtOnce(): LeadTruth {
  return { within: 0, solved: 0, early: 1, over: null, irrelevant: null, moved: 0 };
}
