import { parseChatReply } from './chat-reply.ts';
import type { Completion, CompletionRequest } from './completion.ts';
import { parseResponsesReply } from './responses-reply.ts';

/** Chat Completions or Responses. */
export type Api = 'chat' | 'responses';

/** The path of an API, below the base URL. */
export function pathOf(api: Api): '/chat/completions' | '/responses' {
  return api === 'chat' ? '/chat/completions' : '/responses';
}

/** The body of a request. */
export function bodyOf(
  { api, model }: { api: Api; model: string },
  { messages, fields }: Pick<CompletionRequest, 'messages' | 'fields'>,
): Record<string, unknown> {
  return api === 'chat' ? { model, messages, ...fields } : { model, input: messages, ...fields };
}

/** Reads the body of a reply. Throws ModelError ("transport") where it is none. */
export function parseReply(api: Api, reply: unknown): Completion {
  return api === 'chat' ? parseChatReply(reply) : parseResponsesReply(reply);
}
