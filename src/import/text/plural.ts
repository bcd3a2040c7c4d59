const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  feet: 'foot',
  teeth: 'tooth',
  mice: 'mouse',
  geese: 'goose',
  loaves: 'loaf',
  shelves: 'shelf',
  leaves: 'leaf',
  knives: 'knife',
  wolves: 'wolf',
  calves: 'calf',
  halves: 'half',
  lives: 'life',
  lbs: 'pound',
  mph: 'mile per hour',
  cookies: 'cookie',
  movies: 'movie',
  pies: 'pie',
  ties: 'tie',
  calories: 'calorie',
  selfies: 'selfie',
  brownies: 'brownie',
  smoothies: 'smoothie',
  cows: 'cow',
  shoes: 'shoe',
  toes: 'toe',
  houses: 'house',
  horses: 'horse',
  buses: 'bus',
  gases: 'gas',
};

/** Words that are the same for one and for many. */
const BOTH = /^(?:sheep|fish|deer|fruit|dice|shrimp|cattle|oz|kg|km|cm|mm|ml|series|species)$/;

/** Whether a word may be a plural. */
export function isPlural(word: string): boolean {
  const lower = word.toLowerCase();
  if (Object.hasOwn(IRREGULAR, lower) || BOTH.test(lower)) return true;
  return /[^s]s$/.test(lower) && !/(?:us|is|news|lens|gas|[^s]bus)$/.test(lower);
}

/** "boxes" → "box", "cities" → "city", "people" → "person". */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  const irregular = Object.hasOwn(IRREGULAR, lower) ? IRREGULAR[lower] : undefined;
  if (irregular !== undefined) return irregular;
  if (BOTH.test(lower) || !isPlural(lower)) return word;
  if (/[^aeiou]ies$/.test(lower)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z|[^aeiou]o)es$/.test(lower)) return word.slice(0, -2);
  return word.slice(0, -1);
}
