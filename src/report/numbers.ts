/** What stands for an unknown number. */
export const UNKNOWN = '–';

/** A fraction as a percentage: "83.3". */
export function percent(fraction: number | null, digits = 1): string {
  return fraction === null ? UNKNOWN : (100 * fraction).toFixed(digits);
}

/** A percentage with its interval: "83.3 [71.2, 91.0]". */
export function withInterval(value: {
  share: number | null;
  low: number | null;
  high: number | null;
}): string {
  return [percent(value.share), interval(value)].filter(Boolean).join(' ');
}

/** "[71.2, 91.0]"; "" where there is none. */
export function interval({ low, high }: { low: number | null; high: number | null }): string {
  return low === null || high === null ? '' : `[${percent(low)}, ${percent(high)}]`;
}

/** A fraction as signed percentage points: "−21.3". */
export function points(fraction: number, decimals = 1): string {
  const digits = Math.abs(100 * fraction).toFixed(decimals);
  if (Number(digits) === 0) return digits;
  return `${fraction < 0 ? '−' : '+'}${digits}`;
}

/** As `points`, with as many decimals more (three at most) as keep it from reading as the limit. */
export function pointsBeside(fraction: number, limit: number): string {
  const decimals = [1, 2, 3, 4].find(
    (each) => Number((100 * fraction).toFixed(each)) !== Number((100 * limit).toFixed(4)),
  );
  return points(fraction, decimals);
}

/** Bounds in signed points: "[−31.0, −12.4]"; "[–]" where there are none. */
export function pointsInterval({ low, high }: { low: number | null; high: number | null }): string {
  return low === null || high === null ? `[${UNKNOWN}]` : `[${points(low)}, ${points(high)}]`;
}

/** A number of tokens in at most five characters: "812", "1.2k", "123k", "4.5M". */
export function tokens(count: number | null): string {
  if (count === null) return UNKNOWN;
  for (const [unit, size] of [
    ['', 1],
    ['k', 1e3],
    ['M', 1e6],
    ['G', 1e9],
  ] as const) {
    const value = count / size;
    if (value < 9.95 && unit !== '') return `${value.toFixed(1)}${unit}`;
    if (value < 999.5) return `${Math.round(value)}${unit}`;
  }
  return count.toExponential(0);
}

/** Dollars: "$0.31"; below a cent "<$0.01". */
export function dollars(amount: number | null): string {
  if (amount === null) return UNKNOWN;
  if (amount > 0 && amount < 0.005) return '<$0.01';
  return amount < 1000 ? `$${amount.toFixed(2)}` : `$${tokens(amount)}`;
}

/** "1 pair", "12 pairs". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "uncertified items: 120 of 180"; null where every item has its proof. */
export function uncertifiedMark(run: {
  readonly uncertified: number;
  readonly settings: { readonly items: number };
}): string | null {
  const { uncertified, settings } = run;
  return uncertified === 0 ? null : `uncertified items: ${uncertified} of ${settings.items}`;
}

/** A whole number with separators: "31,022". */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A probability in at most six characters: "0.013", "<0.001". */
export function probability(p: number | null): string {
  if (p === null) return UNKNOWN;
  return p < 0.0005 ? '<0.001' : p.toFixed(3);
}

/** A difference with its interval, in signed points: "−30.0 [−42.1, −18.9]". */
export function pointsWithInterval(
  difference: number,
  low: number | null,
  high: number | null,
): string {
  const around = low === null || high === null ? '' : ` [${points(low)}, ${points(high)}]`;
  return `${points(difference)}${around}`;
}
