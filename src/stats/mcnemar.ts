import { gammaln } from 'simple-statistics';

/** McNemar's exact test on the pairs that two runs decided differently. */
export interface McNemar {
  readonly wins: number;
  readonly losses: number;
  /** Two-sided; 1 where no pair was decided differently. */
  readonly p: number;
}

/**
 * McNemar 1947, in its exact form: given that a pair is discordant, either run is as likely as the
 * other to be the better one, so that the losses are binomial(wins + losses, 1/2). Over epochs, a pair
 * counts once, by the run with the higher share: the sign test, of which McNemar's is the case of one
 * epoch. Takes pairs as independent; those of a family may not be.
 */
export function mcnemar(wins: number, losses: number): McNemar {
  const discordant = wins + losses;
  const fewer = Math.min(wins, losses);
  const half = discordant * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= fewer; k++) {
    const ways = gammaln(discordant + 1) - gammaln(k + 1) - gammaln(discordant - k + 1);
    tail += Math.exp(ways - half);
  }
  return { wins, losses, p: Math.min(1, 2 * tail) };
}

/** So few discordant pairs cannot reach this level, however they fall: 2 * (1/2)^n is above it. */
export function tooFewDiscordant(discordant: number, level = 0.05): boolean {
  return 2 * 0.5 ** discordant > level;
}
