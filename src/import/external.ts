import { z } from 'zod';
import { type Fraction, fraction } from '../math/fraction.ts';
import { isAnswer, Label, labelsOf } from '../reading/labels.ts';
import { type Named, questionOf, type Subject } from '../reading/subject.ts';

/** A number or its text, kept as text: people write both. */
const NumberText = z.union([z.string(), z.number().transform(String)]);

const ExactText = NumberText.refine((text) => exact(text) !== null, {
  error: 'expected an exact decimal or a fraction, such as "13.6" or "7/3"',
});

/**
 * A problem that was corrupted, or left intact, elsewhere: one line of a labelled set's items.jsonl.
 * Nothing of it is proved. Fields that are not ours are dropped.
 */
export const ExternalItem = z
  .object({
    id: z.string().min(1).max(200),
    kind: z.enum(['missing', 'contradicted', 'intact']),
    /** The other half of the pair; null where the set has none. */
    twin: z.string().nullable().default(null),
    /** As it is put to the model. */
    text: z.string().min(1).max(20_000),
    /** What is missing; all of it is needed. [] where the set does not say. */
    needs: z
      .array(
        z.object({
          noun: z.string().min(1).max(400),
          /** In the intact problem; null where the set does not say. */
          value: NumberText.nullable().default(null),
          /** Singular; "" for a bare number. */
          unit: z.string().max(100).default(''),
        }),
      )
      .max(20)
      .default([]),
    /** What clashes, with the values that the text gives it. [] where the set does not say. */
    clash: z
      .array(z.object({ noun: z.string().min(1).max(400), values: z.array(NumberText).min(2) }))
      .max(20)
      .default([]),
    /** Of the intact problem, under the first of two clashing values; null where it is not an exact number. */
    answer: ExactText.nullable().default(null),
    /** The worked solution of an intact problem, in GSM8K's format: what an audit goes by. */
    solution: z.string().max(20_000).optional(),
    /** The set that it is from. */
    source: z.string().max(200).optional(),
  })
  .superRefine(({ kind, needs, clash }, context) => {
    if (kind !== 'missing' && needs.length > 0) {
      context.addIssue({ code: 'custom', path: ['needs'], message: `does not go with ${kind}` });
    }
    if (kind !== 'contradicted' && clash.length > 0) {
      context.addIssue({ code: 'custom', path: ['clash'], message: `does not go with ${kind}` });
    }
  });
export type ExternalItem = z.infer<typeof ExternalItem>;

/**
 * A reply with a person's (or a published set's) verdict on it: one line of replies.jsonl. The verdict
 * is one label, or several of which any is right, or only whether the reply answers.
 */
export const ExternalReply = z
  .object({
    item: z.string(),
    /** A short name of how it is written, or of the model. */
    style: z.string().max(200).default(''),
    reply: z.string(),
    label: Label.optional(),
    labels: z.array(Label).min(1).optional(),
    /** true: commits to an answer; false: abstains or asks. */
    answered: z.boolean().optional(),
    /** The number that it commits to; null: to none. Absent where nobody has said. */
    final: ExactText.nullable().optional(),
    note: z.string().default(''),
    /** ISO 639-1; detected where absent. */
    language: z.string().max(20).optional(),
  })
  .refine(
    ({ label, labels, answered }) =>
      [label, labels, answered].filter((given) => given !== undefined).length === 1,
    { path: ['label'], error: 'expected exactly one of label, labels and answered' },
  );
export type ExternalReply = z.infer<typeof ExternalReply>;

/** The labels of which any is right. [] where none of those given goes with the kind of the item. */
export function rightLabels(reply: ExternalReply, kind: ExternalItem['kind']): Label[] {
  const { label, labels, answered } = reply;
  const given = label === undefined ? labels : [label];
  return labelsOf(kind).filter((candidate) =>
    given ? given.includes(candidate) : isAnswer(candidate) === answered,
  );
}

/** What there is to know for reading replies to the item: only what is missing, or clashes, has a name. */
export function subjectOfExternal(item: ExternalItem): Subject {
  const named = [...item.needs, ...item.clash.map(({ noun }) => ({ noun, unit: '' }))];
  const quantities = named.map(
    ({ noun, unit }, n): Named => ({ id: `q${n}`, noun, unit, also: [] }),
  );
  return {
    kind: item.kind,
    text: item.text,
    question: questionOf(item.text),
    quantities,
    complete: false,
    target: null,
    stated: new Set(),
    sufficient: item.needs.length > 0 ? [item.needs.map((_, n) => `q${n}`)] : [],
    clash: clashOf(item),
    answer: item.answer === null ? null : fraction(item.answer),
  };
}

/** The first clash whose values are numbers. */
function clashOf({ clash }: ExternalItem): Subject['clash'] {
  for (const [n, { values }] of clash.entries()) {
    const numbers = values.map(exact);
    if (numbers.every((value) => value !== null)) return { quantity: `q${n}`, values: numbers };
  }
  return null;
}

/** An exact number; null where the text is none. */
export function exact(text: string): Fraction | null {
  try {
    return fraction(text);
  } catch {
    return null;
  }
}
