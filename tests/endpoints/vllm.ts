import { z } from 'zod';
import {
  type ChatServer,
  completion,
  type Reply,
  sendJson,
  startChatServer,
} from './chat-server.ts';

const Thinking = z.object({
  chat_template_kwargs: z.object({ enable_thinking: z.boolean() }).optional(),
  thinking_token_budget: z.number().optional(),
});

export interface VllmOptions {
  port?: number;
  reply?: Reply;
  /** Older builds ignore the budget of thinking tokens without a word. */
  ignoresBudget?: boolean;
}

const MODEL = 'Qwen/Qwen3-8B';
const TYPICAL_THINKING = 800;

/**
 * Speaks Chat Completions the way vLLM does with Qwen3 and its reasoning parser: thinking in
 * `reasoning_content`, switched by the chat template; usage without details.
 */
export function startVllmLike(options: VllmOptions = {}): Promise<ChatServer> {
  const { port, reply = () => 'The answer is 12.', ignoresBudget = false } = options;
  return startChatServer(
    [MODEL],
    (response, body) => {
      const { chat_template_kwargs: template, thinking_token_budget: budget } =
        Thinking.parse(body);
      const asked = template?.enable_thinking === false ? 0 : (budget ?? TYPICAL_THINKING);
      const thinking = ignoresBudget ? TYPICAL_THINKING : asked;
      const text = reply(body);
      sendJson(response, 200, {
        ...completion(body, text, { reasoning_content: thinking > 0 ? 'Hm, let me see.' : null }),
        usage: {
          prompt_tokens: 100,
          total_tokens: 100 + thinking + 20,
          completion_tokens: thinking + 20,
          prompt_tokens_details: null,
        },
      });
    },
    port,
  );
}
