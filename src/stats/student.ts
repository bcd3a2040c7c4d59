import { gammaln } from 'simple-statistics';

/** Quantiles that were asked for: all intervals of a report are of one level and of few numbers of families. */
const known = new Map<string, number>();
const MOST_KNOWN = 1000;

/**
 * The quantile of Student's t with `df` degrees of freedom: t such that P(T <= t) = `probability`.
 * Inverts the distribution function by bisection, to the last digits of a double.
 * Throws a RangeError unless 0 < probability < 1 and df > 0.
 */
export function studentQuantile(probability: number, df: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError('a probability is in (0, 1)');
  if (probability === 0.5) return 0;
  if (probability < 0.5) return -studentQuantile(1 - probability, df);
  const asked = `${probability} ${df}`;
  const found = known.get(asked) ?? inverted(probability, df);
  if (known.size === MOST_KNOWN) known.clear();
  known.set(asked, found);
  return found;
}

/** By bisection; of a probability above a half. */
function inverted(probability: number, df: number): number {
  let high = 1;
  while (studentCdf(high, df) < probability) high *= 2;
  let low = high === 1 ? 0 : high / 2;
  for (let middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (studentCdf(middle, df) < probability) low = middle;
    else high = middle;
  }
  return high;
}

/** P(T <= t) for Student's t: through the incomplete beta function (Abramowitz and Stegun 26.7.1). */
export function studentCdf(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError('degrees of freedom are above 0');
  const tail = incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** The regularised incomplete beta function I_x(a, b) (DLMF 8.17). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  // The fraction converges fast on this side of the mean; beyond it, by symmetry, the other way.
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** The continued fraction of DLMF 8.17.22, by Lentz's method (Thompson and Barnett 1986). */
function betaFraction(x: number, a: number, b: number): number {
  const apart = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / apart(1 + term * d);
      c = apart(1 + term / c);
      change = c * d;
      result *= change;
    }
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return result;
}
