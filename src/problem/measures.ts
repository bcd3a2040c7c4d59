/** Units of measure: what they measure, and how many of the smallest of their system they are. */
const SYSTEMS: ReadonlyArray<[string, Readonly<Record<string, number>>]> = [
  ['length', { millimetre: 1, centimetre: 10, metre: 1000, kilometre: 1_000_000 }],
  ['length', { inch: 1, foot: 12, yard: 36, mile: 63_360 }],
  ['area', { 'square-centimetre': 1, 'square-metre': 10_000, hectare: 100_000_000 }],
  ['area', { 'square-kilometre': 1 }],
  ['area', { 'square-foot': 1, 'square-yard': 9 }],
  ['area', { acre: 1 }],
  ['volume', { millilitre: 1, centilitre: 10, litre: 1000, 'cubic-metre': 1_000_000 }],
  ['volume', { 'cubic-centimetre': 1 }],
  ['volume', { cup: 1, pint: 2, quart: 4, gallon: 16 }],
  ['weight', { milligram: 1, gram: 1000, kilogram: 1_000_000, tonne: 1_000_000_000 }],
  ['weight', { ounce: 1, pound: 16 }],
  ['time', { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 }],
  ['time', { month: 1, year: 12, decade: 120, century: 1200 }],
  ['money', { cent: 1, dollar: 100, euro: 100 }],
  ['money', { penny: 1, pound: 100 }],
  ['share', { percent: 1 }],
  ['temperature', { degree: 1 }],
  ['energy', { 'watt-hour': 1, 'kilowatt-hour': 1000 }],
  ['energy', { calorie: 1, kilocalorie: 1000, kilojoule: 239 }],
  ['power', { watt: 1, kilowatt: 1000 }],
];

export interface Measure {
  /** "length", "time": only these can be added to each other, after conversion. */
  readonly dimension: string;
  /** Units of one system convert into each other by whole numbers. */
  readonly system: number;
  readonly factor: number;
}

const MEASURES = new Map(
  SYSTEMS.flatMap(([dimension, units], system) =>
    Object.entries(units).map(([unit, factor]): [string, Measure] => [
      unit,
      { dimension, system, factor },
    ]),
  ).reverse(),
);

const OTHER_NAMES: Readonly<Record<string, string>> = {
  feet: 'foot',
  inches: 'inch',
  pennies: 'penny',
  centuries: 'century',
  $: 'dollar',
  '€': 'euro',
  '%': 'percent',
  mm: 'millimetre',
  cm: 'centimetre',
  km: 'kilometre',
  mg: 'milligram',
  g: 'gram',
  kg: 'kilogram',
  ml: 'millilitre',
  min: 'minute',
  kwh: 'kilowatt-hour',
  oz: 'ounce',
  lb: 'pound',
  lbs: 'pound',
};

/** The unit of measure that a unit is ("square meters", "kg"); undefined for counts ("apple") and rates. */
export function measureOf(unit: string): Measure | undefined {
  return MEASURES.get(canonicalUnit(unit));
}

/** "Square meters" as "square-metre", "kg" as "kilogram"; other units in lower case, without plural -s. */
export function canonicalUnit(unit: string): string {
  const words = unit
    .toLowerCase()
    .replace(/meter(?=s?\b)/g, 'metre')
    .replace(/liter(?=s?\b)/g, 'litre')
    .replace(/\b(square|cubic) /g, '$1-')
    .replace(/-(feet|inches)$/, (_, noun: string) => (noun === 'feet' ? '-foot' : '-inch'));
  const name = OTHER_NAMES[words] ?? words;
  return MEASURES.has(name) || !/[^s]s$/.test(name) ? name : name.slice(0, -1);
}
