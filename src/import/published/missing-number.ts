import { display } from '../../math/fraction.ts';
import { numbers } from '../../reading/numbers.ts';
import { sentences } from '../../reading/sentences.ts';
import type { ExternalItem } from '../external.ts';

/** Characters of a sentence that may stand in a noun phrase. */
const LONGEST = 300;

/**
 * What is missing from a text, by its intact twin, where that is plain: the one number that the twin
 * states and the text does not. It is called by the words that it stood in: 'number in "Each van holds
 * … boxes."'. [] where several numbers went, or none.
 */
export function missingNumber(intact: string, text: string): ExternalItem['needs'] {
  const left = numbers(text).map(({ value }) => value.toFraction());
  const gone = numbers(intact).filter(({ value }) => {
    const at = left.indexOf(value.toFraction());
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const [number, ...more] = gone;
  if (!number || more.length > 0) return [];
  const twice = numbers(intact).filter(({ value }) => value.equals(number.value)).length > 1;
  const sentence = sentences(intact).find(
    ({ span }) => span[0] <= number.span[0] && number.span[1] <= span[1],
  );
  if (twice || !sentence || sentence.text.length > LONGEST) return [];
  const [start, end] = number.span.map((at) => at - sentence.span[0]);
  const words = `${sentence.text.slice(0, start)}…${sentence.text.slice(end)}`;
  return [{ noun: `number in “${words}”`, value: display(number.value), unit: '' }];
}
