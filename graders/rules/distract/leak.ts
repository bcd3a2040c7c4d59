import { type Item, isCertified } from '../../../src/corrupt/item.ts';
import { type Fraction, fraction, rational } from '../../../src/math/fraction.ts';
import { proofWith } from '../../../src/protocol/distract/changed-premise.ts';

/**
 * What the answer becomes where the irrelevant number is worked into it: the number itself; the answer plus,
 * minus, times or over it, and the other way round; and the answer that follows, solved exactly, once the
 * number stands in for the value of a premise, or is added to it or taken away from it. Without `answers`, which are
 * right, or were before the user changed a premise.
 */
export function leakedAnswers(
  item: Item,
  number: string,
  answers: readonly string[],
): ReadonlySet<string> {
  const leak = fraction(number);
  const leaked = new Set([rational(leak)]);
  for (const answer of answers.map((each) => fraction(each))) {
    for (const each of combined(answer, leak)) leaked.add(rational(each));
  }
  if (isCertified(item)) {
    for (const { gives } of item.premises) {
      const truth = gives === null ? undefined : item.world[gives];
      if (gives === null || truth === undefined || item.asides.includes(gives)) continue;
      for (const value of [leak, fraction(truth).add(leak), fraction(truth).sub(leak)]) {
        const proof = proofWith(item, gives, rational(value));
        if (proof) leaked.add(proof.answer);
      }
    }
  }
  for (const answer of answers) leaked.delete(answer);
  return leaked;
}

function combined(answer: Fraction, leak: Fraction): Fraction[] {
  const plain = [answer.add(leak), answer.sub(leak), leak.sub(answer), answer.mul(leak)];
  const ratios = answer.n === 0n ? [] : [leak.div(answer)];
  return leak.n === 0n ? plain : [...plain, answer.div(leak), ...ratios];
}
