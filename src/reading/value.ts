import type { Fraction } from '../math/fraction.ts';
import type { Span } from '../problem/problem.ts';
import { type NumberInText, numbers } from './numbers.ts';
import { patternText } from './pattern-text.ts';
import type { Manner } from './sentences.ts';
import { isSymbolic } from './symbolic.ts';
import { hasUnit, type Wanted } from './wanted.ts';

export interface Value {
  readonly value: Fraction;
  readonly span: Span;
}

const EQUALS = ['=', '→', '⇒', '⟹', '≈'];

/**
 * The value of a stretch of text that states a result: the number in the unit that is wanted, else
 * the one behind the last "=", else the first or last. null where it has a letter or no number in it.
 */
export function valueIn(
  text: string,
  offset: number,
  take: 'first' | 'last',
  wanted: Wanted,
  manner: Manner,
): Value | null {
  const tail = behindEquals(text);
  const part = text.slice(tail);
  const symbolic = tail > 0 ? text.slice(tail - 1) : behindIs(text);
  if (isSymbolic(symbolic, manner.symbols)) return null;
  if (isRange(tail > 0 ? part : text, wanted, manner)) return null;
  const found = usable(part, manner);
  const { unit } = wanted;
  const measured = unit === null ? [] : found.filter(({ span }) => hasUnit(part, span, unit));
  const asked = measured.at(take === 'last' ? -1 : 0);
  const conclusion = conclusionIn(part);
  const concluded = found.filter(({ span }) => conclusion >= 0 && span[0] > conclusion);
  const chosen =
    asked ?? concluded.at(-1) ?? (take === 'last' && tail === 0 ? found.at(-1) : found[0]);
  if (!chosen) return null;
  const [start, end] = chosen.span;
  const value = withCents(part, chosen);
  return { value, span: [offset + tail + start, offset + tail + end] };
}

/** Where the part behind the last "=" starts; 0 where no number stands there. */
function behindEquals(text: string): number {
  const open = withoutAsides(text);
  const equals = Math.max(...EQUALS.map((sign) => open.lastIndexOf(sign)));
  return equals >= 0 && /\d/.test(open.slice(equals + 1)) ? equals + 1 : 0;
}

/** What is said of an expression: of "p(0) + p(4) is 24" only the number. */
function behindIs(text: string): string {
  const last = [
    ...text.matchAll(/(?:\b(?:is|are|equals|ist|es|est)|[是为:])\s{1,2}(?=\W{0,3}\d)/g),
  ].at(-1);
  return last ? text.slice(last.index + last[0].length) : text;
}

/** Where the last "so", "therefore", … stands behind which a number follows; -1 where none does. */
function conclusionIn(part: string): number {
  let at = -1;
  for (const { index } of part.matchAll(CONCLUSION)) if (/\d/.test(part.slice(index))) at = index;
  return at;
}

const CONCLUSION =
  /\b(?:so|therefore|thus|hence|that is|i\.e\.|which (?:is|means|gives|makes)|also|daher|somit|por tanto|por lo tanto|as[ií] que|donc|soit)\b|所以|因此|即/gi;

/** "six dollars and fifty cents". */
function withCents(part: string, { value, span: [, end] }: NumberInText): Fraction {
  const cents =
    /^ (?:dollars?|euros?|pounds?|francs?) (?:and |und |y |et )?(.{1,20}?) (?:cents?|pence|c[eé]ntimos|centimes)\b/i.exec(
      part.slice(end, end + 60),
    );
  const [number] = cents?.[1] ? numbers(cents[1]) : [];
  return number && number.value.compare(100) < 0 ? value.add(number.value.div(100)) : value;
}

/** A bold stretch that heads a step and states no result. */
export const STEP =
  /^(?:step|case|part|option|schritt|fall|teil|paso|caso|parte|etape|cas|partie|第|\d{1,2}[.):])/i;

/** The value of the last stretch in bold that states one. */
export function boldIn(text: string, offset: number, wanted: Wanted, manner: Manner): Value | null {
  const bold = [...text.matchAll(/\*\*([^*\n]{1,200})\*\*/g)].at(-1);
  if (!bold?.[1] || !/\d/.test(bold[1]) || STEP.test(bold[1])) return null;
  const upTo = text.slice(0, bold.index + bold[0].length);
  if (isSymbolic(upTo.split('=').at(-1) ?? '', manner.symbols)) return null;
  return valueIn(bold[1], offset + bold.index + 2, 'last', wanted, manner);
}

/** Whether a text states bounds, where none are asked for. */
export function isRange(text: string, wanted: Wanted, { tongue }: Manner): boolean {
  return !wanted.bound && tongue.find('range', patternText(text.slice(0, 2_000)).text) !== null;
}

/** Numbers outside brackets before those inside, digits before words. */
function usable(text: string, { tongue, comma }: Manner): NumberInText[] {
  const found = numbers(text, tongue, comma);
  const digits = found.filter(
    ({ form, span }) =>
      form === 'digits' &&
      !OPERAND.test(text.slice(Math.max(0, span[0] - 24), span[0])) &&
      !TIMES.test(text.slice(span[1], span[1] + 16)),
  );
  const words = found.filter(
    ({ form, value, span: [start, end] }) =>
      form === 'word' &&
      !(value.equals(1) && /^(?:one|un|una|une|uno|ein|eins)$/i.test(text.slice(start, end))) &&
      !PICKED_OUT.test(text.slice(Math.max(0, start - 12), start)) &&
      !COUNTS_OTHERS.test(text.slice(end, end + 20)),
  );
  const some = digits.length > 0 ? digits : words;
  const outside = some.filter(({ span }) => !inBrackets(text, span[0]));
  return outside.length > 0 ? outside : some;
}

/** "the two prices", "these three": known ones, and no result. */
const PICKED_OUT = /\b(?:the|these|those|both|all|last|first|next|other|die|den|los|las|les)\s$/i;
/** "one of", "four times": no result either. */
const COUNTS_OTHERS =
  /^ (?:(?:of|de|des|der)\b|(?:times|mal|veces|fois) (?:as|the|that|more|less|what|his|her|their|its|so|wie|m[aá]s|plus)\b)|^倍/i;

/** "4 times as old as": a factor. */
const TIMES =
  /^ (?:times|mal|veces|fois) (?:as|the|that|what|his|her|their|its|so|wie|m[aá]s|plus)\b|^倍/i;

/** What is added or taken away is no result: "adding 6 km to it". */
const OPERAND =
  /(?:add(?:ing|s)?|subtract(?:ing|s)?|plus|minus|times|by|not|(?:can't|cannot|not) be|rather than|instead of|nicht|statt|y no|et non)\s{1,3}(?:the |die |los |les )?\$?$/i;

/** The text with what stands in brackets blanked, at the same length. */
function withoutAsides(text: string): string {
  if (!text.includes('(')) return text;
  let open = '';
  let depth = 0;
  for (const char of text) {
    if (char === '(' && text.includes(')', open.length)) depth += 1;
    open += depth > 0 ? ' '.repeat(char.length) : char;
    if (char === ')' && depth > 0) depth -= 1;
  }
  return open;
}

function inBrackets(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return before.lastIndexOf('(') > before.lastIndexOf(')') && text.indexOf(')', at) > 0;
}
