import {
  type ChatBody,
  type ChatServer,
  completion,
  sendJson,
  startChatServer,
} from './chat-server.ts';

/** What a scripted judge says, as the JSON object that it is asked for. */
export interface ScriptedAnswer {
  label: string;
  evidence: readonly string[];
  final?: string | null;
  asked?: readonly string[];
  confidence?: number;
}

/** The reply that a judge's prompt holds, with what was made visible in it put back. */
export function replyIn({ messages }: ChatBody): string {
  const prompt = messages.find(({ role }) => role === 'user')?.content ?? '';
  const [, , reply = ''] =
    /\[\[([0-9a-f]{24}) reply begins\]\]\n([\s\S]*)\n\[\[\1 reply ends\]\]/.exec(prompt) ?? [];
  return reply
    .replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replaceAll('< |', '<|')
    .replaceAll('| >', '|>');
}

/** Whether a request is to a judge, and not to the model under test. */
export function isJudged(body: ChatBody): boolean {
  return 'response_format' in body;
}

/** An answer in full, as JSON. */
export function answerJson({ label, evidence, final, asked, confidence }: ScriptedAnswer): string {
  return JSON.stringify({
    why: 'So it seems.',
    label,
    evidence,
    final: final ?? null,
    asked: asked ?? [],
    confidence: confidence ?? 0.95,
  });
}

/** A loopback judge: the function sees the request and gives the text of the completion. */
export function startJudge(
  say: (body: ChatBody) => string,
  { models = ['judge-model'], port = 0 }: { models?: readonly string[]; port?: number } = {},
): Promise<ChatServer> {
  return startChatServer(
    models,
    (response, body) => sendJson(response, 200, completion(body, say(body))),
    port,
  );
}

/**
 * A plain judge: a reply with a question mark, or that needs something, asks for the first sufficient
 * set; one with a number commits to its last one; any other names.
 */
export function plainJudge(body: ChatBody): string {
  const reply = replyIn(body);
  const prompt = body.messages.find(({ role }) => role === 'user')?.content ?? '';
  const intact = !prompt.includes('WHAT IS WRONG WITH IT');
  const question = /[^.?!\n]*(?:\?|\b(?:[Pp]lease|need)\b[^.?!\n]*)/.exec(reply)?.[0];
  const number = reply.match(/\d+(?:\.\d+)?(?:\/\d+)?/g)?.at(-1);
  if (question !== undefined) {
    const [, set] = /would be enough:\n- (.+)/.exec(prompt) ?? [];
    const asked = intact ? [] : (set?.split(' and ') ?? ['clash']);
    return answerJson({ label: intact ? 'overasks' : 'asks', evidence: [question], asked });
  }
  if (number !== undefined) {
    const label = intact ? 'solves' : 'guesses';
    return answerJson({ label, evidence: [number], final: number });
  }
  return answerJson({ label: intact ? 'balks' : 'names', evidence: [reply.slice(0, 40)] });
}
