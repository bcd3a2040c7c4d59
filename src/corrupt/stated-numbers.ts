import { type Fraction, fraction } from '../math/fraction.ts';

const ONES = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
  fifteen sixteen seventeen eighteen nineteen`.split(/\s+/);
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1000],
]);
/** Words that make another number of the one after them. */
const FACTORS = new Map([
  ['half', '1/2'],
  ['third', '1/3'],
  ['quarter', '1/4'],
  ['twice', '2'],
  ['double', '2'],
  ['triple', '3'],
  ['thrice', '3'],
]);
const WORDS = new Map([
  ...ONES.map((word, i): [string, number] => [word, i]),
  ...TENS.map((word, i): [string, number] => [word, (i + 2) * 10]),
]);

/**
 * Every number that a text states: in digits, in words up to the thousands, and derived from another
 * ("half of 40", "twice 10", "10% of 200"). Used to see that a removed value stands nowhere else.
 */
export function statedNumbers(text: string): Fraction[] {
  const tokens = text.toLowerCase().match(/\d[\d,]*(?:\.\d+)?(?:\/\d+)?|[a-z]+|[%.,;:!?]/g) ?? [];
  const found: Fraction[] = [];
  for (let i = 0; i < tokens.length; ) {
    const read = readNumber(tokens, i);
    if (!read) {
      i++;
      continue;
    }
    const factor = factorBefore(tokens, i, found.at(-1));
    found.push(read.value);
    if (factor) found.push(read.value.mul(factor));
    i = read.next;
  }
  return found;
}

function readNumber(tokens: string[], at: number): { value: Fraction; next: number } | undefined {
  const digits = tokens[at] ?? '';
  if (/^\d/.test(digits)) {
    try {
      return { value: fraction(digits.replaceAll(',', '')), next: at + 1 };
    } catch {
      return undefined;
    }
  }
  const words = wordsOfNumber(tokens, at);
  if (words.length === 0) return undefined;
  let [total, current] = [0, 0];
  for (const word of words) {
    const scale = SCALES.get(word);
    current = scale ? Math.max(current, 1) * scale : current + (WORDS.get(word) ?? 0);
    if (scale === 1000) [total, current] = [total + current, 0];
  }
  return { value: fraction(total + current), next: at + words.length };
}

/** The longest run of words that is one number: "two thousand three hundred and twenty five". */
function wordsOfNumber(tokens: string[], at: number): string[] {
  const words: string[] = [];
  let ceiling = 100;
  let scales = ['dozen', 'hundred', 'thousand'];
  for (let i = at; i < tokens.length; i++) {
    const word = tokens[i] ?? '';
    const value = WORDS.get(word);
    if (value !== undefined && value < ceiling) ceiling = value >= 20 ? 10 : 0;
    else if (scales.includes(word)) {
      ceiling = word === 'dozen' ? 0 : 100;
      scales = { dozen: [], hundred: ['thousand'], thousand: ['hundred'] }[word] ?? [];
      if (words.includes('thousand')) scales = scales.filter((scale) => scale !== 'thousand');
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

/** The factor of "half of", "a third of the", "25% of" that stands right before a number. */
function factorBefore(tokens: string[], at: number, last: Fraction | undefined) {
  let i = at - 1;
  while (i >= 0 && /^(of|the|those|that)$/.test(tokens[i] ?? '')) i--;
  const word = tokens[i] ?? '';
  const factor = FACTORS.get(word);
  if (factor) return fraction(factor);
  const percent = (word === '%' || word === 'percent') && i < at - 1;
  return percent && last ? last.div(100) : undefined;
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
