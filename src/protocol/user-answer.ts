import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import { clashOf, kindOf } from '../corrupt/item-kind.ts';
import { type AnswerShape, strictSchema } from '../model/json-answer.ts';
import { CLASH } from '../reading/understand.ts';
import { isVague, type Understanding } from './user.ts';
import { requestsIn } from './who-reads.ts';

const Shape = z.object({
  asks: z.boolean().describe('Whether the last reply asks the user something and waits for it.'),
  understood: z
    .array(z.string())
    .describe('Ids of the quantities that it asks for, and of no others; [] for none.'),
  generic: z.boolean().describe('It asks for more information, and names nothing that it wants.'),
  unknown: z.boolean().describe('It asks for something definite that is none of the quantities.'),
});

/** What a model says of a reply that it reads for the user: never a word that the user says. */
export const UserAnswer = Shape.refine(
  ({ asks, understood }) => asks || understood.length === 0,
  'asks is false, and yet understood names what is asked',
);
export type UserAnswer = z.infer<typeof UserAnswer>;

export const USER_ANSWER: AnswerShape<UserAnswer> = {
  name: 'what_is_asked',
  jsonSchema: strictSchema(Shape),
  read: UserAnswer,
};

/** Ids that an answer may name. */
function knownIds(item: Pick<Item, 'quantities' | 'change'>): string[] {
  const ids = item.quantities.map(({ id }) => id);
  return kindOf(item) === 'contradicted' ? [...ids, CLASH] : ids;
}

/**
 * What an answer comes to; null where nothing is asked. It is not trusted to be sparing: an id that the
 * item does not have is something unknown, a request that names nothing gets nothing, and one that is
 * said to mean more things than it lists is asked back.
 */
export function understandingOf(
  { asks, understood, generic, unknown }: UserAnswer,
  item: Item,
  reply: string,
): Understanding | null {
  if (!asks) return null;
  const known = new Set(knownIds(item));
  const meant = generic ? [] : understood;
  const named = new Set(meant.filter((id) => known.has(id)));
  // Which value holds is said once.
  if (named.has(CLASH)) named.delete(clashOf(item)?.quantity ?? CLASH);
  const means = [...named];
  return {
    means,
    unknown: !generic && (unknown || meant.some((id) => !known.has(id))),
    vague: isVague(requestsIn(item, reply).join('\n'), means),
  };
}
