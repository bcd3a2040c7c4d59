import type { CertifiedItem } from '../corrupt/item.ts';
import { readReply } from '../reading/read-reply.ts';
import { subjectOf } from '../reading/subject.ts';

/**
 * Whether a question for what an item lacks, by its name, is read as one for it, and not for another
 * quantity or as the problem's own question said again. One form of question is enough: what it finds
 * askable, "What is …?" and "I need to know …" find askable too. Items that lack nothing always are.
 */
export function isAskable(item: CertifiedItem): boolean {
  const { change, quantities } = item;
  if (change.kind !== 'gap') return true;
  const removed = quantities.find(({ id }) => id === change.premise);
  if (!removed) return false;
  const { asked } = readReply(`Could you tell me the ${removed.noun}?`, subjectOf(item));
  return asked.some(({ means }) => means.includes(removed.id));
}
