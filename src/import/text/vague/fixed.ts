import type { Place } from '../number-places.ts';
import type { Context } from './rule.ts';

/** Bounds, ranges, dates, dimensions and names: another word there would change more than the number. */
export function isFixed({ place, left, right }: Context): boolean {
  const roughly = /\b(?:about|around|approximately|roughly) $/i;
  if (place.kind === 'money' && roughly.test(left)) return false;
  return (
    ['clock', 'ordinal', 'ratio'].includes(place.kind) ||
    /\b(?:at least|at most|more than|less than|fewer than|greater than|over|under|above|below|up to|as (?:many|much|few|little) as|about|around|approximately|nearly|almost|roughly|between|minimum of|maximum of|max(?:imum)?|min(?:imum)?|limit of|limited to|multiples? of|divided by|multiplied by|number|page|room|chapter|grade|level|route|type|size|age|ages|aged|#) $/i.test(
      left,
    ) ||
    /\b(?:\d[\d.,]*|one|two|three|four|five|six|ten)%? ?(?:to|or|-|–|by|x|out of|:) ?\$?$/i.test(
      left,
    ) ||
    /^ ?(?:to|or|-|–|by|x|out of|:) ?\$?(?:\d|one|two|three|four|five|six|ten\b)/i.test(right) ||
    /^(?:\/(?![a-z])|\)|,\d|\.\d|°|["”]|kb\b)/.test(right) ||
    // "2 fifty dollar bills": two numbers in a row, a denomination.
    /\b(?:\d[\d.,]*|one|two|three|four|five|six|ten) $/i.test(left) ||
    /^[- ](?:dollar|cent)[- ](?:bill|note|coin)s?\b/i.test(right) ||
    /^ off (?:deal|sale|coupon|rack|offer|promotion|discount)/i.test(right) ||
    (place.kind !== 'money' && right.startsWith('/')) ||
    /\($|\b(?:per|amount of|number of) $/i.test(
      left.replace(/\bamount of (?=$)/, place.kind === 'money' ? '' : '$&'),
    ) ||
    (/\b(?:in|year|since|by|of|until|for) $/i.test(left) && isYear(place)) ||
    /^ (?:or|and) (?:more|less|fewer|over|under|older|younger|above|below)\b/i.test(right) ||
    /^ ?%? (?:of|in) (?:\d|one\b|two\b|three\b|ten\b)/i.test(right)
  );
}

function isYear({ value, form, kind }: Place): boolean {
  return (
    kind === 'plain' && form === 'numeral' && value.d === 1n && value.n >= 1800n && value.n <= 2100n
  );
}
