import { z } from 'zod';
import { type AnswerShape, strictSchema } from '../../src/model/json-answer.ts';
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

/** What a judge says of one reply. */
export const JudgeAnswer = SHAPES.corrupted.extend({ label: Label });
export type JudgeAnswer = z.infer<typeof JudgeAnswer>;

// Models without a schema to hold them write numbers as numbers.
const Final = z.union([z.string(), z.number().transform(String)]).nullable();

/** What a judge is asked for, of a reply to an item of that kind. */
export function answerShape(kind: AnswerKind): AnswerShape<JudgeAnswer> {
  const shape = SHAPES[kind];
  return {
    name: `reply_${kind}`,
    jsonSchema: strictSchema(shape),
    read: shape.extend({ final: Final }),
  };
}
