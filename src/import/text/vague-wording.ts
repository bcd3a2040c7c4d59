import type { Span } from '../../problem/problem.ts';
import type { Place } from './number-places.ts';
import type { TaggedText } from './tagged-text.ts';
import { AMOUNTS } from './vague/amounts.ts';
import { COMPARISONS } from './vague/comparisons.ts';
import { COUNTS } from './vague/counts.ts';
import { isFixed } from './vague/fixed.ts';
import { MONEY } from './vague/money.ts';
import type { Context, Rule } from './vague/rule.ts';
import { SHARES } from './vague/shares.ts';

/** A change of a text that takes a number out of it and leaves good English. */
export interface VagueEdit {
  readonly span: Span;
  readonly text: string;
  /** 1 sounds natural in any context that the rule fits, 2 mostly, 3 is stilted. */
  readonly tier: 1 | 2 | 3;
  readonly rule: string;
}

/** In the order in which they are tried. */
const RULES: readonly Rule[] = [...COMPARISONS, ...SHARES, ...MONEY, ...COUNTS, ...AMOUNTS];

/**
 * How the text may say the same without the number: "3 cats" as "several cats", "$5 each" as "a
 * certain amount each", "4 more than" as "more than". Undefined where no rule surely gives English,
 * or where the number is a bound ("at least 5"), one side of a range, a date or a name.
 */
export function vagueEdit(tagged: TaggedText, place: Place): VagueEdit | undefined {
  const context = contextOf(tagged, place);
  if (!context || isFixed(context)) return undefined;
  for (const { name, tier, rewrite } of RULES) {
    const [before, after, text] = rewrite(context) ?? [];
    if (before === undefined || after === undefined || text === undefined) continue;
    const joined = /[a-z]$/i.test(text) && /^[a-z]/i.test(context.right.slice(after));
    const span: Span = [place.span[0] - before, place.span[1] + after];
    return { span, text: joined ? `${text} ` : text, tier, rule: name };
  }
  return undefined;
}

function contextOf(tagged: TaggedText, place: Place): Context | undefined {
  const { text, tokens, sentences } = tagged;
  const sentence = sentences[place.sentence];
  if (!sentence) return undefined;
  const left = text.slice(sentence.span[0], place.span[0]);
  const right = text.slice(place.span[1], sentence.span[1]);
  const before = tokens.findLast(({ span }) => span[1] <= place.span[0]);
  return {
    tagged,
    place,
    left,
    right,
    plural: pluralAfter(tokens, place.span[1]),
    afterVerb: before !== undefined && /VERB|AUX/.test(before.pos),
    afterNoun: before !== undefined && /NOUN|PROPN/.test(before.pos),
  };
}

const IRREGULAR =
  /^(?:people|children|men|women|feet|teeth|mice|geese|oxen|sheep|fish|deer|fruit|dice|shrimp|cattle|lbs|oz|kg|km|cm|mm|ml|mph)$/;
const SINGULAR_S = /(?:ss|us|is|news|series|lens|gas|bus|class|glass|grass|dress|chess)$/;

/** Length of " large red balls" behind a number: up to five words, of which the last is a plural. */
function pluralAfter(tokens: TaggedText['tokens'], at: number): number {
  const first = tokens.findIndex(({ span }) => span[0] >= at);
  const next = tokens[first];
  if (!next || (next.span[0] === at && next.text === '-')) return 0;
  let end = 0;
  for (const token of tokens.slice(first, first + 6)) {
    if (!/ADJ|NOUN|PROPN|VERB|ADV/.test(token.pos) && token.text !== '-') break;
    if (/^(?:each|every|per|than|as|old|daily|apiece|total|later|ago|earlier)$/.test(token.lower))
      break;
    const noun =
      /NOUN|PROPN/.test(token.pos) || (token.pos === 'VERB' && /[a-z]s$/.test(token.lower));
    const plural =
      IRREGULAR.test(token.lower) || (/[^s]s$/.test(token.lower) && !SINGULAR_S.test(token.lower));
    if (noun && plural) {
      end = token.span[1] - at;
      break;
    }
  }
  return end;
}
