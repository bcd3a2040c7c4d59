import type { ServerResponse } from 'node:http';
import { z } from 'zod';

const Whole = z.looseObject({
  choices: z.array(
    z.looseObject({
      finish_reason: z.string(),
      message: z.looseObject({ role: z.string().default('assistant') }),
    }),
  ),
  usage: z.unknown().optional(),
});

export interface Streaming {
  /** How a text is cut into deltas: by default a word each. */
  cut?: (text: string) => string[];
  /** Sent before each chunk of the reply. */
  between?: () => readonly string[];
}

const words = (text: string) => text.match(/\s*\S+|\s+$/g) ?? [];

/** The JSON of each chunk in which an endpoint streams a chat completion, as OpenAI's does. */
export function chatChunks(
  whole: object,
  { cut = words, between = () => [] }: Streaming = {},
): string[] {
  const { choices, usage, ...head } = Whole.parse(whole);
  const [choice] = choices;
  if (!choice) throw new Error('no choice');
  const chunk = (more: object) =>
    JSON.stringify({ ...head, object: 'chat.completion.chunk', ...more });
  const delta = (delta: object, finish_reason: string | null = null) =>
    chunk({ choices: [{ index: 0, delta, finish_reason }] });
  const { role, ...fields } = choice.message;
  const deltas = Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string' ? cut(value).map((text) => delta({ [name]: text })) : [],
  );
  return [
    delta({ role, content: '' }),
    ...deltas.flatMap((each) => [...between(), each]),
    delta({}, choice.finish_reason),
    ...(usage === undefined ? [] : [chunk({ choices: [], usage })]),
  ];
}

/** The last event of a chat stream. */
export const DONE = '[DONE]';

/** Data as server-sent events. */
export function events(data: readonly string[], lineEnd = '\n'): string {
  return data.map((each) => `data: ${each}${lineEnd}${lineEnd}`).join('');
}

/** An event of the Responses API, with its name as the endpoint sends it. */
export function responseEvent(type: string, more: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
}

export const STREAM_TYPE = { 'content-type': 'text/event-stream; charset=utf-8' };

/** Sends a text as a stream, and nothing else. */
export function sendStream(response: ServerResponse, text: string): void {
  response.writeHead(200, STREAM_TYPE).end(text);
}

/** Sends a whole chat completion as a stream. */
export function streamChat(response: ServerResponse, whole: object): void {
  sendStream(response, events([...chatChunks(whole), DONE]));
}
