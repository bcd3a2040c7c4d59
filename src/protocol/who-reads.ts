import type { Item } from '../corrupt/item.ts';
import { injectionSigns } from '../reading/injection.ts';
import { readReply } from '../reading/read-reply.ts';
import { subjectOf } from '../reading/subject.ts';

/**
 * Who is to read a reply for the user, where he has a model for it: nobody where it cannot ask for
 * anything, rules where it bears signs that it speaks to whoever reads it, else the model.
 */
export function whoReads(item: Item, reply: string): 'nobody' | 'rules' | 'model' {
  if (requestsIn(item, reply).length === 0) return 'nobody';
  const names = item.quantities.flatMap(({ noun, also }) => [noun, ...also]);
  const signs = injectionSigns(reply, [item.text, ...names].join('\n'));
  return signs.length > 0 ? 'rules' : 'model';
}

/** Where a reply can ask: what rules see to be requests, or else its questions. */
export function requestsIn(item: Item, reply: string): string[] {
  const { asked } = readReply(reply, subjectOf(item));
  const seen = asked.flatMap(({ request }) => request.parts);
  if (seen.length > 0) return seen;
  return reply.split(/(?<=[.!?。！？؟\n])/).filter((sentence) => /[?？؟]$/.test(sentence));
}
