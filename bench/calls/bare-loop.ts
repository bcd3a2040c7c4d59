import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
import PQueue from 'p-queue';

/**
 * What a user would write instead: the openai package and p-queue, the replies in memory.
 * Arguments: the address, a JSON file of prompts, calls in flight, and "stream".
 */
const [baseURL, file = '', concurrency, stream] = process.argv.slice(2);
const prompts: string[] = JSON.parse(readFileSync(file, 'utf8'));
const client = new OpenAI({ baseURL, apiKey: 'none' });
const queue = new PQueue({ concurrency: Number(concurrency) });

const ask = stream === 'stream' ? streamed : whole;
const replies = await Promise.all(prompts.map((content) => queue.add(() => ask(content))));
const tokens = replies.reduce((sum, reply) => sum + reply.tokens, 0);
process.stdout.write(`${replies.length} replies, ${tokens} tokens\n`);

async function whole(content: string) {
  const reply = await client.chat.completions.create({
    model: 'bench-model',
    messages: [{ role: 'user', content }],
  });
  const text = reply.choices[0]?.message.content ?? '';
  return { text, tokens: reply.usage?.completion_tokens ?? 0 };
}

async function streamed(content: string) {
  const events = await client.chat.completions.create({
    model: 'bench-model',
    messages: [{ role: 'user', content }],
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let tokens = 0;
  for await (const { choices, usage } of events) {
    text += choices[0]?.delta.content ?? '';
    tokens = usage?.completion_tokens ?? tokens;
  }
  return { text, tokens };
}
