import { z } from 'zod';
import type { Item } from '../../corrupt/item.ts';
import type { Completion } from '../../model/completion.ts';
import type { Reply } from '../reward.ts';
import { Fault } from './fault.ts';

/** Messages of one conversation. */
const MOST_MESSAGES = 200;

/** What a message says: text, or parts of which those of text are read, as in the API of OpenAI. */
export const Content = z
  .union([
    z.string(),
    z.null(),
    z.array(z.object({ type: z.string(), text: z.string().optional() })).max(MOST_MESSAGES),
  ])
  .transform((content) => {
    if (content === null) return '';
    if (typeof content === 'string') return content;
    return content.map(({ type, text }) => (type.endsWith('text') ? (text ?? '') : '')).join('');
  });

export const Messages = z
  .array(
    z.object({ role: z.enum(['system', 'developer', 'user', 'assistant']), content: Content }),
    'expected a list of messages, {role, content}',
  )
  .min(1)
  .max(MOST_MESSAGES);

/** A conversation about an item that is to be graded. */
export interface Entry {
  readonly item: string;
  readonly messages: z.output<typeof Messages>;
  /** How the last reply ended. */
  readonly finish?: Completion['finish'];
  /** Of all replies, as the trainer counted them. */
  readonly tokens?: number | undefined;
}

/**
 * The model's replies: what it said from where the item was put (what stands before may be examples), as one
 * between two messages of the user. Throws Fault where there is none.
 */
export function repliesOf({ messages, finish, tokens }: Entry, item: Item): Reply[] {
  const put = messages.findLastIndex(
    ({ role, content }) => role === 'user' && content.includes(item.text),
  );
  const texts: string[] = [];
  let open = false;
  for (const { role, content } of messages.slice(put + 1)) {
    if (role !== 'assistant') open = false;
    else if (open) texts.push(`${texts.pop() ?? ''}\n${content}`);
    else texts.push(content);
    if (role === 'assistant') open = true;
  }
  if (texts.length === 0) {
    throw new Fault(400, 'no-reply', 'messages: the model (role assistant) has said nothing');
  }
  return texts.map((text, index) => {
    const last = index === texts.length - 1;
    return {
      text,
      ...(last && finish && { finish }),
      // Counted once, for the whole conversation.
      ...(tokens !== undefined && { tokens: last ? tokens : 0 }),
    };
  });
}
