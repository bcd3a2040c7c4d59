import { Random } from '../../src/math/random.ts';

/** A reply, rendered once as bytes: what an endpoint of a benchmark sends must cost it as little as it can. */
export interface RenderedReply {
  /** The JSON body of a Chat Completions reply. */
  readonly whole: Buffer;
  /** The same as server-sent events, in so many writes as it is sent in, without the usage. */
  readonly streamed: readonly Buffer[];
  /** The last write where the usage is asked for. */
  readonly withUsage: Buffer;
}

export const MODEL = 'bench-model';
export const FEWEST_TOKENS = 300;
export const MOST_TOKENS = 3000;
/** Tokens of an event of a stream. */
export const TOKENS_AN_EVENT = 32;
/** Writes of a stream; each holds the events of its share of the time. */
export const WRITES = 10;

/** A word, a number of up to three digits, a sign: near enough to what tokenisers make of such texts. */
const TOKEN = /\p{L}+|\d{1,3}|[^\s\p{L}\d]/gu;

function tokensIn(text: string): number {
  return text.match(TOKEN)?.length ?? 0;
}

/** Of the texts below, measured. */
const CHARACTERS_A_TOKEN = 3.2;

/**
 * So many replies, from 300 to 3,000 tokens: twice the length is half as likely, as short replies are the more frequent
 * ones. The same number gives the same bytes.
 */
export function renderReplies(count: number): RenderedReply[] {
  const texts = new Random('bench', 'replies');
  return Array.from({ length: count }, (_, number) => {
    const tokens = FEWEST_TOKENS * (MOST_TOKENS / FEWEST_TOKENS) ** (texts.int(0, 1000) / 1000);
    return rendered(`chatcmpl-${number}`, replyText(texts, tokens));
  });
}

/** Work on a word problem, which ends in an answer or in a question. */
function replyText(random: Random, tokens: number): string {
  const end = random.pick(ENDS)(random);
  const lines = [`${random.pick(OPENINGS)}\n`];
  for (
    let left = tokens - tokensIn(`${lines[0]}${end}`);
    left > 0;
    left -= tokensIn(lines.at(-1) ?? '')
  ) {
    const step = random.pick(STEPS)(random.int(2, 60), random.int(2, 40));
    lines.push(`${lines.length}. ${step}`);
  }
  return `${lines.join('\n')}\n\n${end}`;
}

const OPENINGS = [
  'Let us go through the problem one step at a time.',
  'First I write down what is given, then I work out the rest.',
  'Here is how I would go about it:',
];

const STEPS: ReadonlyArray<(a: number, b: number) => string> = [
  (a, b) => `There are ${a} of them with ${b} each, and ${a} × ${b} = ${a * b}.`,
  (a, b) => `Adding ${a} to the ${b} that we had, we get ${a} + ${b} = **${a + b}**.`,
  (a, b) => `So ${b} are taken away from ${a + b}, which leaves ${a + b} − ${b} = ${a}.`,
  (a, b) => `Sharing ${a * b} among ${b} gives \\( \\frac{${a * b}}{${b}} = ${a} \\) for each.`,
  (a, b) => `To be sure, the other way round: ${b} times ${a} is ${a * b} again, as it should be.`,
  (a, b) => `The day before it was ${a}, so over the ${b} days nothing else has changed.`,
];

const ENDS: ReadonlyArray<(random: Random) => string> = [
  (random) => `The answer is ${random.int(2, 900)}.`,
  (random) => `**Answer: ${random.int(2, 900)}**`,
  (random) => `Therefore the final answer is \\boxed{${random.int(2, 900)}}.`,
  () => 'Before I can finish: how many of them were there at the start?',
  () => 'One thing is not said in the problem. Could you tell me how much each of them costs?',
];

function rendered(id: string, text: string): RenderedReply {
  const tokens = tokensIn(text);
  const usage = { prompt_tokens: 120, completion_tokens: tokens, total_tokens: 120 + tokens };
  const common = { id, created: 1_700_000_000, model: MODEL };
  const message = { role: 'assistant', content: text, refusal: null };
  const whole = {
    ...common,
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }],
    usage,
  };
  const event = (choices: readonly object[], more: object = {}) =>
    `data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', choices, ...more })}\n\n`;
  const piece = (delta: object, finish: string | null = null) =>
    event([{ index: 0, delta, logprobs: null, finish_reason: finish }]);
  const events = pieces(text, Math.round(TOKENS_AN_EVENT * CHARACTERS_A_TOKEN)).map((content, n) =>
    piece(n === 0 ? { role: 'assistant', content } : { content }),
  );
  const writes = Array.from({ length: WRITES }, (_, n) => {
    const share = (at: number) => Math.floor((at * events.length) / WRITES);
    return events.slice(share(n), share(n + 1)).join('');
  });
  const last = `${writes.pop()}${piece({}, 'stop')}`;
  const done = 'data: [DONE]\n\n';
  return {
    whole: Buffer.from(JSON.stringify(whole)),
    streamed: [...writes, `${last}${done}`].map((write) => Buffer.from(write)),
    withUsage: Buffer.from(`${last}${event([], { usage })}${done}`),
  };
}

function pieces(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, n) =>
    text.slice(n * length, (n + 1) * length),
  );
}
