import { isCertified } from '../../corrupt/item.ts';
import { questions } from '../../corrupt/questions.ts';
import { askFor } from './phrases.ts';
import type { View } from './respondent.ts';

/** Whether one asks for values that the problem states first, or for what it states as relations. */
type First = 'values' | 'relations';

/** A question for something that the answer still needs; null where it has heard all. */
export function nextQuestion(
  { item, heard }: Pick<View, 'item' | 'heard'>,
  first: First = 'values',
): string | null {
  const unheard = item.premises.filter(({ id }) => !heard.has(id));
  if (unheard.length === 0) return null;
  const offered = isCertified(item)
    ? questions(item, heard).filter(({ premise }) => !item.asides.includes(premise))
    : [];
  const givers = unheard.filter(({ gives }) => (gives === null) === (first === 'relations'));
  const [favoured] = givers.flatMap(({ id, gives }) =>
    offered.filter(({ quantity, premise }) => premise === id && (gives ?? quantity) === quantity),
  );
  const next = (favoured ?? offered[0])?.quantity;
  return next === undefined ? 'Could you please tell me more?' : askFor(item, [next]);
}
