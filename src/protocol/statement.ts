import type { Quantity } from '../problem/problem.ts';

/** What a person says who knows the value: "The price of one glass is 3 dollars." */
export function statement({ noun, unit }: Quantity, value: string): string {
  const amount = COUNT.test(noun) ? value : withUnit(value, unit);
  if (/^(?:how|what|when|by) /i.test(noun)) return `${capital(noun)}: ${amount}.`;
  const named = /^\p{Lu}|^(?:the|a|an|his|her|their|its) /u.test(noun);
  return `${named ? capital(noun) : `The ${noun}`} is ${amount}.`;
}

/** "The number of lemons is 16 lemons" is said by nobody. */
const COUNT = /^(?:the )?(?:\w+ )?number of /i;

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

function withUnit(value: string, unit: string): string {
  if (unit === '') return value;
  return `${value} ${value === '1' ? unit : plural(unit)}`;
}

/** Units have regular plurals but these; symbols ("kg") and "percent" have none. */
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
};

function plural(unit: string): string {
  const [, counted = unit, rest = ''] = /^(.{1,60}?)( (?:per|of|a|an) .{1,60})?$/.exec(unit) ?? [];
  const words = counted.split(' ');
  const last = words.pop() ?? '';
  return [...words, pluralWord(last)].join(' ') + rest;
}

function pluralWord(word: string): string {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (irregular !== undefined) return irregular;
  if (/(?:ss|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (!/[aeiouy]/i.test(word) || word.length < 3 || /s$|\W/.test(word)) return word;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
