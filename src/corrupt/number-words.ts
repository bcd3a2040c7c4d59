import { type Fraction, fraction } from '../math/fraction.ts';

const ONES = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
  fifteen sixteen seventeen eighteen nineteen`.split(/\s+/);
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
]);
const WORDS = new Map([
  ...ONES.map((word, i): [string, number] => [word, i]),
  ...TENS.map((word, i): [string, number] => [word, (i + 2) * 10]),
]);
/** What may follow: "two hundred thousand", "two thousand three hundred". */
const SCALES_AFTER = new Map([
  ['hundred', ['thousand', 'million']],
  ['thousand', ['hundred']],
  ['million', ['hundred', 'thousand']],
]);
/** Parts of one, by their singular. */
const PARTS = new Map(
  'half third quarter fifth sixth seventh eighth ninth tenth'
    .split(' ')
    .map((word, i): [string, number] => [word, i + 2])
    .concat([
      ['twelfth', 12],
      ['twentieth', 20],
      ['hundredth', 100],
    ]),
);
PARTS.set('halve', 2).set('fourth', 4);
/** Words that make another number of the one after them. */
const MULTIPLES = new Map([
  ['twice', 2],
  ['double', 2],
  ['triple', 3],
  ['thrice', 3],
  ['treble', 3],
  ['quadruple', 4],
]);

/** Words that a number can begin with. Most words of a text are none. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  ...MULTIPLES.keys(),
  ...WORDS.keys(),
  ...SCALES.keys(),
  ...[...PARTS.keys()].flatMap((part) => [part, `${part}s`]),
]);

/** A number that a text states, and the tokens [at, next) that do. */
export interface Read {
  readonly value: Fraction;
  readonly at: number;
  readonly next: number;
  /** `part`: "two thirds"; `multiple`: "twice"; both make another number of one that follows. */
  readonly kind: 'number' | 'part' | 'multiple';
}

/** A word, number or mark of a text, in lower case, and where it starts. */
export interface Token {
  readonly text: string;
  readonly at: number;
}

/** Numbers, words and the marks that matter to them; "½" is "1/2". */
export function placedTokens(text: string): Token[] {
  return Array.from(text.toLowerCase().matchAll(TOKEN), ({ 0: found, index }) => ({
    text: SIGNS.get(found) ?? found,
    at: index,
  }));
}

export function tokensOf(text: string): string[] {
  const found = text.toLowerCase().match(TOKEN) ?? [];
  return found.map((token) => SIGNS.get(token) ?? token);
}

const TOKEN = /\d[\d,]*(?:\.\d+)?(?:\/\d+)?|\.\d+|[½¼¾⅓⅔]|[a-z]+|[%$€.,;:!?×]/g;

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['½', '1/2'],
  ['¼', '1/4'],
  ['¾', '3/4'],
  ['⅓', '1/3'],
  ['⅔', '2/3'],
]);

/** The number that begins with this token, if one does. */
export function readNumber(tokens: readonly string[], at: number): Read | undefined {
  const token = tokens[at] ?? '';
  if (!BEGINNINGS.has(token) && !/^\.?\d/.test(token)) return undefined;
  const multiple = MULTIPLES.get(token);
  if (multiple !== undefined)
    return { value: fraction(multiple), at, next: at + 1, kind: 'multiple' };
  const part = partOf(token);
  if (part !== undefined) return { value: fraction(`1/${part}`), at, next: at + 1, kind: 'part' };
  if (/^\.?\d/.test(token)) return digits(tokens, at);
  const words = wordsOfNumber(tokens, at);
  if (words.length === 0) return undefined;
  const count = amountOf(words);
  const next = at + words.length;
  const parts = partOf(tokens[next] ?? '');
  // "two thirds", but not "twenty third".
  if (parts !== undefined && (count === 1 || tokens[next]?.endsWith('s'))) {
    return { value: fraction(`${count}/${parts}`), at, next: next + 1, kind: 'part' };
  }
  return { value: fraction(count), at, next, kind: 'number' };
}

function partOf(token: string): number | undefined {
  return PARTS.get(token) ?? PARTS.get(token.replace(/s$/, ''));
}

/** Digits, perhaps with a scale behind them: "2.5 million", "3 dozen". */
function digits(tokens: readonly string[], at: number): Read | undefined {
  const token = tokens[at] ?? '';
  try {
    const value = fraction(token.replaceAll(',', '').replace(/^\./, '0.'));
    const scale = token.endsWith(',') ? undefined : SCALES.get(tokens[at + 1] ?? '');
    return scale === undefined
      ? { value, at, next: at + 1, kind: 'number' }
      : { value: value.mul(scale), at, next: at + 2, kind: 'number' };
  } catch {
    return undefined;
  }
}

function amountOf(words: readonly string[]): number {
  let [total, current] = [0, 0];
  for (const word of words) {
    const scale = SCALES.get(word);
    current = scale ? Math.max(current, 1) * scale : current + (WORDS.get(word) ?? 0);
    if (scale !== undefined && scale >= 1000) [total, current] = [total + current, 0];
  }
  return total + current;
}

/** The longest run of words that is one number: "two thousand three hundred and twenty five". */
function wordsOfNumber(tokens: readonly string[], at: number): string[] {
  const words: string[] = [];
  let ceiling = 100;
  let scales = ['dozen', 'hundred', 'thousand', 'million'];
  for (let i = at; i < tokens.length; i++) {
    const word = tokens[i] ?? '';
    const value = WORDS.get(word);
    if (value !== undefined && value < ceiling) ceiling = value >= 20 ? 10 : 0;
    else if (scales.includes(word)) {
      ceiling = word === 'dozen' ? 0 : 100;
      scales = (SCALES_AFTER.get(word) ?? []).filter((scale) => !words.includes(scale));
    } else if (
      word !== 'and' ||
      !SCALES.has(words.at(-1) ?? '') ||
      !WORDS.has(tokens[i + 1] ?? '')
    ) {
      break;
    }
    words.push(word);
  }
  return words;
}

/** The number that one word is: "twelve", "twenty-five"; NaN where it is none. */
export function numberWordValue(word: string): number {
  const [first = '', second] = word.split('-');
  const value = WORDS.get(first) ?? (second === undefined ? SCALES.get(first) : undefined);
  if (value === undefined) return Number.NaN;
  if (second === undefined) return value;
  const rest = WORDS.get(second);
  return rest !== undefined && rest < 10 && value >= 20 ? value + rest : Number.NaN;
}
