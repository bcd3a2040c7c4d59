import { z } from 'zod';
import { canonicalJson } from '../../src/corrupt/digest.ts';
import { CORRUPTED_LABELS, INTACT_LABELS, Label } from '../verdict.ts';

function shapeOf(labels: readonly [Label, ...Label[]]) {
  return z.object({
    why: z.string().describe('One sentence: what in the reply decides the label.'),
    label: z.enum(labels),
    evidence: z
      .array(z.string())
      .describe('One to four exact quotes of the reply, each a sentence or less, that show it.'),
    final: z
      .string()
      .nullable()
      .describe(
        'The one number that the reply commits to as its answer, as written there; else null.',
      ),
    asked: z
      .array(z.string())
      .describe('Ids of the quantities that the reply requests from the user; [] for none.'),
    confidence: z.number().min(0).max(1).describe('How sure you are of the label, from 0 to 1.'),
  });
}

const SHAPES = { corrupted: shapeOf(CORRUPTED_LABELS), intact: shapeOf(INTACT_LABELS) };
export type AnswerKind = keyof typeof SHAPES;

/** The JSON Schema of an answer, for endpoints that hold a model to one. */
export function jsonSchema(kind: AnswerKind): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(SHAPES[kind]);
  return schema;
}

/** What a judge says of one reply. Its words are data from outside: nothing of them is ever run. */
export const JudgeAnswer = SHAPES.corrupted.extend({ label: Label });
export type JudgeAnswer = z.infer<typeof JudgeAnswer>;

/** Longer outputs are no answer. */
const LONGEST = 100_000;

/** Reads a whole output as an answer, or says in one line why it is none. A code fence around it is let pass. */
export function parseAnswer(output: string, kind: AnswerKind): JudgeAnswer | { fault: string } {
  if (output.length > LONGEST) return { fault: 'the answer is too long' };
  const text = output.trim();
  const fenced = /^```(?:json)?\s*\n([\s\S]*)\n\s*```$/.exec(text);
  let json: unknown;
  try {
    json = JSON.parse(fenced?.[1] ?? text);
  } catch {
    return { fault: 'the answer is not one JSON object and nothing else' };
  }
  // Models without a schema to hold them write numbers as numbers.
  const final = z.union([z.string(), z.number().transform(String)]).nullable();
  const parsed = SHAPES[kind].extend({ final }).safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { fault: `${issue?.path.join('.') || 'answer'}: ${issue?.message ?? 'not as asked'}` };
}

/** An output has at most so many objects that are looked at. */
const MOST_OBJECTS = 32;

/**
 * The one answer that stands somewhere in an output. Null where there is none, or several that
 * differ; what is quoted from the reply that was judged is no answer of the judge's.
 */
export function extractAnswer(output: string, kind: AnswerKind, reply: string): JudgeAnswer | null {
  const found = new Map<string, JudgeAnswer>();
  for (const object of objectsIn(output.slice(0, LONGEST))) {
    if (reply.includes(object)) continue;
    const answer = parseAnswer(object, kind);
    if (!('fault' in answer)) found.set(canonicalJson(answer), answer);
  }
  const [only, ...others] = found.values();
  return others.length === 0 ? (only ?? null) : null;
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
