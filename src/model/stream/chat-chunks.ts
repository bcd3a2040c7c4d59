import { z } from 'zod';
import { ModelError } from '../completion.ts';
import { type Assembly, jsonOf, notWhole, refuseFailure, type StreamEvent } from './assembly.ts';
import { Doubled } from './doubled.ts';

const Any = z.unknown().optional();

const Delta = z.object({
  role: Any,
  content: z.string().nullish(),
  refusal: Any,
  reasoning_content: Any,
  reasoning: Any,
  reasoning_details: Any,
});
type Delta = z.infer<typeof Delta>;

/**
 * Only what we read, and no more of it than that it can be put together: there may be thousands for a reply,
 * which is then read as a whole one is.
 */
const Chunk = z.object({
  id: Any,
  model: Any,
  usage: Any,
  choices: z
    .array(
      z.object({
        index: Any,
        finish_reason: Any,
        delta: Delta.nullish(),
        message: Any,
      }),
    )
    .nullish(),
});
type Chunk = z.infer<typeof Chunk>;

const TEXTS = ['content', 'refusal', 'reasoning_content', 'reasoning'] as const;

/** Reasoning in parts, each of which may come in pieces. */
const Details = z.array(
  z.looseObject({
    index: z.number().nullish(),
    type: z.string().nullish(),
    text: z.string().nullish(),
    summary: z.string().nullish(),
  }),
);
type Detail = z.infer<typeof Details>[number];

/**
 * The chunks of a Chat Completions stream, put together. It is whole where a finish reason came: "[DONE]"
 * alone shows nothing, since gateways send it too when the endpoint behind them broke off.
 */
export class ChatChunks implements Assembly {
  done = false;
  readonly #longest: number;
  readonly #doubled = new Doubled();
  readonly #texts = new Map<(typeof TEXTS)[number], string>();
  readonly #details: Detail[] = [];
  #anyMessage = false;
  #characters = 0;
  #id: string | undefined;
  #model: string | undefined;
  #usage: unknown;
  #finish: string | undefined;

  /** `longest`: characters of a reply. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  take(event: StreamEvent): void {
    if (this.done) return;
    if (event.data.trim() === '[DONE]') {
      this.done = true;
      return;
    }
    const json = jsonOf(event);
    refuseFailure(event, json);
    this.#take(read(Chunk, json), event.data);
  }

  whole(): unknown {
    if (this.#finish === undefined) {
      const why = this.done ? 'its stream ended without a finish reason' : 'its stream broke off';
      throw notWhole(why);
    }
    if (!this.#anyMessage) throw notWhole('its stream holds no message');
    this.#doubled.refuseRepeats(this.#usage);
    const message = {
      ...Object.fromEntries(this.#texts),
      reasoning_details: this.#details,
    };
    return {
      id: this.#id,
      model: this.#model,
      choices: [{ finish_reason: this.#finish, message }],
      usage: this.#usage,
    };
  }

  #take({ id, model, usage, choices }: Chunk, data: string): void {
    // Some endpoints leave them out, or empty, in chunks before or behind the text.
    if (typeof id === 'string' && id !== '') this.#id = id;
    if (typeof model === 'string' && model !== '') this.#model = model;
    if (usage != null) this.#usage = usage;
    const choice = choices?.find(({ index }) => typeof index !== 'number' || index === 0);
    if (!choice) return;
    // Some stream a whole reply as one chunk; others add the text so far to each delta.
    const alone = this.#characters === 0 && choice.message != null;
    const delta = choice.delta ?? (alone ? read(Delta, choice.message) : null);
    this.#anyMessage ||= delta !== null;
    const { finish_reason: reason } = choice;
    // Some say "" until the end.
    const finish = typeof reason === 'string' && reason !== '' ? reason : undefined;
    const hasText = delta != null && this.#add(delta);
    this.#doubled.see({ id, data, namesRole: delta?.role != null, hasText, finish });
    this.#finish ??= finish;
  }

  /** Whether there was any text. */
  #add(delta: Delta): boolean {
    const before = this.#characters;
    for (const name of TEXTS) {
      const text = delta[name];
      // An empty one would hide a refusal: a whole reply has null there.
      if (typeof text !== 'string' || text === '') continue;
      this.#texts.set(name, (this.#texts.get(name) ?? '') + text);
      this.#characters += text.length;
    }
    if (delta.reasoning_details != null) {
      for (const detail of Details.safeParse(delta.reasoning_details).data ?? [])
        this.#join(detail);
    }
    if (this.#characters <= this.#longest) return this.#characters > before;
    throw new ModelError('output', `the reply is longer than ${this.#longest / 1e6} MB`);
  }

  #join({ ...detail }: Detail): void {
    const last = this.#details.at(-1);
    this.#characters += (detail.text ?? detail.summary ?? '').length;
    if (!last || last.type !== detail.type || last.index !== detail.index) {
      this.#details.push(detail);
      return;
    }
    if (detail.text != null) last.text = (last.text ?? '') + detail.text;
    if (detail.summary != null) last.summary = (last.summary ?? '') + detail.summary;
  }
}

function read<T>(schema: z.ZodType<T>, json: unknown): T {
  const { data, error } = schema.safeParse(json);
  if (data !== undefined) return data;
  const [issue] = error?.issues ?? [];
  throw notWhole(`${issue?.path.join('.') || 'chunk'}: ${issue?.message}`);
}
