import { z } from 'zod';
import type { Graded } from '../../reward.ts';
import type { Entry } from '../conversation.ts';
import { Fault, parsePart } from '../fault.ts';
import { sized } from './canonical.ts';
import { rounded, type Shape } from './shape.ts';

const Texts = z.array(z.string());
const Body = z
  .object({
    /** Prompt and reply as the tokenizer decodes them, special tokens included. */
    query: Texts,
    prompts: Texts,
    /** Ids of items. */
    labels: Texts,
  })
  .refine(
    ({ query, prompts, labels }) =>
      query.length === prompts.length && query.length === labels.length && query.length > 0,
    'query, prompts and labels: expected lists of one length, not empty',
  );

/**
 * OpenRLHF's remote reward model (--reward.remote_url, formerly --remote_rm_url). Its labels are ids of
 * items. A faulty entry gets 0, and 1 in `extra_logs.fault`; where all are faulty the request is refused,
 * so that the trainer logs why and trains on none of them.
 */
export const openRlhf: Shape = {
  path: '/openrlhf/get_reward',
  entries(body) {
    const { query, prompts, labels } = parsePart(Body, body);
    return sized(labels).map((item, index) =>
      entryOf(item, query[index] ?? '', prompts[index] ?? ''),
    );
  },
  answer(outcomes) {
    const faults = outcomes.filter((outcome) => outcome instanceof Fault);
    const [first] = faults;
    if (first && faults.length === outcomes.length) throw first;
    const each = (of: (graded: Graded) => number, otherwise = 0) =>
      outcomes.map((outcome) => (outcome instanceof Fault ? otherwise : of(outcome)));
    return {
      rewards: each(({ reward }) => rounded(reward)),
      scores: each(({ score }) => score),
      extra_logs: {
        needless: each(({ needless }) => needless),
        asked: each(({ asked }) => asked),
        tokens: each(({ tokens }) => tokens),
        none: each(({ label }) => (label === 'none' ? 1 : 0)),
        fault: each(() => 0, 1),
      },
    };
  },
};

/** Characters before the prompt that a tokenizer may add. */
const LONGEST_START = 64;

function entryOf(item: string, query: string, prompt: string): Entry | Fault {
  const at = query.indexOf(prompt);
  if (at < 0 || at > LONGEST_START) {
    return new Fault(400, 'bad-input', 'query: does not begin with its prompt');
  }
  const reply = withoutEnd(query.slice(at + prompt.length));
  return { item, messages: [{ role: 'assistant', content: reply }] };
}

/** "<|im_end|>", "</s>", "<eos>", "<|eot_id|>", padding: what tokenizers end a reply with. */
const END = /(?:\s{0,4}(?:<\|[a-z_]{2,30}\|>|<\/s>|<(?:eos|pad|end_of_turn|unk|s)>|\[PAD\]))$/i;

function withoutEnd(reply: string): string {
  let text = reply;
  for (let match = END.exec(text.slice(-40)); match; match = END.exec(text.slice(-40))) {
    text = text.slice(0, text.length - match[0].length);
  }
  return text;
}
