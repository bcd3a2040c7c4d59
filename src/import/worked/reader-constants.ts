import type { Fraction } from '../../math/fraction.ts';

/** A number that solutions use and texts need not state: every reader supplies it. */
export interface ReaderConstant {
  readonly value: number;
  /** Words, in the question or the solution, without which it is not meant. */
  readonly needs: RegExp;
  /** Why a reader knows it. */
  readonly reason: string;
}

const constant = (value: number, needs: RegExp, reason: string): ReaderConstant => ({
  value,
  needs,
  reason,
});

/** What every reader knows, with the words that call it up. */
export const READER_CONSTANTS: readonly ReaderConstant[] = [
  constant(7, /\bweek|\bdaily|\bevery ?day|\bdays?\b/i, 'a week has 7 days'),
  constant(
    5,
    /\bweek ?days?|\bwork ?days?|\bschool|monday.{1,20}friday/i,
    'a working week has 5 days',
  ),
  constant(2, /\bweekend|saturday/i, 'a weekend has 2 days'),
  constant(24, /\bday|\bhours?\b/i, 'a day has 24 hours'),
  constant(60, /\bminute|\bhour|\bmph\b|\bsecond/i, 'an hour has 60 minutes, a minute 60 seconds'),
  constant(3600, /\bhour|\bsecond/i, 'an hour has 3600 seconds'),
  constant(12, /\bmonth|\byear|\bannual/i, 'a year has 12 months'),
  constant(52, /\bweek|\byear|\bannual/i, 'a year has 52 weeks'),
  constant(365, /\bday|\byear|\bdaily/i, 'a year has 365 days'),
  constant(10, /\bdecade/i, 'a decade has 10 years'),
  constant(100, /\bcentur/i, 'a century has 100 years'),
  constant(4, /\bmonth/i, 'a month is taken as 4 weeks'),
  constant(30, /\bmonth|april|june|september|november/i, 'a month is taken as 30 days'),
  constant(31, /january|march|may|july|august|october|december/i, 'the month has 31 days'),
  constant(28, /february/i, 'February has 28 days'),
  constant(12, /\bdozen/i, 'a dozen is 12'),
  constant(12, /\bfeet\b|\bfoot\b|\binch|\btall/i, 'a foot has 12 inches'),
  constant(3, /\byards?\b/i, 'a yard has 3 feet'),
  constant(36, /\byards?\b/i, 'a yard has 36 inches'),
  constant(5280, /\bmiles?\b/i, 'a mile has 5280 feet'),
  constant(1760, /\bmiles?\b/i, 'a mile has 1760 yards'),
  constant(
    1000,
    /\bkilo|\bkm\b|\bkgs?\b|\bliters?\b|\blitres?\b|\bml\b|\bgrams?\b|\btons?\b/i,
    'kilo is 1000',
  ),
  constant(100, /\bcm\b|centi|\bmeters?\b|\bmetres?\b/i, 'a metre has 100 centimetres'),
  constant(
    16,
    /\bpounds?\b|\blbs?\b|\bounces?\b|\boz\b|\bgallon|\bcup/i,
    'a pound has 16 ounces, a gallon 16 cups',
  ),
  constant(2000, /\btons?\b/i, 'a ton has 2000 pounds'),
  constant(4, /\bquarts?\b|\bgallons?\b/i, 'a gallon has 4 quarts'),
  constant(2, /\bpints?\b|\bquarts?\b/i, 'a quart has 2 pints'),
  constant(
    8,
    /\bpints?\b|\bgallons?\b|\bounces?\b|\boz\b/i,
    'a gallon has 8 pints, a cup 8 ounces',
  ),
  constant(128, /\bgallons?\b|\bounces?\b/i, 'a gallon has 128 ounces'),
  constant(3, /\bteaspoon|\btablespoon/i, 'a tablespoon has 3 teaspoons'),
  constant(
    100,
    /%|percent|\bfee\b|discount|chance|probab|\bcents?\b|penn|dime|quarter|nickel|\$/i,
    'percent is by the hundred, a dollar has 100 cents',
  ),
  constant(25, /\bquarters?\b/i, 'a quarter is 25 cents'),
  constant(4, /\bquarters?\b|\bquarterly\b|\bseasons?\b/i, 'there are 4 quarters'),
  constant(10, /\bdimes?\b/i, 'a dime is 10 cents'),
  constant(5, /\bnickels?\b/i, 'a nickel is 5 cents'),
  constant(
    2,
    /\bpairs?\b|\bboth\b|\bhalf\b|\bhalves\b|\bsplit|\bwife\b|\bhusband\b|\btwins?\b|\bdoubl|\btwice\b|\bcouple|\bthere and back|\bround[ -]?trip|\breturn|\bback\b/i,
    'a pair is 2, half is one of 2',
  ),
  constant(
    2,
    /\bbiweekly|\bevery other\b|\bevery second\b|\bother\b|\beach other\b|\btwo\b/i,
    'every other is every second',
  ),
  constant(
    2,
    /\bperimeter|\brectang|\bfence|\btriangle|\bleng|\bwid|\bborder|\bthick|\bwalls?\b/i,
    'a rectangle has two sides of each length',
  ),
  constant(
    4,
    /\bsquare\b|\bperimeter|\brectang|\bwalls?\b|\bsides?\b/i,
    'a square has 4 equal sides',
  ),
  constant(3, /\btriang|\btripl|\bthird/i, 'a triangle has 3 sides, triple is 3 times'),
  constant(180, /\btriang|\bangles?\b/i, 'the angles of a triangle come to 180 degrees'),
  constant(360, /\bcircle|\bdegrees?\b/i, 'a full turn has 360 degrees'),
  constant(
    2,
    /\baverage\b|\bmean\b|\bmiddle\b|\bmidpoint/i,
    'the average of two is half their sum',
  ),
  constant(
    4,
    /\blegs?\b|\bdogs?\b|\bcats?\b|\bcows?\b|\bhorses?\b|\btires?\b|\bwheels?\b|\bcars?\b/i,
    'four legs, four wheels',
  ),
  constant(
    2,
    /\blegs?\b|\beyes?\b|\bears?\b|\bhands?\b|\bfeet\b|\bwheels?\b|\bbikes?\b|\bbicycles?\b|\bbirds?\b|\bparents?\b/i,
    'people have two hands, a bicycle two wheels',
  ),
  constant(3, /\btricycles?\b/i, 'a tricycle has 3 wheels'),
  constant(8, /\bspiders?\b|\boctop/i, 'a spider has 8 legs'),
  constant(6, /\binsects?\b|\bants?\b|\bdice\b|\bdie\b/i, 'an insect has 6 legs, a die 6 faces'),
  constant(3, /\btriplets?\b/i, 'triplets are 3'),
  constant(4, /\bquadruplets?\b/i, 'quadruplets are 4'),
  constant(8, /\boctuplets?\b/i, 'octuplets are 8'),
  constant(10, /\bfingers?\b|\btoes?\b|\btens\b/i, 'people have 10 fingers'),
  constant(20, /\btwenties\b/i, 'a twenty is 20 dollars'),
  constant(20, /\bnickels?\b/i, '20 nickels are a dollar'),
  constant(0.25, /\bquarters?\b/i, 'a quarter is 0.25 dollars'),
  constant(0.1, /\bdimes?\b/i, 'a dime is 0.1 dollars'),
  constant(0.05, /\bnickels?\b/i, 'a nickel is 0.05 dollars'),
  constant(0.01, /\bpenn(?:y|ies)\b|\bcents?\b|%|per ?cent/i, 'a cent, a percent is a hundredth'),
  constant(26, /\balphabet|\bletters?\b/i, 'the alphabet has 26 letters'),
];

const BY_VALUE = new Map<number, ReaderConstant[]>();
for (const known of READER_CONSTANTS) {
  BY_VALUE.set(known.value, [...(BY_VALUE.get(known.value) ?? []), known]);
}

/** Why a reader supplies this number in a problem of these words; undefined where none would. */
export function readerReason(value: Fraction, words: string): string | undefined {
  if (value.equals(1)) return 'the whole is 1';
  if (value.equals(0)) return 'nothing is 0';
  const listed = BY_VALUE.get(value.valueOf())?.find(({ needs }) => needs.test(words));
  if (listed) return listed.reason;
  return value.compare(2) > 0 && value.equals(daysNamed(words))
    ? `${value.n} days are named`
    : undefined;
}

/** How many different days of the week are named. */
function daysNamed(words: string): number {
  return new Set(words.toLowerCase().match(/\b(?:mon|tues|wednes|thurs|fri|satur|sun)day/g)).size;
}
