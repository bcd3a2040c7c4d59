import { z } from 'zod';
import { Content } from '../conversation.ts';
import { Fault, parsePart } from '../fault.ts';
import { only, rounded, type Shape } from './shape.ts';

const Id = z.string().min(1).max(200);

const Body = z.object({
  /** Like a chat completion. */
  sample: z.object({
    output_text: z.string().nullish(),
    choices: z
      .array(
        z.object({
          message: z.object({ content: Content }),
          finish_reason: z.string().nullish(),
        }),
      )
      .nullish(),
  }),
  /** The row of the training file. */
  item: z.object({ item: Id.optional(), item_id: Id.optional(), id: Id.optional() }),
  trace_id: z.string().max(200).nullish(),
});

/**
 * The endpoint grader of Azure AI Foundry: one sample, whose row names its item under `item`, `item_id` or
 * `id`. The score is the reward, and 0 where that is less: what the trainer sees carries the costs too.
 */
export const foundry: Shape = {
  path: '/foundry/grade',
  entries(body) {
    const { sample, item: row } = parsePart(Body, body);
    const item = row.item ?? row.item_id ?? row.id;
    if (item === undefined) {
      throw new Fault(400, 'bad-input', 'item: expected the id of an item in item, item_id or id');
    }
    const [choice] = sample.choices ?? [];
    const content = sample.output_text ?? choice?.message.content;
    if (content === undefined) {
      throw new Fault(400, 'no-reply', 'sample: expected output_text, or choices with a message');
    }
    const finish = FINISHES.get(choice?.finish_reason ?? 'stop') ?? 'other';
    return [{ item, messages: [{ role: 'assistant', content }], finish }];
  },
  answer: (outcomes) => ({ score: Math.max(0, rounded(only(outcomes).reward)) }),
};

const FINISHES: ReadonlyMap<string, 'stop' | 'length' | 'filter'> = new Map([
  ['stop', 'stop'],
  ['length', 'length'],
  ['content_filter', 'filter'],
]);
