import { z } from 'zod';
import { canonicalJson } from '../corrupt/digest.ts';
import type { Completion, Fields, Message } from './completion.ts';

/** A JSON object that a model is asked for. Its words are data from outside: nothing of them is ever run. */
export interface AnswerShape<T> {
  /** For endpoints that hold a model to a schema: letters and "_". */
  readonly name: string;
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  /** Reads the answer; it may take more than the schema asks for. */
  readonly read: z.ZodType<T>;
}

/** Why there is no answer: the last output was none, was cut off, empty or filtered. */
export const NoAnswer = z.enum(['unparsable', 'cut', 'empty', 'filtered']);
export type NoAnswer = z.infer<typeof NoAnswer>;

/** The JSON Schema of an answer, for endpoints that hold a model to one. */
export function strictSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...plain } = z.toJSONSchema(schema);
  return plain;
}

/** The request field that holds a model to the shape. */
export function responseFormat({ name, jsonSchema }: AnswerShape<unknown>): Fields {
  return {
    response_format: {
      type: 'json_schema',
      json_schema: { name, strict: true, schema: jsonSchema },
    },
  };
}

export interface Asking<T, Called> {
  readonly shape: AnswerShape<T>;
  /** Texts by others that the messages hold: what an output quotes of them is no answer. */
  readonly quoted: readonly string[];
  /** The request to mend an output in which there was that fault. */
  readonly mend: (fault: string) => string;
  readonly call: (messages: readonly Message[]) => Promise<Called>;
}

/**
 * Asks for an answer. An output that is none goes back once, with what was wrong with it; if that does
 * not help, the one answer that stands somewhere in an output is taken. `calls` are all that were made.
 * Throws what `call` throws.
 */
export async function askForAnswer<T, Called extends { completion: Completion }>(
  messages: readonly Message[],
  { shape, quoted, mend, call }: Asking<T, Called>,
): Promise<{ answer: T | null; none: NoAnswer | null; calls: Called[] }> {
  const first = await call(messages);
  const calls = [first];
  let read = readOutput(first.completion, shape.read);
  if ('fault' in read) {
    const again = await call(mending(messages, first.completion.text, mend(read.fault)));
    calls.push(again);
    read = readOutput(again.completion, shape.read);
  }
  if (!('fault' in read)) return { answer: read.answer, none: null, calls };
  const found = calls
    .map(({ completion }) => extractAnswer(completion.text, shape.read, quoted))
    .findLast((extracted) => extracted !== null);
  if (found) return { answer: found.answer, none: null, calls };
  return { answer: null, none: whyNone(calls.at(-1)?.completion), calls };
}

/** The conversation, with an output that was no answer and the request to mend it. */
export function mending(messages: readonly Message[], output: string, request: string): Message[] {
  return [
    ...messages,
    { role: 'assistant', content: output.slice(0, 4_000) || '(nothing)' },
    { role: 'user', content: request },
  ];
}

/** Longer outputs are no answer. */
const LONGEST = 100_000;

/** Reads a whole output as an answer, or says in one line why it is none. A code fence around it is let pass. */
export function parseAnswer<T>(
  output: string,
  schema: z.ZodType<T>,
): { answer: T } | { fault: string } {
  if (output.length > LONGEST) return { fault: 'the answer is too long' };
  const text = output.trim();
  const fenced = /^```(?:json)?\s*\n([\s\S]*)\n\s*```$/.exec(text);
  let json: unknown;
  try {
    json = JSON.parse(fenced?.[1] ?? text);
  } catch {
    return { fault: 'the answer is not one JSON object and nothing else' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { answer: parsed.data };
  const [issue] = parsed.error.issues;
  return { fault: `${issue?.path.join('.') || 'answer'}: ${issue?.message ?? 'not as asked'}` };
}

/** An output has at most so many objects that are looked at. */
const MOST_OBJECTS = 32;

/**
 * The one answer that stands somewhere in an output. Null where there is none, or several that
 * differ; what is quoted from texts by others is no answer.
 */
export function extractAnswer<T>(
  output: string,
  schema: z.ZodType<T>,
  quoted: readonly string[],
): { answer: T } | null {
  const found = new Map<string, { answer: T }>();
  for (const object of objectsIn(output.slice(0, LONGEST))) {
    if (quoted.some((text) => text.includes(object))) continue;
    const read = parseAnswer(object, schema);
    if (!('fault' in read)) found.set(canonicalJson(read.answer), read);
  }
  const [only, ...others] = found.values();
  return others.length === 0 ? (only ?? null) : null;
}

function readOutput<T>(
  { text }: Completion,
  schema: z.ZodType<T>,
): { answer: T } | { fault: string } {
  return text.trim() === '' ? { fault: 'the answer is empty' } : parseAnswer(text, schema);
}

function whyNone(completion: Completion | undefined): NoAnswer {
  if (completion?.finish === 'filter') return 'filtered';
  if (completion?.finish === 'length') return 'cut';
  return completion?.text.trim() === '' ? 'empty' : 'unparsable';
}

/** The outermost {…} of a text. */
function* objectsIn(text: string): Generator<string> {
  let from = text.indexOf('{');
  for (let count = 0; from >= 0 && count < MOST_OBJECTS; count += 1) {
    const end = closing(text, from);
    if (end > 0) yield text.slice(from, end);
    from = text.indexOf('{', end > 0 ? end : from + 1);
  }
}

/** The offset behind the "}" that closes the "{" at `from`; -1 where none does. */
function closing(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}
