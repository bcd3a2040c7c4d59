import { parseChatReply } from './chat-reply.ts';
import type { Completion, CompletionRequest, Fields } from './completion.ts';
import { parseResponsesReply } from './responses-reply.ts';
import type { Assembly } from './stream/assembly.ts';
import { ChatChunks } from './stream/chat-chunks.ts';
import { ResponsesEvents } from './stream/responses-events.ts';

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

/** What asks for a stream; the usage is told in every Responses stream. */
export function streamFields(api: Api): Fields {
  return api === 'chat'
    ? { stream: true, [USAGE_OPTION]: { include_usage: true } }
    : { stream: true };
}

/** The field without which a chat stream mostly does not tell its usage; some endpoints refuse it. */
export const USAGE_OPTION = 'stream_options';

/** Reads the body of a reply. Throws ModelError ("transport") where it is none. */
export function parseReply(api: Api, reply: unknown): Completion {
  return api === 'chat' ? parseChatReply(reply) : parseResponsesReply(reply);
}

/** Puts the body of a reply together from its stream; it may have so many characters. */
export function assemblyOf(api: Api, longest: number): Assembly {
  return api === 'chat' ? new ChatChunks(longest) : new ResponsesEvents();
}
