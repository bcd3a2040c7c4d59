import { z } from 'zod';
import { notAReply } from './chat-reply.ts';
import type { Completion } from './completion.ts';
import { splitThinking } from './thinking-tags.ts';

const Tokens = z.int().nonnegative().nullish().catch(null);
const Text = z.object({
  type: z.string(),
  text: z.string().nullish(),
  refusal: z.string().nullish(),
});

/** Only what we read, and leniently. */
const ResponsesReply = z.object({
  id: z.string().nullish().catch(null),
  model: z.string().nullish().catch(null),
  status: z.string().nullish().catch(null),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish().catch(null),
  output: z.array(
    z.object({
      type: z.string(),
      content: z.array(Text).nullish().catch(null),
      summary: z.array(Text).nullish().catch(null),
    }),
  ),
  usage: z
    .object({
      input_tokens: Tokens,
      output_tokens: Tokens,
      input_tokens_details: z.object({ cached_tokens: Tokens }).nullish().catch(null),
      output_tokens_details: z.object({ reasoning_tokens: Tokens }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** Reads a reply of the Responses API. Throws ModelError ("transport") where it is none. */
export function parseResponsesReply(reply: unknown): Completion {
  const parsed = ResponsesReply.safeParse(reply);
  if (!parsed.success || parsed.data.status === 'failed') throw notAReply(reply, parsed.error);
  const { output, status, incomplete_details: incomplete, usage } = parsed.data;
  const textOf = (type: string, part: 'content' | 'summary'): string =>
    output
      .filter((item) => item.type === type)
      .flatMap((item) => item[part] ?? [])
      .map(({ text, refusal }) => text ?? refusal ?? '')
      .join('\n\n');
  const { text, reasoning } = splitThinking(textOf('message', 'content'));
  const thought = textOf('reasoning', 'content') || textOf('reasoning', 'summary');
  return {
    text,
    reasoning: thought || reasoning,
    finish: finishOf(status, incomplete?.reason),
    finishRaw: incomplete?.reason ?? status ?? null,
    usage: {
      input: usage?.input_tokens ?? null,
      output: usage?.output_tokens ?? null,
      reasoning: usage?.output_tokens_details?.reasoning_tokens ?? null,
      cached: usage?.input_tokens_details?.cached_tokens ?? null,
    },
    model: parsed.data.model ?? null,
    id: parsed.data.id ?? null,
  };
}

function finishOf(
  status: string | null | undefined,
  reason: string | null | undefined,
): Completion['finish'] {
  if (status === 'completed') return 'stop';
  if (reason === 'max_output_tokens') return 'length';
  return reason === 'content_filter' ? 'filter' : 'other';
}
