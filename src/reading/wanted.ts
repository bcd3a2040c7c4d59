import { own } from './language.ts';
import { patternText } from './pattern-text.ts';
import type { Sentence } from './sentences.ts';
import { tongueOf } from './tongue.ts';

/** What the problem's question says about its answer. */
export interface Wanted {
  /** What is counted, as one name for all languages: "How many minutes …" -> "minute". */
  readonly unit: string | null;
  /** It asks for a bound itself: "What is the least number …". */
  readonly bound: boolean;
}

export function wantedBy(question: string | null): Wanted {
  if (question === null) return { unit: null, bound: false };
  const tongue = tongueOf(question);
  const folded = patternText(question.slice(0, 2_000)).text;
  const match =
    /\bhow many ([a-z]{2,20})|\bin ((?:square |cubic )?[a-z]{3,20})\s{0,2}\??$|\bwie ?viele? ([a-z]{2,30})|\bcuant[oa]s ([a-z]{2,20})|\bcombien d(?:e |')([a-z]{2,20})|多少(平方米|立方米|美元|欧元|公里|千米|分钟|小时|千克|[元米克升分天岁])/.exec(
      folded,
    );
  const unit = match?.slice(1).find((group) => group !== undefined);
  const money = MONEY.test(folded) ? ANY_MONEY : null;
  return {
    unit: unit === undefined ? money : unitOf(unit),
    bound: tongue.find('bound', folded) !== null,
  };
}

/** A question for a sum of money that names no currency. */
const ANY_MONEY = 'money';
const MONEY =
  /\bhow much\b.{0,120}\b(?:money|cost|costs|pay|paid|spend|spent|earn|earned|earnings|profit|worth|charge|charged|save|saved|owe|price|bill|income|change|make|made|sell)\b|\bwhat (?:is|was|will be) the (?:\w+ ){0,3}(?:cost|price|bill|profit|revenue|income)\b/;
const MONIES: ReadonlySet<string> = new Set(['dollar', 'euro', 'pound', 'franc', 'yuan', 'cent']);

/** One name for a unit, whatever the language and the number: "Minuten" -> "minute"; else its stem. */
export function unitOf(word: string): string {
  const known = own(UNITS, word) ?? own(UNITS, word.replace(/s$/, ''));
  return known ?? word.replace(/(?:e?s|en|n)$/, '');
}

const UNITS: Readonly<Record<string, string>> = Object.fromEntries(
  `dollar:dollar|dolar|dolares|$|美元|usd|bucks
euro:euro|€|欧元|eur
pound:pound|£|gbp
franc:franc|franken|franco|chf|法郎
yuan:元|yuan
cent:cent|centimo|centavo|centime
minute:minute|minuten|minuto|min|mins|分钟|分
hour:hour|stunde|stunden|hora|heure|h|hr|hrs|小时
second:second|sekunde|sekunden|segundo|seconde|s|秒
day:day|tag|tage|dia|jour|天
year:year|jahr|jahre|ano|an|annee|岁|年
gram:gram|gramm|gramo|gramme|g|克
kilogram:kilogram|kilogramm|kilo|kg|kilogramo|kilogramme|公斤|千克
kilometre:kilometre|kilometer|km|kilometro|公里|千米
metre:metre|meter|m|metro|米
centimetre:centimetre|centimeter|zentimeter|cm|centimetro|厘米
litre:litre|liter|l|litro|升
square metre:square metre|square meter|m²|m^2|sqm|quadratmeter|平方米
cubic metre:cubic metre|cubic meter|m³|m^3|kubikmeter|立方米
percent:percent|%|prozent`
    .split('\n')
    .flatMap((line) => {
      const [name = '', words = ''] = line.split(':');
      return words.split('|').map((word) => [word, name]);
    }),
);

const CURRENCY: Readonly<Record<string, string>> = { $: 'dollar', '€': 'euro', '£': 'pound' };

/** Whether the number at [start, end) of a sentence's text is measured in what is wanted. */
export function hasUnit(
  text: string,
  [start, end]: readonly [number, number],
  unit: string,
): boolean {
  const fits = (name: string) => name === unit || (unit === ANY_MONEY && MONIES.has(name));
  const currency = CURRENCY[text[start - 1] ?? ''] ?? CURRENCY[text[start - 2] ?? ''];
  if (currency !== undefined && fits(currency)) return true;
  const after = patternText(text.slice(end, end + 50)).text.replace(
    /^[\s$})~\\(]{0,8}(?:(?:text|mathrm)\{\s?)?(?:more |other |whole |full )?/,
    '',
  );
  const word = /^(?:square |cubic )?[a-z]{1,25}(?:[²³]|\^[23])?|^[\u4e00-\u9fff]{1,3}|^[$€£%]/.exec(
    after,
  )?.[0];
  if (word === undefined) return false;
  if (/^[\u4e00-\u9fff]/.test(word)) {
    return [3, 2, 1].some((length) => fits(unitOf(word.slice(0, length))));
  }
  return fits(unitOf(word)) || fits(unitOf(word.split(' ')[0] ?? ''));
}

/** The same question of a sentence's numbers. */
export function anyHasUnit({ text, numbers }: Sentence, unit: string): boolean {
  return numbers.some(({ span }) => hasUnit(text, span, unit));
}
