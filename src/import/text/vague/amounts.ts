import { cut, DETERMINED, type Rule, taken, UNIT } from './rule.ts';

/** Amounts with nothing named behind the number, or with a name before it. */
export const AMOUNTS: readonly Rule[] = [
  {
    name: 'some, of what is clear',
    tier: 2,
    rewrite: ({ place, right, afterVerb, left }) =>
      place.kind === 'plain' &&
      afterVerb &&
      place.value.compare(2) > 0 &&
      !/\b(?:is|was|are|were|be|been|has|had|have) $/i.test(left) &&
      /^(?:[,.;]| (?:for|on|in|and|at|from|to (?!a\b|an\b|each\b|one\b)|but|during|every|each|before|after|while|then|yesterday|today|more|left)(?:\b|(?<= )))/i.test(
        right,
      ) &&
      !/\b(?:get|gets|got|came?|comes?|became|becomes?|stands?|stood|turns?|turned|reached|totals?|equals?|scored?|scores|earned?|earns|got|guess(?:ed|es)?|says?|said) $/i.test(
        left,
      )
        ? [0, 0, 'some']
        : undefined,
  },
  {
    name: 'is a certain number',
    tier: 2,
    rewrite: ({ place, left, right }) =>
      place.kind === 'plain' &&
      /\b(?:sum|total|age|ages|number|difference|product|score|count|population|average|temperature) (?:of [^.,;?!]{1,100}? |now |today |together |combined )?(?:is|was|will be|were|are|be) $/i.test(
        left,
      ) &&
      /^(?:$|[,.;?]| (?:and|but|while|when|if|at|in|on|from|now)\b)/i.test(right)
        ? [0, 0, 'a certain number']
        : undefined,
  },
  {
    name: 'you get a certain number',
    tier: 2,
    rewrite: ({ place, left, right }) =>
      place.kind === 'plain' &&
      /\b(?:you get|equals?|equal to|adds? up to|comes? to|totals?) $/i.test(left) &&
      /^(?:$|[,.;?])/.test(right)
        ? [0, 0, 'a certain number']
        : undefined,
  },
  {
    name: 'a certain size',
    tier: 1,
    rewrite: ({ place, left, right, plural }) => {
      const [found = '', adjective = '', noun = ''] =
        /\ban? ((?:[a-z]+ )?)(score|footage|area|volume|length|width|height|depth|weight|temperature|population|capacity|radius|diameter|perimeter|value|circumference) of $/i.exec(
          left,
        ) ?? [];
      if (place.kind !== 'plain' || found === '') return undefined;
      const unit =
        taken(new RegExp(`^ (?:square |cubic )?${UNIT}\\b`, 'i'), right) ??
        (/^ [a-z]/i.test(right) && plural > 0 ? undefined : 0);
      return unit !== undefined &&
        /^(?:$|[,.;?]| (?:and|but|while|when|if|at|in|on|that|which|with|for)\b)/i.test(
          right.slice(unit),
        )
        ? [found.length, unit, `a certain ${adjective}${noun}`]
        : undefined;
    },
  },
  {
    name: 'the last of the water',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      const length = taken(new RegExp(`^ ${UNIT} of (?=[a-z])`, 'i'), right);
      return place.kind === 'plain' && length !== undefined && /\bthe last $/i.test(left)
        ? [0, length, 'of the ']
        : undefined;
    },
  },
  {
    name: 'a certain average',
    tier: 1,
    rewrite: ({ place, left, right }) => {
      const found = cut(left, /\b(?:an? )?average (?:score )?of $/i);
      return place.kind === 'plain' &&
        found > 0 &&
        /^(?:$|[,.;?]| (?:and|but|while|when|if|at|in|on|per|for)\b)/i.test(right)
        ? [found, 0, 'a certain average']
        : undefined;
    },
  },
  {
    name: 'some to another',
    tier: 2,
    rewrite: ({ place, left, right }) =>
      place.kind === 'plain' &&
      place.value.compare(2) > 0 &&
      /(?:,|,? and) $/i.test(left) &&
      /^ (?:to|for|on|from|in|at) [a-z]/i.test(right) &&
      !/^ (?:in|to|on|for) (?:each|every|one|\d)\b/i.test(right)
        ? [0, 0, 'some']
        : undefined,
  },
  {
    name: 'a certain age',
    tier: 2,
    rewrite: ({ place, right, left }) =>
      place.kind === 'plain' && /^ years old\b/i.test(right) && !DETERMINED.test(left)
        ? [0, ' years old'.length, 'a certain age']
        : undefined,
  },
  {
    name: 'a certain number of degrees',
    tier: 3,
    rewrite: ({ place, right, left }) =>
      place.kind === 'plain' && /^ degrees\b/i.test(right) && !DETERMINED.test(left)
        ? [0, 0, 'a certain number of']
        : undefined,
  },
];
