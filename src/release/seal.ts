import { z } from 'zod';
import { canonicalJson, sha256 } from '../corrupt/digest.ts';
import type { CertifiedItem } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { type BankFiles, drawPairs } from './build.ts';
import { GENERATOR } from './manifest.ts';

/**
 * The secret of a sealed round. Whoever holds it can draw the round's items; its commitment, which is
 * published before the runs, gives nothing away and fixes every item. Published after the runs.
 */
export const Seal = z.strictObject({
  format: z.literal('lacuna-seal/1'),
  seed: z.int().nonnegative(),
  /** Random, so that nobody can find the seed by trying all of them against the commitment. */
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  pairs: z.int().positive().max(100_000),
  generator: z.int().positive(),
  /** SHA-256 of the bank: each of its files by path, in order of the paths. */
  bank: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Seal = z.infer<typeof Seal>;

/** A new secret. `random` gives a whole number below its argument, and `salt` 64 hexadecimal digits. */
export function newSeal(
  bank: BankFiles,
  pairs: number,
  random: { below: (limit: number) => number; salt: () => string },
): Seal {
  return Seal.parse({
    format: 'lacuna-seal/1',
    seed: random.below(2 ** 47),
    salt: random.salt(),
    pairs,
    generator: GENERATOR,
    bank: bankDigest(bank),
  });
}

/** SHA-256 of the seal's canonical JSON (keys sorted, no white space), in hexadecimal. */
export function commitmentOf(seal: Seal): string {
  return sha256(canonicalJson(seal));
}

/**
 * The items of a sealed round. Throws InputError (exit code 1) where the seal is not the one that was
 * committed to, or where this bank or generator is not the one that it was made with.
 */
export function openSeal(seal: Seal, commitment: string, bank: BankFiles): CertifiedItem[] {
  const own = commitmentOf(seal);
  if (own !== commitment.trim().toLowerCase()) {
    throw new InputError(
      `the seal's commitment is ${own}, not ${commitment}: it was not this one`,
      1,
    );
  }
  if (seal.generator !== GENERATOR) {
    throw new InputError(
      `the seal is of generator ${seal.generator}, and this is generator ${GENERATOR}: use the version of Lacuna that made it`,
      1,
    );
  }
  if (seal.bank !== bankDigest(bank)) {
    throw new InputError(
      'the families here are not those that the seal was made with: give them with --bank, or use the version of Lacuna that made it',
      1,
    );
  }
  return drawPairs(bank, seal);
}

function bankDigest({ sources }: BankFiles): string {
  const digests = [...sources].map(([path, text]) => `${path} ${sha256(text)}`);
  return sha256(digests.sort().join('\n'));
}
