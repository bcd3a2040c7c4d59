import { type ClauseParts, clauseParts } from './clause-parts.ts';
import type { Measure } from './domains.ts';
import type { Place } from './number-places.ts';
import { isPlural, singular } from './plural.ts';
import type { TaggedText } from './tagged-text.ts';

/** How people speak of a quantity. */
export interface Naming {
  /** Noun phrase without an article: "number of rolls that Petra's ovens bake per day". */
  readonly noun: string;
  readonly unit: string;
  readonly measure: Measure;
}

/** Units of measures, in the singular: what has no smallest step. */
const MEASURES =
  /^(?:second|minute|hour|day|week|month|year|decade|inch|foot|yard|mile|meter|metre|kilometer|kilometre|centimeter|millimeter|km|cm|mm|kg|g|pound|ounce|oz|gram|kilogram|ton|liter|litre|ml|milliliter|gallon|quart|pint|cup|tablespoon|teaspoon|acre|degree|mile per hour|mph|hectare|gb|mb|kb|percent|calorie|point)$/;

/** What a measure is called where the clause says along what it is taken: "50 feet long". */
const ALONG: Readonly<Record<string, string>> = {
  long: 'length',
  tall: 'height',
  high: 'height',
  wide: 'width',
  deep: 'depth',
  thick: 'thickness',
  old: 'age',
  away: 'distance',
};

/** Names the quantities of numbers by the words of their clauses; no two alike. */
export function placeNamings(tagged: TaggedText, places: readonly Place[]): Naming[] {
  let thing = '';
  return places.map((place) => {
    const parts = clauseParts(tagged, place.span);
    if (parts.thing !== '' && place.kind === 'plain') thing = parts.thing;
    // "She eats three": of what was counted last.
    const silent = parts.thing === '' && place.kind === 'plain' && !OWN_WORDS.test(parts.after);
    const counted = silent && !parts.asked ? thing : parts.thing;
    const before = withName(lowerFirst(parts.before), tagged);
    return naming({ ...parts, before, thing: counted }, place, tagged.text);
  });
}

/** Behind a number: what says itself what it counts. */
const OWN_WORDS = /^(?:(?:more|fewer|less)\b.*\bthan|of|years? old|times)\b/;

/** What of a number says how its quantity is named. */
export type Numeral = Pick<Place, 'kind' | 'value' | 'unit'>;

/** Names a quantity by its clause; `text` is what the clause stands in. */
export function naming(clause: ClauseParts, place: Numeral, text: string): Naming {
  switch (place.kind) {
    case 'money':
      return { noun: moneyNoun(clause), unit: 'dollar', measure: 'money' };
    case 'percent':
      return { noun: shareNoun('percentage', clause), unit: 'percent', measure: 'percent' };
    case 'fraction':
      return { noun: shareNoun('fraction', clause), unit: '', measure: 'ratio' };
    case 'ratio':
      return { noun: tidy(`ratio in which ${clause.before}`), unit: '', measure: 'ratio' };
    case 'factor':
      return { noun: factorNoun(clause), unit: '', measure: 'ratio' };
    case 'clock':
      return {
        noun: tidy(`hour of the day that ${clause.before}`),
        unit: 'hour',
        measure: 'measure',
      };
    default:
      if (place.unit === 'dollars')
        return { noun: moneyNoun({ ...clause, thing: '' }), unit: 'dollar', measure: 'money' };
      if (
        place.unit === 'times' &&
        /^(?:as|older|younger|the age)\b/.test(clause.after.replace(/^times ?/, ''))
      )
        return { noun: factorNoun(clause), unit: '', measure: 'ratio' };
      return amountNaming(clause, place) ?? ageNaming(clause, text) ?? countNaming(clause, place);
  }
}

/** Amounts that have a name of their own. */
const AMOUNT =
  'number|sum|total|average|population|product|difference|score|count|amount|capacity|area|volume|footage|length|width|height|depth|weight|perimeter|radius|diameter|circumference|temperature|distance|speed|rate|age|ages';

const AMOUNT_OF = new RegExp(
  `^(.*?) (has|had|have|with|gets?|got|scored|bowled|earned) an? ((?:[a-z]+ )?(?:${AMOUNT})) of$`,
);

/** "The sum of their ages is 41", "a tank with a capacity of 50 gallons". */
function amountNaming(
  { before, head, after, thing }: ClauseParts,
  place: Numeral,
): Naming | undefined {
  const unit = singular(head);
  const measure: Measure = MEASURES.test(unit) || place.value.d !== 1n ? 'measure' : 'count';
  if (/^(?:more|less|fewer|times|[a-z]+er)\b/.test(after) || /^(?:more|less|fewer)\b/.test(thing))
    return undefined;
  const [, whose = '', verb = '', amount = ''] = AMOUNT_OF.exec(before) ?? [];
  if (amount !== '' && !/^(?:total|average)?(?: ?(?:number|total|average|amount))?$/.test(amount)) {
    const owner = whose.replace(/^.* where /, '');
    const has = /^(?:has|had|have|with)$/.test(verb);
    return {
      noun: tidy(has ? `${amount} of ${owner}` : `${amount} that ${owner} ${verb}`),
      unit,
      measure,
    };
  }
  const be = /^(.*?) (?:is|was|will be|are|were|be|comes? to|equals?)(?: now| currently)?$/.exec(
    before,
  )?.[1];
  const named =
    be !== undefined &&
    new RegExp(`^(?:the |their |his |her |its |our )?(?:[a-z]+ ){0,2}(?:${AMOUNT})\\b`).test(be);
  return named && be !== undefined && (thing === '' || MEASURES.test(unit))
    ? { noun: tidy(be.replace(/^the /, '')), unit, measure }
    : undefined;
}

/** "Samantha is 31" where ages are spoken of. */
function ageNaming({ before, after, head }: ClauseParts, text: string): Naming | undefined {
  const be =
    /^(.+?) (?:is|was|will be|are|were|turns|turned|just turned)(?: now| currently)?$/.exec(before);
  const years = head === 'years' && /^old\b/.test(after);
  if (
    !be?.[1] ||
    !(years || (head === '' && /\b(?:ages?|years? old|older|younger|born|birthday)\b/i.test(text)))
  ) {
    return undefined;
  }
  const rest = after.replace(/^old ?/, '');
  return { noun: tidy(`age of ${be[1]} ${rest}`), unit: 'year', measure: 'measure' };
}

function countNaming(clause: ClauseParts, place: Numeral): Naming {
  const { before, thing, head, after, related, asked } = clause;
  const [first = '', second] = thing.split(' ');
  const unit =
    MEASURES.test(first) && second !== undefined && second !== 'of' ? first : singular(head);
  const measure: Measure =
    place.kind === 'cents'
      ? 'cents'
      : MEASURES.test(unit) || place.value.d !== 1n
        ? 'measure'
        : 'count';
  const named = (noun: string, other = unit): Naming => ({
    noun: tidy(noun),
    unit: other,
    measure,
  });
  if (place.unit === 'times')
    return named(`number of times ${after.replace(/^times ?/, '')} that ${before}`, 'time');
  if (asked) return named(`number of ${plural(clause)} ${after} in the question`);
  const speed = /^(.*?) at(?: a (?:\w+ )?(?:speed|rate|pace) of)?$/.exec(before);
  if (speed?.[1] && /\bper hour|mph\b|\bkm\/h/.test(`${thing} ${after}`))
    return named(`speed at which ${speed[1]}`, 'mile per hour');
  const [along = ''] = after.split(' ');
  const name = Object.hasOwn(ALONG, along) ? ALONG[along] : undefined;
  const be = /^(.*) (?:is|was|are|were|be)$/.exec(before);
  if (name !== undefined && be?.[1] && measure === 'measure') return named(`${name} of ${be[1]}`);
  if (
    /^(?:more|fewer|less|older|younger|taller|shorter|longer|heavier|lighter|further|farther|earlier|later)\b.*\bthan\b/.test(
      after,
    )
  ) {
    return named(
      thing === ''
        ? `number by which ${before} ${after}`
        : `number of ${plural(clause)} by which ${before} ${after}`,
    );
  }
  if (/^(?:more|fewer|less)$/.test(after) && thing === '')
    return named(`number by which ${before} ${after}`);
  if (thing === '' && /^of (?:the|his|her|their|its|my|our|these|those|them)\b/.test(after)) {
    const part = before === '' ? related : (related.split(/ (?:that|as|when|while) /)[0] ?? '');
    const whole = part.slice('of '.length);
    return named(before === '' ? `number of ${whole}` : `number of ${whole} that ${before}`);
  }
  if (/^(?:in|within)$/.test(before) && TIME.test(unit))
    return named(`number of ${thing} from now`);
  if (before === 'after' && TIME.test(unit)) return named(`number of ${thing} that pass`);
  if (/^(?:(?:of|out|at|on|in|by|around|about)(?: |$))*$/.test(before)) {
    const verb =
      /^(?:in|at|on|of|per|for|each|every|from|to|with|that|who)\b/.test(after) ||
      after === '' ||
      related !== after
        ? ''
        : 'that ';
    return named(`number of ${plural(clause)} ${verb}${related}`);
  }
  const at = /^((?:in|at|on|from|with) .*?)(?: (?:with|of))?$/.exec(before);
  if (at?.[1] && !clause.verb) return named(`number of ${plural(clause)} ${at[1]} ${after}`);
  const group = /^(an? .*) of$/.exec(before);
  if (group?.[1] && !clause.verb) return named(`number of ${plural(clause)} in ${group[1]}`);
  const there = /^(?:.*\b)?there (?:is|are|was|were|will be)\b ?(.*)$/i.exec(before);
  return named(
    there
      ? `number of ${plural(clause)} ${there[1] ?? ''} ${after}`
      : `number of ${plural(clause)} that ${before} ${after}`,
  );
}

const TIME = /^(?:second|minute|hour|day|week|month|year)$/;

/** What is counted, in the plural: of a "12-mile trail", the miles. */
function plural({ thing, hyphened }: ClauseParts): string {
  if (thing === '') return 'things';
  const [first = '', ...rest] = thing.split(' ');
  const whose = rest.join(' ');
  if (whose !== '' && rest[0] !== 'of' && (MEASURES.test(first) || hyphened) && !isPlural(first))
    return `${first === 'foot' ? 'feet' : first === 'inch' ? 'inches' : `${first}s`} of the ${whose}`;
  return thing;
}

function moneyNoun({ before, object, thing, after, asked }: ClauseParts): string {
  const rest = tidy(`${thing} ${after}`);
  if (asked) return tidy(`amount of money ${rest} in the question`);
  if (/^(?:more|less|cheaper|higher|lower|fewer)\b/.test(rest) && before !== '')
    return tidy(`amount of money by which ${before} ${rest}`);
  if (/\bper$/.test(before.replace(/ at$/, '')) || /^(?:per|for (?:each|every)) [a-z]/.test(rest)) {
    const sold =
      / (?:at|for)(?: only)?$/.test(before) &&
      !/\b(?:pa(?:y|ys|id)|work(?:s|ed)?|earn(?:s|ed)?)\b/.test(before);
    if (sold) return tidy(`price ${rest}`);
  }
  const relative = /\b(?:that|which) costs?$|\b(?:costing|worth|priced at|valued at)$/.test(before);
  if (relative && object !== '') return tidy(`price of ${object} ${rest}`);
  const cost =
    /^(.*?) (?:will |would |can |to )?(?:costs?|sells? (?:for|at)|(?:is|are|was|were) (?:sold|selling|sells) (?:for|at)|(?:is|are|was|were) priced at|(?:is|are|was|were) worth)(?: (?:him|her|them|only|about|just))?$/.exec(
      before,
    );
  if (cost?.[1] && !PRONOUN.test(cost[1])) return tidy(`price of ${cost[1]} ${rest}`);
  const be =
    /^(?:the )?((?:\S+ ){0,3}(?:price|cost|fee|salary|rent|bill|rate|wage|value|budget|income|deposit|tip|allowance|sales|expenditure|savings|profit|earnings|expenses|total|tax)\b.*?) (?:is|was|are|were|of|will be)$/.exec(
      before,
    );
  if (be?.[1]) return tidy(`${be[1]} ${rest}`);
  if (
    / (?:for|at)(?: only)?$/.test(before) &&
    object !== '' &&
    /^(?:each|apiece|per|an?|every)\b/.test(rest)
  ) {
    return tidy(`price of ${object} ${rest}`);
  }
  const are = /^(.+?)(?: that| which)? (?:is|are|was|were)$/.exec(before);
  if (are?.[1] && !PRONOUN.test(are[1])) return tidy(`price of ${are[1]} ${rest}`);
  if (before === '') return tidy(`amount of money ${rest}`);
  return tidy(`amount of money that ${before} ${rest}`);
}

const PRONOUN = /^(?:it|they|this|these|that|each|he|she)$/;

function shareNoun(what: string, { before, thing, after, related, asked }: ClauseParts): string {
  const rest = tidy(ofWhole(before === '' && thing === '' ? related : `${thing} ${after}`));
  if (asked) return tidy(`${what} ${rest} in the question`);
  const by = /^(.*) by$/.exec(before);
  if (by?.[1]) return tidy(`${what} by which ${by[1]} ${rest}`);
  if (/^(?:more|less|fewer|off|faster|slower|larger|smaller|longer|shorter|bigger)\b/.test(after))
    return tidy(`${what} by which ${before} ${rest}`);
  const size =
    /^(?:(?:additional|extra) )?(?:discount|tip|tax|fee|raise|commission|bonus|interest|increase|decrease|sales tax|profit)\b/.exec(
      thing,
    );
  if (size) return tidy(`${what} of the ${thing} that ${before} ${after}`);
  if (before === '') return tidy(`${what} ${rest}`);
  return tidy(`${what} ${rest} that ${before}`);
}

/** "The cost of the trip" and "a house" as what a part is of. */
function ofWhole(said: string): string {
  const rest = said.trim();
  if (/^(?:the|his|her|their|its|my|our|these|those|an?) /.test(rest)) return `of ${rest}`;
  return /^(?:pound|cup|mile|hour|gallon|ounce|inch|foot|yard|teaspoon|tablespoon)\b/.test(rest)
    ? `of ${/^(?:hour|ounce|inch)/.test(rest) ? 'an' : 'a'} ${rest}`
    : rest;
}

function factorNoun({ before, thing, after }: ClauseParts): string {
  const said = tidy(`${thing} ${after}`).replace(/^times /, '');
  return tidy(`number of times ${said} that ${before}`);
}

/** "he" as the one person whose name the text has. */
function withName(clause: string, { tokens }: TaggedText): string {
  if (!PERSON.test(clause)) return clause;
  const names = new Set(
    tokens
      .filter(
        ({ pos, text }) => pos === 'PROPN' && /^\p{Lu}\p{Ll}+$/u.test(text) && !CALENDAR.test(text),
      )
      .map(({ text }) => text),
  );
  const [name] = names;
  return names.size === 1 && name ? clause.replace(PERSON, name) : clause;
}

const PERSON = /\b(?:he|she)\b/i;

const CALENDAR =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:January|February|March|April|May|June|July|August|September|October|November|December)/;

/** Small first letter, but of names and "I". */
export function lowerFirst(text: string): string {
  return text.replace(
    /^(?:The|A|An|He|She|They|It|Each|Every|In|On|At|His|Her|Their|Its|There|One|All|If|When|For|This|That|These|Those|Some|After|Before|We|You|From|Of|To|By|With|During|Another|Both|Every)\b/,
    (word) => word.toLowerCase(),
  );
}

/** A purpose behind enough words to do without it: a reader takes it for why the question is asked. */
const PURPOSE =
  /(?<=(?:\S+ ){4}\S+) to (?:finish|answer|solve|calculate|compute|determine|find|work|complete|get|proceed|continue|figure|help|make|provide|give)\b.*$/;

/** Single spaces, no list or clause marks: an "and" would part it in two requests. */
export function tidy(noun: string): string {
  return noun
    .replace(PURPOSE, '')
    .replace(/,? (?:and|or)[\s,]*$/, '')
    .replace(/,? (?:and|or) /g, ' with ')
    .replace(/[,;:?!()"“”]/g, ' ')
    .replace(/ ?\/ ?(?=[a-z])/gi, ' per ')
    .replace(/\s+/g, ' ')
    .replace(/(?: (?:at|with) an? (?:\w+ )?(?:rate|speed|pace|average))? of (?=per\b)/g, ' ')
    .replace(/ in in the question$/, ' in the question')
    .replace(/ ([.'’])/g, '$1')
    .replace(/[.\s-]+$/, '')
    .trim();
}
