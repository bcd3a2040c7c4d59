import { article, cut, DETERMINED, type Rule, several, small, taken, UNIT } from './rule.ts';

/** Things that are counted, and measures of so many units. */
export const COUNTS: readonly Rule[] = [
  {
    name: 'at a certain speed',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      if (place.kind !== 'plain') return undefined;
      const [found = ''] =
        /\bat (?:an? (?:constant |steady |average )?(?:speed|rate|pace) of )?$/i.exec(left) ?? [];
      const length = taken(
        /^ ?(?:mph|km\/hr?|kmph|kph|m\/s|(?:miles|kilometers|kilometres|km|meters|feet) (?:per|an|a|each) (?:hour|minute|second))\b/i,
        right,
      );
      if (found === '' || length === undefined) return undefined;
      return [
        found.length,
        length,
        /average/i.test(found) ? 'at a certain average speed' : 'at a certain speed',
      ];
    },
  },
  {
    name: 'drives at a certain speed',
    tier: 1,
    rewrite: ({ place, left, right }) =>
      place.kind === 'plain' &&
      /^ ?mph\b/i.test(right) &&
      /\b(?:driv|travel|r[iau]d|rod|runn?|ran|go|goe|went|mov|walk|fl[iye]|flew|sail|bik|cycl|swim|swam)[a-z]{0,4} $/i.test(
        left,
      )
        ? [0, taken(/^ ?mph/i, right) ?? 0, 'at a certain speed']
        : undefined,
  },
  {
    name: 'the things, without how many',
    tier: 2,
    rewrite: ({ place, left, plural, right }) => {
      if (place.kind !== 'plain' || plural === 0 || place.value.compare(2) <= 0) return undefined;
      if (new RegExp(`^ ?${UNIT}\\b`, 'i').test(right) || /^ (?:more|less|fewer)\b/.test(right))
        return undefined;
      return /\b(?:the|his|her|their|its|my|our|these|those|[A-Z][a-z]+['’]s) $/i.test(left)
        ? [0, 1, '']
        : undefined;
    },
  },
  {
    name: 'another few',
    tier: 1,
    rewrite: ({ place, left, plural }) => {
      if (place.kind !== 'plain' || plural === 0) return undefined;
      const [found = '', word = ''] =
        /\b(another|an additional|an extra|a further) $/i.exec(left) ?? [];
      if (found === '') return undefined;
      const [, extra = ''] = word.split(' ');
      return [found.length, 0, extra === '' ? 'some more' : `some ${extra}`];
    },
  },
  {
    name: 'every so many',
    tier: 2,
    rewrite: ({ place, left, plural }) =>
      place.kind === 'plain' && plural > 0 && !small(place) && /\bevery $/i.test(left)
        ? [0, 0, 'so many']
        : undefined,
  },
  {
    name: 'the next few',
    tier: 1,
    rewrite: ({ place, left, plural }) =>
      place.kind === 'plain' &&
      plural > 0 &&
      small(place) &&
      place.value.compare(2) > 0 &&
      /\b(?:the|every|his|her|their|its)(?: (?:first|next|last|past|previous|following|final))? $/i.test(
        left,
      ) &&
      !/\bof (?:the|his|her|their|its) $/i.test(left) &&
      /\b(?:every|first|next|last|past|previous|following|final) $/i.test(left)
        ? [0, 0, 'few']
        : undefined,
  },
  {
    name: 'a total of several',
    tier: 1,
    rewrite: ({ place, left, plural, right }) => {
      if (place.kind !== 'plain' || plural === 0) return undefined;
      const [found = '', word = ''] = /\ban? (total|average|combined total) of $/i.exec(left) ?? [];
      const measured = new RegExp(`^ ?${UNIT}\\b`, 'i').test(right);
      if (found === '' || (measured && /average/i.test(word))) return undefined;
      return [
        found.length,
        0,
        word.toLowerCase() === 'average'
          ? 'a certain average number of'
          : /\bfor an? [a-z ]*of $/i.test(left)
            ? 'a certain total number of'
            : 'a certain number of',
      ];
    },
  },
  {
    name: 'only a few',
    tier: 1,
    rewrite: ({ place, left, plural }) =>
      place.kind === 'plain' &&
      plural > 0 &&
      small(place) &&
      place.value.compare(2) > 0 &&
      /\b(?:only|just) $/i.test(left)
        ? [0, 0, 'a few']
        : undefined,
  },
  {
    name: 'several of',
    tier: 1,
    rewrite: ({ place, left, right }) =>
      place.kind === 'plain' &&
      !/^how\b/i.test(left) &&
      /^ of (?:the|his|her|their|its|my|our|these|those|them|which|whom|[A-Z])/.test(right) &&
      !DETERMINED.test(left) &&
      place.value.compare(2) > 0
        ? [0, 0, 'some']
        : undefined,
  },
  {
    name: 'a dozen',
    tier: 1,
    rewrite: ({ place, left, plural, right }) => {
      if (place.kind !== 'plain' || plural === 0 || !/\ba $/i.test(left) || place.form !== 'words')
        return undefined;
      return /^ [a-z]/i.test(right) ? [2, 0, several(place)] : undefined;
    },
  },
  {
    name: 'several bills',
    tier: 1,
    rewrite: ({ place, left, right }) =>
      place.kind === 'plain' &&
      /^ (?:\$\d+|\d+[- ]dollar) (?:bills|notes|coins)\b/i.test(right) &&
      !DETERMINED.test(left)
        ? [0, 0, several(place)]
        : undefined,
  },
  {
    name: 'several things',
    tier: 1,
    rewrite: ({ place, left, right, plural }) => {
      if (!/plain|cents/.test(place.kind) || plural === 0 || DETERMINED.test(left))
        return undefined;
      const exactly = cut(left, /exactly $/i);
      if (
        /^ ?mph\b/i.test(right) ||
        (/^ (?:degrees?\b)/i.test(right) && /\b(?:is|was|at|to|be) $/i.test(left))
      )
        return undefined;
      if (
        /^ years? old\b/i.test(right) ||
        new RegExp(`^ (?!feet\\b)${UNIT.slice(0, -2)} [a-z]`, 'i').test(right)
      )
        return undefined;
      if (/^ more\b/i.test(right)) return [exactly, 0, small(place) ? 'several' : 'some'];
      return [exactly, 0, several(place)];
    },
  },
  {
    name: 'a thing of unsaid size',
    tier: 2,
    rewrite: ({ place, left, right }) => {
      if (place.kind !== 'plain') return undefined;
      const length =
        taken(
          new RegExp(
            `^(?:-| )${UNIT.slice(0, -2)}(?:[- ](?:long|tall|wide|high|deep|thick|old))? (?!(?:long|tall|wide|high|deep|thick|old)\\b)(?=[a-z])`,
            'i',
          ),
          right,
        ) ??
        taken(
          /^-(?!sided|legged|wheeled|way|door|speed|level|digit)[a-z]+(?:-[a-z]+)? (?=[a-z])/i,
          right,
        );
      if (
        length === undefined ||
        /^(?:of|in|to|and|or|for|each|per|at|on|from|the|than)\b/i.test(right.slice(length))
      )
        return undefined;
      const [found, put] = article(left, right.slice(length));
      return found > 0 ? [found, length, put] : undefined;
    },
  },
  {
    name: 'things of unsaid size',
    tier: 2,
    rewrite: ({ place, left, right, plural }) => {
      if (place.kind !== 'plain' || plural === 0 || DETERMINED.test(left)) return undefined;
      const length = taken(
        new RegExp(
          `^[- ](?!feet\\b)${UNIT.slice(0, -2)} (?!(?:long|tall|wide|high|deep|thick|old|of|by|and|or|to|in)\\b)(?=[a-z])`,
          'i',
        ),
        right,
      );
      return length === undefined ? undefined : [0, length, ''];
    },
  },
];
