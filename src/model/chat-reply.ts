import { z } from 'zod';
import { type Completion, ModelError, type Usage } from './completion.ts';
import { splitThinking } from './thinking-tags.ts';

const Tokens = z.int().nonnegative().nullish().catch(null);

/** Only what we read, and leniently: endpoints differ in all the rest. */
const ChatReply = z.object({
  id: z.string().nullish().catch(null),
  model: z.string().nullish().catch(null),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish().catch(null),
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish().catch(null),
          /** vLLM's older name, SGLang, DeepSeek, DashScope. */
          reasoning_content: z.string().nullish().catch(null),
          /** vLLM's newer name, OpenRouter, Ollama. */
          reasoning: z.string().nullish().catch(null),
          /** OpenRouter, where the vendor's reasoning comes in parts. */
          reasoning_details: z
            .array(z.object({ text: z.string().nullish(), summary: z.string().nullish() }))
            .nullish()
            .catch(null),
        }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: Tokens,
      completion_tokens: Tokens,
      prompt_tokens_details: z.object({ cached_tokens: Tokens }).nullish().catch(null),
      completion_tokens_details: z.object({ reasoning_tokens: Tokens }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** Reads a Chat Completions reply. Throws ModelError ("transport") where it is none. */
export function parseChatReply(reply: unknown): Completion {
  const parsed = ChatReply.safeParse(reply);
  const [choice] = parsed.data?.choices ?? [];
  if (!parsed.success || !choice) throw notAReply(reply, parsed.error);
  const { message, finish_reason: finishRaw } = choice;
  if (FAILED.has(finishRaw)) {
    const said = `it ended with "${finishRaw}"`;
    throw new ModelError('transport', `the endpoint sent no completion (${said})`);
  }
  const content = message.content ?? message.refusal ?? '';
  const apart = message.reasoning_content || message.reasoning || detailsOf(message);
  // A server that keeps reasoning apart leaves no tags of its own: one in the text was quoted.
  const { text, reasoning } = apart ? { text: content, reasoning: apart } : splitThinking(content);
  return {
    text,
    reasoning,
    finish: finishOf(finishRaw),
    finishRaw: finishRaw ?? null,
    usage: usageOf(parsed.data.usage),
    model: parsed.data.model ?? null,
    id: parsed.data.id ?? null,
  };
}

/** OpenRouter and vLLM, SGLang: the server broke off, and not the model. */
const FAILED: ReadonlySet<unknown> = new Set(['error', 'abort']);

function detailsOf({ reasoning_details: parts }: { reasoning_details?: Details }): string {
  return (parts ?? []).flatMap(({ text, summary }) => text ?? summary ?? []).join('\n\n');
}

type Details = Array<{ text?: string | null; summary?: string | null }> | null;

/** What the endpoint sent instead; errors come with status 200 from some gateways. */
export function notAReply(reply: unknown, error: z.ZodError | undefined): ModelError {
  const Failed = z.object({ error: z.object({ message: z.string() }) });
  const failed = Failed.safeParse(reply);
  const [issue] = error?.issues ?? [];
  const why = failed.success
    ? failed.data.error.message.slice(0, 300)
    : `${issue?.path.join('.') || 'reply'}: ${issue?.message ?? 'not as expected'}`;
  return new ModelError('transport', `the endpoint sent no completion (${why})`);
}

function finishOf(raw: string | null | undefined): Completion['finish'] {
  if (raw === 'stop' || raw === 'eos' || raw === 'end_turn') return 'stop';
  if (raw === 'length' || raw === 'max_tokens') return 'length';
  return raw === 'content_filter' ? 'filter' : 'other';
}

function usageOf(usage: z.infer<typeof ChatReply>['usage']): Usage {
  return {
    input: usage?.prompt_tokens ?? null,
    output: usage?.completion_tokens ?? null,
    reasoning: usage?.completion_tokens_details?.reasoning_tokens ?? null,
    cached: usage?.prompt_tokens_details?.cached_tokens ?? null,
  };
}
