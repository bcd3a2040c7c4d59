import type { Place } from '../number-places.ts';
import { COMPARATIVE, type Rule, small, taken, UNIT } from './rule.ts';

/** Twice as many, some more than, older than. */
export const COMPARISONS: readonly Rule[] = [
  {
    name: 'twice as many as',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      if (!isPlainMultiple(place) || ONLY.test(left)) return undefined;
      const [all = '', much = '', things = ''] =
        /^ as (many|much)((?: [a-z'’-]+){0,6}?) as\b/i.exec(right) ?? [];
      if (all === '') return undefined;
      const less = much.toLowerCase() === 'many' ? 'fewer' : 'less';
      return [0, all.length, `${place.value.compare(1) > 0 ? 'more' : less}${things} than`];
    },
  },
  {
    name: 'twice as long as',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      if (!isPlainMultiple(place) || ONLY.test(left)) return undefined;
      const [all = '', word = ''] = /^ as ([a-z]+) as\b/i.exec(right) ?? [];
      const [more, less] = Object.hasOwn(COMPARATIVES, word) ? (COMPARATIVES[word] ?? []) : [];
      const put = place.value.compare(1) > 0 ? more : less;
      const time =
        word === 'long' &&
        put === less &&
        /\b(?:takes?|took|lasts?|lasted|spends?|spent|works?|worked|for) $/i.test(left);
      return put === undefined ? undefined : [0, all.length, `${time ? 'less time' : put} than`];
    },
  },
  {
    name: 'twice that much',
    tier: 2,
    rewrite: ({ place, right }) => {
      if (!isPlainMultiple(place)) return undefined;
      const [all = '', word = ''] =
        /^ that (long|much|many|amount|number)\b(?=$|[,.;?!]| (?:on|in|at|for|to|and|but|when|while|each|every|per|the|from|with|during|more)\b)/i.exec(
          right,
        ) ?? [];
      const more = place.value.compare(1) > 0;
      const [stuff = '', what = ''] =
        /^ that much ((?:[a-z]+ ){0,2}[a-z]+)(?=[,.;?!])/i.exec(right) ?? [];
      if (all === '' && stuff !== '' && !/^(?:of|as|more|less)\b/.test(what))
        return [0, stuff.length, `${more ? 'more' : 'less'} ${what} than that`];
      if (all === '') return undefined;
      const put =
        word === 'long'
          ? more
            ? 'longer'
            : 'less time'
          : more
            ? 'more'
            : word === 'many'
              ? 'fewer'
              : 'less';
      return [0, all.length, `${put} than that`];
    },
  },
  {
    name: 'twice a day',
    tier: 2,
    rewrite: ({ place, right, tagged }) =>
      /^(?:twice|thrice)$/i.test(tagged.text.slice(...place.span)) &&
      /^(?: (?:a|per|each|every) [a-z]|[.,;])/i.test(right)
        ? [0, 0, 'a certain number of times']
        : undefined,
  },
  {
    name: 'twice as many, of what is clear',
    tier: 2,
    rewrite: ({ place, right, left }) => {
      if (!isPlainMultiple(place) || !/\b(?:and|but) $/i.test(left)) return undefined;
      const length = taken(/^ as many(?= (?:on|in|at|for|of)\b)/i, right);
      return length === undefined
        ? undefined
        : [0, length, place.value.compare(1) > 0 ? 'more' : 'fewer'];
    },
  },
  {
    name: 'doubles',
    tier: 2,
    rewrite: ({ place, left, tagged }) => {
      const word = tagged.text.slice(...place.span).toLowerCase();
      const put = {
        doubles: 'increases',
        doubled: 'increased',
        triples: 'increases',
        tripled: 'increased',
        quadruples: 'increases',
        quadrupled: 'increased',
      }[word];
      return put === undefined || /\b(?:an?|the|is|was|are|were|be|been|has|had|have) $/i.test(left)
        ? undefined
        : [0, 0, put];
    },
  },
  {
    name: 'times as many',
    tier: 1,
    rewrite: ({ place, right, left }) =>
      /^ times\b(?! as (?:he|she|they|it|the|his|her)\b)/i.test(right) &&
      place.value.compare(2) > 0 &&
      place.value.d === 1n &&
      !/\b(?:the|an?|first|last|next|of|all) $/i.test(left)
        ? [0, 0, 'several']
        : undefined,
  },
  {
    name: 'more than, without by how much',
    tier: 1,
    rewrite: ({ place, right, left, afterNoun }) => {
      if (
        place.kind === 'fraction' ||
        place.kind === 'factor' ||
        afterNoun ||
        /^$|\b(?:an?|the|another) $/i.test(left)
      )
        return undefined;
      const length = taken(
        /^(?: (?:dollars?|cents?))? (?=(?:more|fewer|less|cheaper)\b[^.,;?!]{0,40}? than\b(?! as\b))/i,
        right,
      );
      return length === undefined ? undefined : [0, length, ''];
    },
  },
  {
    name: 'older than, without by how much',
    tier: 1,
    rewrite: ({ place, right, left }) => {
      if (
        place.kind === 'fraction' ||
        place.kind === 'factor' ||
        /\b(?:an?|the|another) $/i.test(left)
      )
        return undefined;
      const length = taken(
        new RegExp(
          `^ ?${place.kind === 'percent' ? '' : `(?:[a-z]+ )?${UNIT} `}(?=${COMPARATIVE}\\b)`,
          'i',
        ),
        right,
      );
      if (length === undefined) return undefined;
      if (place.kind === 'percent')
        return / than\b/.test(right) ? [0, length, ''] : [0, 0, 'a certain percentage'];
      if (small(place) && place.value.compare(2) > 0) return [0, 0, 'several'];
      // "80 miles and 30 miles less than that": one measure of a list.
      return / than\b/.test(right) && !/(?:^|,|\band) $/i.test(left) ? [0, length, ''] : undefined;
    },
  },
  {
    name: 'a number more, of nothing named',
    tier: 1,
    rewrite: ({ place, right, left }) => {
      if (
        !/plain/.test(place.kind) ||
        !/^ more\b(?! than)/i.test(right) ||
        /\b(?:an?|the|another) $/i.test(left)
      )
        return undefined;
      return [0, 0, 'some'];
    },
  },
  {
    name: 'fewer',
    tier: 1,
    rewrite: ({ place, right, left }) =>
      place.kind === 'plain' &&
      /^ (?:fewer|less) [a-z]/i.test(right) &&
      !/^$|\b(?:an?|the|another) $/i.test(left)
        ? [0, 1, '']
        : undefined,
  },
];

/** "twice as long as" is "longer than", "half as long as" is "shorter than". */
const COMPARATIVES: Readonly<Record<string, readonly [string, string]>> = {
  long: ['longer', 'shorter'],
  old: ['older', 'younger'],
  tall: ['taller', 'shorter'],
  fast: ['faster', 'slower'],
  big: ['bigger', 'smaller'],
  large: ['larger', 'smaller'],
  heavy: ['heavier', 'lighter'],
  high: ['higher', 'lower'],
  expensive: ['more expensive', 'less expensive'],
  wide: ['wider', 'narrower'],
  deep: ['deeper', 'shallower'],
};

/** "Twice", "half": in words. */
function isPlainMultiple({ value, form }: Place): boolean {
  return (value.equals(2) || value.equals('1/2')) && form !== 'numeral';
}

/** "Only makes half as much" is not "only makes less". */
const ONLY = /\bonly\b[^.,;]*$/i;
