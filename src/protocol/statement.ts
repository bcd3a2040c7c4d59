import type { Quantity } from '../problem/problem.ts';

/** What a person says who knows the value: "The price of one glass is 3 dollars." */
export function statement({ noun, unit }: Quantity, value: string): string {
  const amount = COUNT.test(noun) || namesUnit(noun, unit) ? mixed(value) : withUnit(value, unit);
  if (/^(?:how|what|when|by) /i.test(noun)) return `${capital(noun)}: ${amount}.`;
  const named = /^\p{Lu}|^(?:the|a|an|his|her|their|its) /u.test(noun);
  return `${named ? capital(noun) : `The ${noun}`} ${isPlural(noun) ? 'are' : 'is'} ${amount}.`;
}

/** "The late fees for the books are 4 dollars": by the noun before its first addition. */
function isPlural(noun: string): boolean {
  const [head = ''] = noun.split(ADDITION);
  if (/\band\b/.test(head)) return !/['’]s? and\b/.test(head);
  return /(?:[^su'’]|ie)s$/.test(head) && !SINGULAR.test(head);
}

const ADDITION =
  / (?:of|for|in|at|on|from|that|which|to|per|by|with|without|between|after|before|above|below|up|lost|left|earned|paid|together|today|altogether|already|now|not)\b/;
const SINGULAR = /\b(?:series|species|news|lens|gas|bus|mathematics|basis)$/;

/** "The number of lemons is 16 lemons" is said by nobody. */
const COUNT = /^(?:the )?(?:\w+ )?number of /i;

/** "The driving time in hours is 5", "the points for a draw are 4": the unit is said already. */
function namesUnit(noun: string, unit: string): boolean {
  return unit !== '' && ` ${noun} `.includes(` ${plural(unit)} `);
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

function withUnit(value: string, unit: string): string {
  if (unit === '') return mixed(value);
  return `${mixed(value)} ${value === '1' ? unit : plural(unit)}`;
}

/** Units have regular plurals but these; symbols ("kg") have none. */
const IRREGULAR: Readonly<Record<string, string>> = {
  foot: 'feet',
  inch: 'inches',
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
  loaf: 'loaves',
  shelf: 'shelves',
  percent: 'percent',
  yen: 'yen',
  yuan: 'yuan',
  won: 'won',
  baht: 'baht',
  naira: 'naira',
  rand: 'rand',
  zloty: 'zlotys',
  sheep: 'sheep',
  horsepower: 'horsepower',
  goldfish: 'goldfish',
};

/** "11/6" is said as "1 5/6". */
function mixed(value: string): string {
  const [, top = '', bottom = ''] = /^(\d{1,15})\/(\d{1,15})$/.exec(value) ?? [];
  if (top === '' || BigInt(top) < BigInt(bottom)) return value;
  return `${BigInt(top) / BigInt(bottom)} ${BigInt(top) % BigInt(bottom)}/${bottom}`;
}

/** The plural of a unit: "square metres", "kilometres per hour". */
export function plural(unit: string): string {
  const [, counted = unit, rest = ''] = /^(.{1,60}?)( (?:per|of|a|an) .{1,60})?$/.exec(unit) ?? [];
  const words = counted.split(' ');
  const last = words.pop() ?? '';
  return [...words, pluralWord(last)].join(' ') + rest;
}

function pluralWord(word: string): string {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (irregular !== undefined) return irregular;
  if (/(?:ss|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (!/[aeiouy]/i.test(word) || word.length < 3 || /s$|[^\w-]/.test(word)) return word;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
