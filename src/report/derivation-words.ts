import type { Step } from '../math/certificate.ts';
import type { Rational } from '../math/fraction.ts';
import type { QuantityWords } from './quantity-words.ts';

/** Each step of a derivation as a sentence that a person can check. */
export function derivationWords(steps: readonly Step[], words: QuantityWords): string[] {
  const known = new Map<string, Rational>();
  return steps.map((step) => {
    const sentence = stepWords(step, known, words);
    known.set(step.yields, step.value);
    return sentence;
  });
}

function stepWords(
  { yields, value, from }: Step,
  known: ReadonlyMap<string, Rational>,
  words: QuantityWords,
): string {
  const result = `${words.inNouns(yields)} is ${words.value(value, yields)}`;
  const [only, ...more] = from;
  if (only === undefined) return `${capital(result)}.`;
  if (more.length > 0) {
    const all = from.map(({ equation }) => source(equation, words)).join('; ');
    return `${capital(all)}. Taken together: ${result}.`;
  }
  return `${capital(source(only.equation, words))}${withNumbers(only.equation, known, words)}: ${result}.`;
}

function source(id: string, words: QuantityWords): string {
  const quote = words.quote(id);
  return quote === undefined ? `as every reader knows, ${words.statement(id)}` : `from ${quote}`;
}

/** ", here 24 = 3 × the count"; "" where no number was known before. */
function withNumbers(id: string, known: ReadonlyMap<string, Rational>, words: QuantityWords) {
  const equation = words.equation(id) ?? '';
  const numbers = words.inNumbers(equation, known);
  return numbers === words.inNouns(equation) ? '' : `, here ${numbers}`;
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
