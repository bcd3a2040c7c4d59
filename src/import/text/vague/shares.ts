import type { Span } from '../../../problem/problem.ts';
import { article, DETERMINED, type Rule, UNIT } from './rule.ts';

/** Percentages and fractions. */
export const SHARES: readonly Rule[] = [
  {
    name: 'a fraction of a pound',
    tier: 1,
    rewrite: ({ place, right, left }) => {
      if (place.kind !== 'fraction' || place.value.compare(1) >= 0 || DETERMINED.test(left))
        return undefined;
      const [all = '', unit = ''] =
        new RegExp(`^(?: of)?(?: an?)? (${UNIT.slice(0, -2)})\\b(?! (?:and|as))`, 'i').exec(
          right,
        ) ?? [];
      if (unit === '') return undefined;
      return [
        0,
        all.length,
        `a fraction of ${/^(?:hour|inch|ounce)/i.test(unit) ? 'an' : 'a'} ${unit}`,
      ];
    },
  },
  {
    name: 'part of a house',
    tier: 2,
    rewrite: ({ place, left, right }) =>
      place.kind === 'fraction' &&
      place.value.compare(1) < 0 &&
      !DETERMINED.test(left) &&
      /^ an? (?!few|lot|time)[a-z]/i.test(right) &&
      !new RegExp(`^ an? ${UNIT}\\b`, 'i').test(right)
        ? [0, 0, 'part of']
        : undefined,
  },
  {
    name: 'a discount of unsaid percentage',
    tier: 1,
    rewrite: ({ place, left, right, tagged }) => {
      if (place.kind !== 'percent' || isNamedAgain(tagged.text, place.span)) return undefined;
      if (
        /\ban? (?:additional|extra|further) $|\b(?:the|his|her|their|its|my|our) $/i.test(left) &&
        /^ (?:tip|discount|tax|fee|raise|commission|bonus|interest|sales|service|markup|down)\b/i.test(
          right,
        )
      )
        return [0, 1, ''];
      const [found, put] = article(left, right.slice(1));
      return found > 0 && /^ (?!of\b|off\b|more\b|less\b)[a-z]/i.test(right)
        ? [found, 1, put]
        : undefined;
    },
  },
  {
    name: 'a certain percentage',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      if (
        place.kind !== 'percent' ||
        /\b(?:an?|the|another|only|additional|extra|first|remaining|other) $/i.test(left)
      )
        return undefined;
      const plain =
        /^(?: (?:of|off|more|less|fewer|on|in|to|for|from|each|every|per|when|if|after|and|while|faster|slower|larger|smaller|bigger|heavier|lighter|higher|lower|older|younger|longer|shorter|taller|are|is|were|was|will|have|had|as|by|but|that|who|a|an)\b|[,.;?!])/i.test(
          right,
        );
      return plain ? [0, 0, 'a certain percentage'] : undefined;
    },
  },
  {
    name: 'a certain rate of tax',
    tier: 2,
    rewrite: ({ place, left, right }) =>
      place.kind === 'percent' &&
      /^ (?:sales |annual |yearly |monthly |simple |compound )?(?:tax|interest|commission)\b/i.test(
        right,
      ) &&
      !/\b(?:an?|the|another) $/i.test(left)
        ? [0, 0, 'a certain percentage in']
        : undefined,
  },
  {
    name: 'some of',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      if (
        place.kind !== 'fraction' ||
        place.value.compare(1) >= 0 ||
        /\b(?:an?|the|another|only|one|other|first|second|last) $/i.test(left)
      )
        return undefined;
      if (
        /^ of (?:what|whatever|how)\b/i.test(right) ||
        /\b(?:is|was|are|were|be|to|by|than) $/i.test(left) ||
        WHOLES.test(right)
      ) {
        // "Half the number of cats as dogs" does not say of what.
        if (/^ (?:of )?the (?:number|amount) of [^,.;?!]{1,80} (?:as|than)\b/i.test(right))
          return undefined;
        return /^ of\b/i.test(right)
          ? [0, 0, 'a fraction']
          : /^ (?:the|his|her|their|its|my|our|that|this)\b/i.test(right)
            ? [0, 0, 'a fraction of']
            : undefined;
      }
      if (
        /^ of (?:an?|one) (?:hour|day|week|month|year|minute|dozen|mile|pound|cup|gallon|inch|foot)\b/i.test(
          right,
        )
      )
        return undefined;
      if (
        /^ of (?:the|his|her|their|its|my|our|your|these|those|that|this|them|it|all|[A-Z][a-z]+['’]s|an?)\b/i.test(
          right,
        )
      )
        return [0, 0, 'some'];
      return /^ (?:the|his|her|their|its|my|our|these|those|that|this)\b/i.test(right) &&
        !/^ that (?:many|much|long)\b/i.test(right)
        ? [0, 0, 'some of']
        : undefined;
    },
  },
];

/** What a part is a fraction of, and not some of. */
const WHOLES =
  /^ (?:of )?(?:the|that|his|her|their|its|my|our) (?:original |total |combined |average |regular |full |entire |whole |remaining )?(?:[a-z]+ing )?(?:price|cost|size|amount|number|rate|speed|time|distance|length|weight|height|age|population|salary|income|capacity|volume|area|budget|profit|width|depth|bill|score|value|total)\b/i;
/** "A 15% fee" where the text tells of another fee, which a reader would take for this one. */
function isNamedAgain(text: string, [start, end]: Span): boolean {
  const noun = /^ (?:[a-z]+ )?(tip|discount|tax|fee|raise|commission|bonus|interest|charge)/i.exec(
    text.slice(end, end + 40),
  )?.[1];
  const rest = `${text.slice(0, start)} ${text.slice(end)}`;
  return noun !== undefined && new RegExp(`\\d[^.;?!]{0,25}\\b${noun}`, 'i').test(rest);
}
