import {
  type ChatBody,
  type ChatServer,
  completion,
  sendJson,
  startChatServer,
} from './chat-server.ts';

/** What a scripted model says that reads replies for the user, as the JSON object that it is asked for. */
export interface ScriptedUnderstanding {
  asks?: boolean;
  understood?: readonly string[];
  generic?: boolean;
  unknown?: boolean;
}

export function understoodJson({
  asks = true,
  understood = [],
  generic = false,
  unknown = false,
}: ScriptedUnderstanding): string {
  return JSON.stringify({ asks, understood, generic, unknown });
}

/** The reply that is to be read. */
export function lastReplyIn(body: ChatBody): string {
  const pattern = /\[\[([0-9a-f]{24}) last reply begins\]\]\n([\s\S]*)\n\[\[\1 last reply ends\]\]/;
  return pattern.exec(promptOf(body))?.[2] ?? '';
}

/** The ids that may be given. */
export function idsIn(body: ChatBody): string[] {
  const [, list = ''] = /QUANTITIES[^\n]*\n([\s\S]*?)\n\n/.exec(promptOf(body)) ?? [];
  return list.split('\n').map((line) => /^- ([\w-]+):/.exec(line)?.[1] ?? '');
}

function promptOf({ messages }: ChatBody): string {
  return messages.find(({ role }) => role === 'user')?.content ?? '';
}

/** A loopback model named "reader": the function sees the request and gives the text of the completion. */
export function startReader(say: (body: ChatBody) => string): Promise<ChatServer> {
  return startChatServer(['reader'], (response, body) =>
    sendJson(response, 200, completion(body, say(body))),
  );
}
