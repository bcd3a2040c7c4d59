import { AMOUNT_ENDS, article, cut, DETERMINED, isMoney, moneyUnit, type Rule } from './rule.ts';

/** Prices, wages and sums of money. */
export const MONEY: readonly Rule[] = [
  {
    name: 'a thing of unsaid price',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      if (
        place.kind !== 'money' ||
        !/^[ -](?!an?\b|per\b|each\b|every\b|more\b|less\b|off\b|when\b|while\b|but\b|if\b|so\b|with\b|by\b|as\b|then\b|bills?\b|coins?\b|gift\b|note|apiece\b|and\b|for\b|in\b|on\b|to\b|from\b|of\b|worth\b|at\b|million|billion)[a-z]/i.test(
          right,
        )
      )
        return undefined;
      if (/\b(?:the|his|her|their|its|my|our|your|that|this) $/i.test(left)) return [0, 1, ''];
      const [found, put] = article(left, right.slice(1));
      return found > 0 ? [found, 1, put] : undefined;
    },
  },
  {
    name: 'some savings',
    tier: 1,
    rewrite: ({ place, left, right }) =>
      place.kind === 'money' &&
      /^ (?:savings|cash|change|money)\b/i.test(right) &&
      !DETERMINED.test(left)
        ? [0, 0, 'some']
        : undefined,
  },
  {
    name: 'a certain fee',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      const [found = '', noun = ''] =
        /\ban? ((?:[a-z]+ )?(?:fee|deposit|profit|tip|reward|rate|price|cost|discount|salary|bonus|payment|charge|rent|income|budget|loss|prize|balance|sum|allowance|commission)) of $/i.exec(
          left,
        ) ?? [];
      if (found === '' || !(isMoney(place, right) || place.kind === 'percent')) return undefined;
      const unit = moneyUnit(right);
      return AMOUNT_ENDS.test(right.slice(unit))
        ? [found.length, unit, `a certain ${noun}`]
        : undefined;
    },
  },
  {
    name: 'of his money',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      if (
        !isMoney(place, right) ||
        !/\b(?:his|her|their|my|our|its) $/i.test(left) ||
        OBJECT.test(left)
      )
        return undefined;
      const unit = moneyUnit(right);
      return AMOUNT_ENDS.test(right.slice(unit)) ? [0, unit, 'money'] : undefined;
    },
  },
  {
    name: 'a certain price',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      if (!isMoney(place, right)) return undefined;
      const unit = moneyUnit(right);
      const rest = right.slice(unit);
      if (!AMOUNT_ENDS.test(rest)) return undefined;
      if (
        /\b(?:at|for)(?: only| just)? $/i.test(left) &&
        /^(?: (?:each|apiece|per|a|an|every)\b|[.,;])/i.test(rest) &&
        !/\b(?:pay|pays|paid|work|works|worked|earns?|earned|job)\b/i.test(left)
      )
        return [cut(left, /(?:only|just) $/i), unit, 'a certain price'];
      return undefined;
    },
  },
  {
    name: 'a certain amount',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      if (
        !isMoney(place, right) ||
        (/\b(?:his|her|their) $/i.test(left) && !OBJECT.test(left)) ||
        /\b(?:total|average|amount) of $/i.test(left) ||
        /\b(?:an?|the|my|its|our|those|these|all|another|extra|additional|first|last|next|remaining|other|every|than) $/i.test(
          left,
        )
      )
        return undefined;
      const unit = moneyUnit(right);
      const rest = right.slice(unit);
      if (!AMOUNT_ENDS.test(rest)) return undefined;
      const only = cut(left, /(?:only|just|exactly|about|around|approximately|roughly) $/i);
      const price =
        /\b(?:costs?|costing|charges?|charged|charging|priced|price|worth|pays?|paid|paying|rate|fee|fees|earns?|earned|makes?|made|is|was|are|were|be|of|at|from) $/i.test(
          left.slice(0, left.length - only),
        ) || /^ (?:each|apiece|per|an?|every|off|more|less)\b/i.test(rest);
      return [only, unit, price ? 'a certain amount' : 'a certain amount of money'];
    },
  },
  {
    name: 'another amount',
    tier: 2,
    rewrite: ({ place, left, right }) => {
      if (!isMoney(place, right)) return undefined;
      const unit = moneyUnit(right);
      const [found = ''] =
        /\b(?:another|an (?:additional|extra|average of|amount of)|a total of) $/i.exec(left) ?? [];
      return found !== '' && AMOUNT_ENDS.test(right.slice(unit))
        ? [
            found.length,
            unit,
            /amount/.test(found)
              ? 'a certain amount of money'
              : /average/.test(found)
                ? 'a certain average amount'
                : /total/.test(found)
                  ? 'a certain total amount'
                  : 'a further amount',
          ]
        : undefined;
    },
  },
  {
    name: 'so much an hour',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      if (place.kind !== 'money' || DETERMINED.test(left.replace(/ (?:his|her|their) $/, ' ')))
        return undefined;
      const [all = '', unit = ''] = /^\/ ?([a-z]+)\b(?= |[,.;?!]|$)/i.exec(right) ?? [];
      return all === '' ? undefined : [0, all.length, `a certain amount per ${unit}`];
    },
  },
];

/** "gave her": a person, not whose money it is. */
const OBJECT =
  /\b(?:g[ai]ves?|given|pa(?:y|ys|id)|charg(?:e|es|ed)|costs?|sen[dt]s?|len[dt]s?|ow(?:e|es|ed)|offer(?:s|ed)?|took|takes?|sav(?:e|es|ed)|earn(?:s|ed)?|bring(?:s)?|brought|left|leav(?:e|es)|ask(?:s|ed)?) (?:him|her|them|his|their) $/i;
