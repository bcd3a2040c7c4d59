import { type CertifiedItem, type Item, isCertified } from '../../corrupt/item.ts';
import { nearValues } from '../../corrupt/operators/near-values.ts';
import { itemSystem } from '../../corrupt/system.ts';
import type { Derivation } from '../../math/certificate.ts';
import { checkCertificate } from '../../math/check.ts';
import { determine } from '../../math/determine.ts';
import { display, fraction, rational } from '../../math/fraction.ts';
import type { Random } from '../../math/random.ts';
import { equation, type System } from '../../math/system.ts';
import { isShort } from '../../problem/values.ts';
import type { Change } from './scripted.ts';

/** So many other values of a premise are tried. */
const TRIES = 12;

/**
 * Another value of a premise that the text gives, under which the problem has one answer still, inside
 * all domains, and another one than before: solved exactly, and the derivation checked by substitution.
 * null where no premise has one.
 */
export function changeOf(item: Item, random: Random): Change | null {
  if (!isCertified(item)) return null;
  const seen = new Set([...Object.values(item.world), item.answer]);
  for (const { id, gives, span } of random.shuffle(item.premises)) {
    const quantity = item.quantities.find((each) => each.id === gives);
    if (!quantity || item.asides.includes(id)) continue;
    const truth = fraction(item.world[quantity.id] ?? item.answer);
    // The user may name it: "not 45, as I wrote".
    if (span === null || !item.text.slice(...span).includes(display(truth))) continue;
    let tries = 0;
    for (const value of nearValues(truth, quantity.domain, random)) {
      tries += 1;
      if (tries > TRIES) break;
      if (seen.has(rational(value))) continue;
      const proof = proofWith(item, quantity.id, rational(value));
      if (!proof || proof.answer === item.answer || !isAsPlain(proof.answer, item.answer)) continue;
      return { quantity: quantity.id, value: rational(value), answer: proof.answer };
    }
  }
  return null;
}

/** Whether a number is one that people write down, and whole where the other one is. */
function isAsPlain(answer: string, other: string): boolean {
  return fraction(other).d === 1n ? fraction(answer).d === 1n : isShort(fraction(answer));
}

/** How the answer follows once the text gives the quantity this value; null where none does, or several. */
export function proofWith(item: CertifiedItem, quantity: string, value: string): Derivation | null {
  const system = systemWith(item, quantity, value);
  const found = determine(system, { seed: item.seed });
  if (found.status !== 'unique') return null;
  return checkCertificate(system, found.certificate).length === 0 ? found.certificate : null;
}

/** The item as the user has corrected it: another value in the premise, another answer. The other values of its world stay as they were. */
export function corrected<T extends Item>(item: T, { quantity, value, answer }: Change): T {
  return {
    ...item,
    answer,
    premises: item.premises.map((premise) =>
      premise.gives === quantity ? { ...premise, equation: `${quantity} = ${value}` } : premise,
    ),
    world: { ...item.world, [quantity]: value },
  };
}

/** The item's equations, with another value in the premise that gives the quantity one. */
export function systemWith(item: Item, quantity: string, value: string): System {
  const system = itemSystem(item);
  const given = new Set(item.premises.flatMap(({ id, gives }) => (gives === quantity ? [id] : [])));
  return {
    ...system,
    premises: system.premises.map((premise) =>
      given.has(premise.id) ? equation(premise.id, `${quantity} = ${value}`) : premise,
    ),
  };
}
