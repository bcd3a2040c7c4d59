import { isStrange } from './surroundings.ts';
import type { Tongue } from './tongue.ts';
import { features, stem } from './words.ts';

/**
 * What a request asks for, without what leads to it: from its question word on, or behind "could you
 * tell me"; the words of "when it was lit" tell when, not what.
 */
export function focusOf(part: string, tongue: Tongue): string {
  const asking = QUESTION_WORD.exec(part);
  const request = tongue.find('indirectRequest', part) ?? tongue.find('imperativeRequest', part);
  const from = asking?.index ?? request?.[1] ?? 0;
  return part.slice(from).replace(SUBORDINATE, '');
}

const QUESTION_WORD =
  /\b(?:whats?|which|hows?|whose|who|where|wie|was|welche[rsnm]?|que|cual|cuant[oa]s?|quel(?:le)?s?|combien)\b/;
const SUBORDINATE =
  /\b(?:when|while|after|before|until|once|because|since|als|bevor|nachdem|cuando|antes|quand|avant)\b.{0,200}$/;

/** What is asked for itself is none of the problem's things: "which colour", "how old is their father". */
const STRANGE_HEAD = -1.5;
const STRANGE_THING = -0.3;
const MOST_STRANGE = -0.9;

/** How far a request speaks of things that the problem does not: 0 or less. */
export function strangeness(part: string, tongue: Tongue, vocabulary: ReadonlySet<string>): number {
  const focus = focusOf(part, tongue);
  const heard = features(focus, tongue, vocabulary);
  const strange = heard.filter((thing) => isStrange(thing, vocabulary));
  if (strange.length === 0) return 0;
  const groups = HEAD.exec(focus)?.slice(1) ?? [];
  const head = groups.find((word) => word !== undefined) ?? '';
  const [headed] = features(head, tongue, vocabulary);
  const strangeHead = headed !== undefined && strange.includes(headed) && !QUANTITIES.has(headed);
  const rest = strange.filter((thing) => thing !== headed && !QUANTITIES.has(thing)).length;
  return (strangeHead ? STRANGE_HEAD : 0) + Math.max(MOST_STRANGE, rest * STRANGE_THING);
}

const THE = '(?:the |his |her |their |its |a |an |of |each |one |other |exact |actual |total )*';

/** The word for what is asked for: "which colour", "how many lemons", "how old is their father", "the name". */
const HEAD = new RegExp(
  [
    `^how (?:many|much) (?:more |exactly )?${THE}([a-z]{3,20})`,
    `^how [a-z]{3,10} (?:is|are|was|were|does|do|did) ${THE}([a-z]{3,20})`,
    `^(?:what|which)(?: is| are| was| were| about|'s| does| do| did)? (?:second )?${THE}([a-z]{3,20})`,
    '^[ ,:]*(?:me |us |with )?(?:the |his |her |their |its |a |an |exact |actual |missing )+([a-z]{3,20})',
  ].join('|'),
);

/** Words for a number of something, whatever it is. */
export const QUANTITIES: ReadonlySet<string> = new Set(
  `amount number quantity size share portion count score consumption usage mileage yield output proportion
  dimension measurement capacity value level sum figure balance fraction rate progress increment reading
  content result tally turnout occupancy headcount`
    .split(/\s+/)
    .flatMap((word) => [word, stem(word)]),
);
