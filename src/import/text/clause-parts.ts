import type { Span } from '../../problem/problem.ts';
import type { TaggedText, Token } from './tagged-text.ts';

/** What stands around a number in its clause. Other numbers and signs are left out. */
export interface ClauseParts {
  /** Before the number, from the subject on: "her ovens bake"; "" where the number is the subject. */
  readonly before: string;
  /** The last things named before it: "cupcakes" of "sells cupcakes for". */
  readonly object: string;
  /** The noun phrase that the number counts: "rolls", "cups of rice"; "" where none follows. */
  readonly thing: string;
  /** Head noun of that phrase: "rolls", "cups". */
  readonly head: string;
  /** What follows that, to the end of the clause: "per day". */
  readonly after: string;
  /** The same behind a relative "that" where it holds the clause's verb: "of them that are red". */
  readonly related: string;
  /** Whether a verb stands before the number. */
  readonly verb: boolean;
  /** Whether the number is part of an adjective: "12-mile". */
  readonly hyphened: boolean;
  /** Whether it stands in what the problem asks, not in what it says. */
  readonly asked: boolean;
}

/** Longest stretch on either side, in words. */
const LONGEST = { before: 14, after: 9 };

/** Takes the clause of a number apart: `span` is where the number stands, with its sign. */
export function clauseParts({ text, tokens, sentences }: TaggedText, span: Span): ClauseParts {
  const sentence = sentences.find((each) => each.span[0] <= span[0] && span[0] < each.span[1]);
  const [from, to] = sentence?.tokens ?? [0, tokens.length];
  const all = tokens.slice(from, to);
  const first = all.findIndex((token) => token.span[1] > span[0]);
  const next = all.findIndex((token) => token.span[0] >= span[1]);
  const left = first < 0 ? all : all.slice(0, first);
  const right = next < 0 ? [] : all.slice(next);
  const hyphened = right[0]?.text === '-' ? 1 : 0;
  const further = isFurther(right, text.slice(...span)) ? 1 : 0;
  const skipped = hyphened + further;
  const phrase = withSecond(right.slice(skipped));
  const { words, order } = withoutDeterminer(beforeOf(left, right.slice(phrase.length)));
  const after = upToBoundary(right.slice(skipped + phrase.length));
  const orders = [further > 0 ? 'additional' : order, say(phrase)];
  return {
    before: say(words),
    object: lastThing(words),
    thing: phrase.length === 0 ? '' : orders.filter(Boolean).join(' '),
    head: headOf(phrase),
    after: say(after),
    related: related(after),
    verb: words.some(isVerb),
    hyphened: hyphened > 0,
    asked: /^(?:how|what|which|calculate|find|determine)$/.test(words[0]?.lower ?? ''),
  };
}

/** "9 more people": behind the number and before what it counts. */
const FURTHER = /^(?:more|additional|extra|further|other)$/;

function isFurther([first, second, ...rest]: readonly Token[], number: string): boolean {
  if (!first || !second || !FURTHER.test(first.lower) || !/NOUN|ADJ/.test(second.pos)) return false;
  const end = rest.findIndex(({ lower }) => BOUNDARY.test(lower));
  const compared = [second, ...rest.slice(0, end < 0 ? 12 : end)].some(
    ({ lower }) => lower === 'than',
  );
  return !compared && !/(?:%|cent)$/.test(number);
}

/** With a relative "that" before the verb. */
function related(after: readonly Token[]): string {
  const verb = after.findIndex((token) => isVerb(token) && !/ing$/.test(token.lower));
  const lead = after.slice(0, Math.max(verb, 0));
  const clause = lead.some(({ lower }) => /^(?:that|who|which|as|than|to)$/.test(lower));
  if (verb < 0 || clause || /^(?:they|he|she|it|we|you|i)$/.test(lead.at(-1)?.lower ?? ''))
    return say(after);
  const at = lead.findLastIndex(({ pos }) => pos !== 'ADV') + 1;
  return [say(after.slice(0, at)), 'that', say(after.slice(at))].filter(Boolean).join(' ');
}

export function isVerb(token: Token | undefined): boolean {
  if (!token) return false;
  return (
    token.pos === 'VERB' ||
    token.pos === 'AUX' ||
    /^(?:costs|weighs|sells|earns|pays)$/.test(token.lower)
  );
}

/** Adjectives and nouns, and "of" with what belongs to it: "fresh rye rolls", "cups of rice". */
function nounPhrase(tokens: readonly Token[]): Token[] {
  const found: Token[] = [];
  for (const [i, token] of tokens.entries()) {
    const after = tokens[i + 1];
    const inside =
      (/NOUN|PROPN|ADJ/.test(token.pos) && !isVerb(token)) ||
      (token.pos === 'VERB' &&
        (found.length === 0 || found.at(-1)?.pos === 'ADJ') &&
        after?.pos === 'NOUN') ||
      // "60 downloads", "4 dishes": right behind a number an "-s" is a plural.
      (found.length === 0 && isMistagged(token) && after?.pos !== 'NOUN');
    const of =
      token.lower === 'of' &&
      found.length > 0 &&
      after !== undefined &&
      /NOUN|ADJ|PROPN/.test(after.pos);
    const joined = /^[-'’]s?$/.test(token.text) && found.length > 0;
    const ends =
      token.pos === 'ADJ' && /NOUN/.test(found.at(-1)?.pos ?? '') && after?.pos !== 'NOUN';
    const stops =
      STOPS.test(token.lower) &&
      !(/^(?:daily|weekly|monthly|yearly)$/.test(token.lower) && after?.pos === 'NOUN');
    if (stops || ends || !(inside || of || joined)) break;
    found.push(token);
  }
  const named = found.findLastIndex((token) => /NOUN|PROPN/.test(token.pos) || isMistagged(token));
  return found.slice(0, named + 1);
}

/** Of "5 heads and legs." both things; what has a number of its own, or a verb, is another clause. */
function withSecond(right: readonly Token[]): Token[] {
  const first = nounPhrase(right);
  const and = right[first.length];
  if (first.length === 0 || and?.lower !== 'and') return first;
  const second = nounPhrase(right.slice(first.length + 1));
  const after = right[first.length + 1 + second.length];
  const ends = after === undefined || /^[.,;?!]$/.test(after.text);
  return second.length > 0 && ends ? [...first, and, ...second] : first;
}

function isMistagged({ pos, lower }: Token): boolean {
  return pos === 'VERB' && /[a-z]s$/.test(lower) && !VERBS.test(lower);
}

const VERBS = /^(?:is|has|was|does|costs|weighs|pays|sells|earns|equals|goes|gets|makes|takes)$/;

/** Nouns and adjectives that begin what comes after the things counted. */
const STOPS =
  /^(?:each|last|next|past|this|every|per|apiece|daily|weekly|monthly|yearly|more|less|fewer|old|tall|long|wide|high|deep|thick|away|ago|later|earlier|total|today|yesterday|tomorrow|times|altogether|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)$/;

/** The head of a noun phrase: the last noun before an "of" or "and". */
function headOf(phrase: readonly Token[]): string {
  const of = phrase.findIndex(({ lower }) => /^(?:of|and)$/.test(lower));
  const own = of < 0 ? phrase : phrase.slice(0, of);
  return own.findLast(({ pos }) => /NOUN|PROPN/.test(pos))?.lower ?? '';
}

const BOUNDARY =
  /^(?:[,;:()]|but|if|when|while|whereas|because|so|then|although|though|since|assuming|suppose)$/;
const AND = /^(?:and|or|plus|&)$/;

/** What stands before a number, from its clause's subject on; [] where the number is the subject. */
function beforeOf(left: readonly Token[], right: readonly Token[]): Token[] {
  const left0 = withAntecedent(listHead(left));
  let start = left0.findLastIndex(({ lower }) => BOUNDARY.test(lower)) + 1;
  const and = left0.findLastIndex(({ lower }) => AND.test(lower));
  if (and >= start && (left0.slice(and + 1).some(isVerb) || isSubject(left0.slice(and + 1), right)))
    start = and + 1;
  const words = left0.slice(start);
  if (words.some(isVerb)) {
    const subject = isVerb(words.find(isWord)) ? leadingSubject(left0) : [];
    return trimmed([...subject, ...words]);
  }
  if (isSubject(words, right)) return trimmed(words);
  const verb = left0.findLastIndex(isVerb);
  if (verb < 0) return trimmed(words);
  const clause = left0.slice(0, verb + 1).findLastIndex(({ lower }) => BOUNDARY.test(lower)) + 1;
  return trimmed([...left0.slice(clause, verb + 1), ...words]);
}

/** "A hat, which costs" is "a hat costs"; "boxes that hold" is "boxes hold". */
function withAntecedent(left: readonly Token[]): readonly Token[] {
  const at = left.findLastIndex(({ lower }) => /^(?:who|which|that)$/.test(lower));
  if (at < 1 || !isVerb(left.slice(at + 1).find(isWord))) return left;
  if (left.slice(at + 1).some(({ lower }) => BOUNDARY.test(lower) || AND.test(lower))) return left;
  if (/^['’]/.test(left[at + 1]?.text ?? '')) return left;
  const apart = left[at - 1]?.text === ',';
  const end = apart ? at - 1 : at;
  let [from, to] = phraseBefore(left, end);
  // "Toys from the fair that cost": the toys; "a bag of apples that weighs": the bag.
  while (
    from < to &&
    (apart ? /^of$/ : /^(?:of|from|in|at|on)$/).test(left[from - 1]?.lower ?? '')
  ) {
    const [start, stop] = phraseBefore(left, from - 1);
    if (start === stop) break;
    if (left[from - 1]?.lower !== 'of') to = stop;
    from = start;
  }
  return from === to ? left : [...left.slice(from, to), ...left.slice(at + 1)];
}

/** Where the noun phrase that ends there begins: [start, end), empty where none does. */
function phraseBefore(tokens: readonly Token[], end: number): [number, number] {
  if (!/NOUN|PROPN/.test(tokens[end - 1]?.pos ?? '')) return [end, end];
  let start = end - 1;
  while (/NOUN|PROPN|ADJ/.test(tokens[start - 1]?.pos ?? '')) start--;
  const determined =
    /DET|NUM/.test(tokens[start - 1]?.pos ?? '') || OWNERS.test(tokens[start - 1]?.lower ?? '');
  return [determined ? start - 1 : start, end];
}

const OWNERS = /^(?:his|her|their|its|my|our)$/;

/** Of "has 3 cats, 4 dogs and" what all members share: "has". */
function listHead(left: readonly Token[]): readonly Token[] {
  let end = left.length;
  for (;;) {
    let i = end - 1;
    while (i >= 0 && /DET|SYM/.test(left[i]?.pos ?? '')) i--;
    const joint = left[i]?.lower ?? '';
    if (joint !== ',' && !AND.test(joint)) return left.slice(0, end);
    const number = left.slice(0, i).findLastIndex(({ pos }) => pos === 'NUM');
    // The member before must be a number too, with no clause of its own between.
    if (
      number < 0 ||
      left.slice(number + 1, i).some((token) => isVerb(token) || BOUNDARY.test(token.lower))
    ) {
      return left.slice(0, end);
    }
    end = number;
  }
}

/** Whether a clause's verb follows the number: "500 people attend". */
function isSubject(own: readonly Token[], right: readonly Token[]): boolean {
  if (own.some(isVerb)) return false;
  const boundary = right.findIndex(({ lower }) => BOUNDARY.test(lower) || AND.test(lower));
  return (boundary < 0 ? right : right.slice(0, boundary))
    .slice(0, 6)
    .some((token) => isVerb(token) && !/ing$/.test(token.lower));
}

function isWord({ pos }: Token): boolean {
  return pos !== 'PUNCT' && pos !== 'ADV';
}

/** The subject of a sentence: what stands before its first verb, without adverbs of time in front. */
function leadingSubject(left: readonly Token[]): Token[] {
  const verb = left.findIndex(isVerb);
  if (verb <= 0) return [];
  const comma = left.slice(0, verb).findLastIndex(({ text }) => text === ',') + 1;
  return left.slice(comma, verb).filter(({ lower }) => !JOINTS.test(lower));
}

const JOINTS =
  /^(?:and|but|or|so|then|if|when|while|since|because|also|finally|next|that|which|where|however|now|only|just|therefore|assuming|suppose)$/;

/** Without other numbers and signs; of "four of the boxes" the others stay: "some of the boxes". */
function trimmed(words: readonly Token[]): Token[] {
  const kept = words.flatMap((token, i): Token[] => {
    const { pos, text, lower } = token;
    const [before, after, then] = [words[i - 1], words[i + 1], words[i + 2]];
    if (pos === 'NUM' && lower !== 'one') {
      const some = after?.lower === 'of' || then?.lower === 'ago';
      return some ? [{ ...token, text: 'some', lower: 'some', pos: 'DET' }] : [];
    }
    if (/^an?$/.test(lower) && /^(?:dozen|hundred|thousand|million)$/.test(after?.lower ?? ''))
      return [];
    if (text === '-' && (before?.pos === 'NUM' || after?.pos === 'NUM')) return [];
    const mark = pos === 'SYM' || /^(?:[,%$;:"“”()]|dozen|hundred|thousand|million)$/i.test(text);
    return mark ? [] : [token];
  });
  const start = kept.findIndex(({ lower }) => !JOINTS.test(lower));
  return start < 0 ? [] : kept.slice(start).slice(-LONGEST.before);
}

/** Takes "the first", "another", "a total of" off the end; an order goes with the things counted. */
function withoutDeterminer(words: readonly Token[]): { words: readonly Token[]; order: string } {
  let end = words.length;
  let order = '';
  while (end > 0) {
    const { lower = '', pos = '' } = words[end - 1] ?? {};
    if (ORDERS.test(lower)) order = lower;
    else if (
      pos !== 'DET' &&
      !/^(?:his|her|their|its|my|our|about|only|exactly|just|around|approximately)$/.test(lower)
    )
      break;
    end--;
  }
  const text = words
    .slice(0, end)
    .map(({ lower }) => lower)
    .join(' ');
  const total = /(?: at)? an? (?:total|average|cost|price|grand total) of$/.exec(` ${text}`);
  if (total) end -= total[0].trim().split(' ').length;
  return { words: words.slice(0, end), order };
}

const ORDERS = /^(?:first|second|third|next|last|other|additional|extra|remaining|final|more)$/;

/** The last noun phrase of a stretch; of "apples from her orchard" the apples. */
function lastThing(words: readonly Token[]): string {
  const found: Array<{ at: number; phrase: Token[] }> = [];
  for (let at = 0; at < words.length; ) {
    const trade = TRADES.test(words[at]?.lower ?? '');
    const phrase = trade ? [] : nounPhrase(words.slice(at));
    if (phrase.length > 0) found.push({ at, phrase });
    at += Math.max(1, phrase.length);
  }
  let last = found.length - 1;
  while (last > 0) {
    const { at = 0 } = found[last] ?? {};
    const before = found[last - 1];
    const end = before ? before.at + before.phrase.length : 0;
    const between = words
      .slice(end, at)
      .filter(({ pos, lower }) => pos !== 'DET' && !OWNERS.test(lower));
    if (between.length !== 1 || !/^(?:from|in|at|on|of)$/.test(between[0]?.lower ?? '')) break;
    last -= 1;
  }
  return say(found[last]?.phrase ?? []);
}

/** Verbs that a tagger takes for nouns where a price stands behind them. */
const TRADES =
  /^(?:costs?|sells?|sold|selling|buys?|bought|buying|gets?|got|getting|plans?|wants?|pays?|paid|spends?|spent)$/;

function upToBoundary(tokens: readonly Token[]): Token[] {
  const end = tokens.findIndex(
    ({ lower, pos, text }, i) =>
      BOUNDARY.test(lower) ||
      pos === 'NUM' ||
      /^[.?!$%]$/.test(text) ||
      AND.test(lower) ||
      /^(?:which|who|that|how|what|where|after|before|until)$/.test(lower) ||
      i >= LONGEST.after,
  );
  const kept = end < 0 ? tokens : tokens.slice(0, end);
  const last = kept.findLastIndex(
    ({ pos, lower }) => !/ADP|DET|CCONJ|SCONJ|PUNCT|PART/.test(pos) && !OWNERS.test(lower),
  );
  const each = kept.findLastIndex(({ lower }) => /^(?:each|apiece)$/.test(lower));
  // "got on", "checked in".
  const particle = isVerb(kept[last]) && kept[last + 1]?.pos === 'ADP' ? 1 : 0;
  return kept.slice(0, Math.max(last + particle, each) + 1);
}

/** Tokens as text: contractions and hyphens joined. */
function say(tokens: readonly Token[]): string {
  let text = '';
  for (const [i, token] of tokens.entries()) {
    const joined = tokens[i - 1]?.span[1] === token.span[0];
    text += i === 0 || joined ? token.text : ` ${token.text}`;
  }
  return text.trim();
}
