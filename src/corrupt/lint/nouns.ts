import type { Quantity } from '../../problem/problem.ts';
import { remembered } from './remembered.ts';

/** Count nouns of word problems, so that a singular after "two" is seen for what it is. */
const COUNT_NOUNS = `
  cent dollar euro pound penny coin note bill ticket stamp card voucher
  second minute hour day week month year decade century
  millimetre centimetre metre kilometre millimeter centimeter meter kilometer inch foot yard mile acre
  hectare gram kilogram tonne ton ounce litre liter millilitre milliliter gallon pint quart cup spoonful
  teaspoon tablespoon degree watt kilowatt kilowatt-hour point goal
  apple pear orange banana lemon lime peach plum cherry grape berry strawberry melon potato carrot onion
  tomato pumpkin cabbage egg loaf roll bun cake cupcake cookie biscuit pie pizza sandwich pancake muffin
  sweet candy chocolate bottle jar can tin box bag basket bucket crate carton packet pack parcel tray
  shelf drawer sack barrel tank tub bowl plate glass mug spoon fork knife napkin
  book novel page notebook pencil pen crayon eraser ruler poster photo picture puzzle toy doll marble
  ball balloon bead button ribbon shirt sock shoe hat coat glove scarf dress towel blanket pillow
  table chair bench desk bed sofa lamp candle window door wall room floor house flat building street
  road bridge stair step tile brick plank nail screw rope wheel car bus train tram truck lorry van
  bicycle bike boat ship plane seat passenger
  tree bush flower rose tulip daisy sunflower seed seedling leaf branch log
  garden field row bed plot farm
  dog cat puppy kitten horse cow calf pig goat hen chicken duck goose rabbit bird parrot bee ant spider
  butterfly frog mouse monkey lion elephant
  child boy girl man woman person adult parent teacher pupil student friend cousin brother sister
  guest visitor customer player worker farmer baker
  team class club group family school shop store museum library
  match game lesson song video message letter task chapter lap trip tour round
  shell stone rock stick sheet piece slice part half
  kite shovel ladder helmet sticker medal trophy pot pan jug pumpkin costume mask tent candle cone
`
  .trim()
  .split(/\s+/);

const IRREGULAR: Readonly<Record<string, string>> = {
  foot: 'feet',
  goose: 'geese',
  mouse: 'mice',
  child: 'children',
  man: 'men',
  woman: 'women',
  person: 'people',
  loaf: 'loaves',
  knife: 'knives',
  shelf: 'shelves',
  leaf: 'leaves',
  calf: 'calves',
  half: 'halves',
  potato: 'potatoes',
  tomato: 'tomatoes',
  penny: 'pennies',
};

/** The plural of a singular noun, by the rules of spelling. */
export function pluralOf(noun: string): string {
  const irregular = IRREGULAR[noun];
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** Nouns whose singular is their plural, and those that look like a plural and are none. */
const SAME = new Set(
  'sheep fish goldfish deer series species aircraft percent hertz celsius fahrenheit staff'.split(
    ' ',
  ),
);

const SINGULARS = new Set(COUNT_NOUNS);
const PLURALS = new Set(COUNT_NOUNS.map(pluralOf));

/** Units that measure: "5 dollars" is an amount, not five things. */
const MEASURES = new Set(
  COUNT_NOUNS.slice(0, COUNT_NOUNS.indexOf('point'))
    .filter((noun) => !/^(?:coin|note|bill|ticket|stamp|card|voucher|cup)$/.test(noun))
    .concat('percent', 'litre', 'square', 'cubic'),
);

const MEASURE_PLURALS = new Set([...MEASURES].map(pluralOf));

/** Which nouns a text is known to count. */
export interface Nouns {
  isSingular(word: string): boolean;
  isPlural(word: string): boolean;
}

/** The nouns that every text may count. */
export const KNOWN_NOUNS: Nouns = {
  isSingular: (word) => SINGULARS.has(word),
  isPlural: (word) => PLURALS.has(word),
};

/**
 * The built-in nouns and those of a problem's units ("paper straw": "straw"), as far as a plural of theirs
 * stands in the text or in the names of the quantities. "Yen" has none.
 */
export function nounsWith(
  quantities: ReadonlyArray<Pick<Quantity, 'noun' | 'unit' | 'also'>>,
  text: string,
): Nouns {
  const own = new Set<string>();
  for (const { unit } of quantities) {
    const head = headOf(unit);
    if (head === '' || own.has(head)) continue;
    const plural = pluralPattern(head);
    const told = quantities.some(
      ({ noun, also }) => plural.test(noun) || also.some((other) => plural.test(other)),
    );
    if (told || plural.test(text)) own.add(head);
  }
  return own.size === 0 ? KNOWN_NOUNS : ownNouns([...own].sort().join(' '));
}

/** The noun of a unit that the built-in nouns do not have; "" where there is none. */
const headOf = remembered((unit): string => {
  const head = unit.toLowerCase().split(' per ')[0]?.split(' ').at(-1) ?? '';
  return /^[a-z][a-z-]+$/.test(head) &&
    !SAME.has(head) &&
    !SINGULARS.has(head) &&
    !PLURALS.has(head)
    ? head
    : '';
});

const pluralPattern = remembered((noun) => new RegExp(`\\b${pluralOf(noun)}\\b`, 'i'));

const ownNouns = remembered((list): Nouns => {
  const singulars = new Set(list.split(' '));
  const plurals = new Set([...singulars].map(pluralOf));
  return {
    isSingular: (word) => SINGULARS.has(word) || singulars.has(word),
    isPlural: (word) => PLURALS.has(word) || plurals.has(word),
  };
});

/** Whether a word, singular or plural, is a unit of measure. */
export function isMeasure(word: string): boolean {
  return MEASURES.has(word) || MEASURE_PLURALS.has(word);
}

/** Words that end in -s and are singular. */
const SINGULAR_S = new Set(
  `bus gas lens news maths mathematics physics athletics gymnastics economics atlas canvas pancreas
   christmas always perhaps its his hers theirs ours yours is was has does as this thus plus yes us
   minus versus series species bonus campus circus tennis`.split(/\s+/),
);

/** Whether a word is spelt like a plural. */
export function looksPlural(word: string): boolean {
  if (PLURALS.has(word)) return true;
  return /[a-z]{2}s$/.test(word) && !/(?:ss|us|is|'s)$/.test(word) && !SINGULAR_S.has(word);
}

/** Adjectives that stand between a number and its noun. */
export const ADJECTIVES = new Set(
  `red blue green yellow black white brown small large big little new old whole full empty extra more fresh
   long short good bad young different wooden`.split(/\s+/),
);
