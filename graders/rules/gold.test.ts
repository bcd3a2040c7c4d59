import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fraction } from '../../src/math/fraction.ts';
import { questionOf, type Subject } from '../../src/reading/subject.ts';
import { label } from './core.ts';
import { readReply } from './read-reply.ts';

const GOLD = fileURLToPath(new URL('../../../shared/data/gold/dev/', import.meta.url));

const GoldItem = z.object({
  id: z.string(),
  kind: z.enum(['missing', 'contradicted', 'intact']),
  text: z.string(),
  needs: z.array(z.object({ noun: z.string(), value: z.string(), unit: z.string() })),
  clash: z.array(z.object({ noun: z.string(), values: z.array(z.string()) })),
  answer: z.string(),
});
const GoldReply = z.object({
  item: z.string(),
  style: z.string(),
  reply: z.string(),
  label: z.string(),
  final: z.string().nullable(),
});

function read<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(GOLD + file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

/** A labelled item of others: only what is missing, or clashes, has a name. */
function subjectOfGold(item: z.infer<typeof GoldItem>): Subject {
  const named = [
    ...item.needs.map(({ noun, unit }) => ({ noun, unit })),
    ...item.clash.map(({ noun }) => ({ noun, unit: '' })),
  ];
  const [clash] = item.clash;
  return {
    kind: item.kind,
    text: item.text,
    question: questionOf(item.text),
    quantities: named.map((quantity, n) => ({ ...quantity, id: `q${n}`, also: [] })),
    complete: false,
    target: null,
    stated: new Set(),
    sufficient: item.needs.length > 0 ? [item.needs.map((_, n) => `q${n}`)] : [],
    clash: clash ? { quantity: 'q0', values: clash.values.map((value) => fraction(value)) } : null,
    answer: fraction(item.answer),
  };
}

const OTHER_LANGUAGE = /german|spanish|french|chinese|cjk|[\u4e00-\u9fff]/i;

if (!existsSync(GOLD)) console.log(`skipped: no labelled replies at ${GOLD}`);

test.skipIf(!existsSync(GOLD))(
  'agrees with the labels of at least 92% of the English development replies',
  () => {
    const items = new Map(read('items.jsonl', GoldItem).map((item) => [item.id, item]));
    const graded = read('replies.jsonl', GoldReply).map((gold) => {
      const item = items.get(gold.item);
      if (!item) throw new Error(`no item ${gold.item}`);
      const subject = subjectOfGold(item);
      const reading = readReply(gold.reply, subject);
      const found = label(subject, reading, 'stop');
      const final = reading.answer?.value ?? null;
      const sameFinal =
        gold.final === null ? final === null : (final?.equals(fraction(gold.final)) ?? false);
      const english = !OTHER_LANGUAGE.test(gold.style) && !OTHER_LANGUAGE.test(gold.reply);
      return { gold, found, sameFinal, final, english };
    });
    const share = (some: typeof graded) => {
      const right = some.filter(({ gold, found }) => gold.label === found.label).length;
      return { right, of: some.length, rate: right / some.length };
    };
    const english = graded.filter((entry) => entry.english);
    const labels = share(english);
    const finals = english.filter(({ sameFinal }) => sameFinal).length;
    const rest = share(graded.filter((entry) => !entry.english));
    console.log(
      `English labels ${labels.right}/${labels.of} = ${labels.rate.toFixed(3)}, ` +
        `final numbers ${finals}/${labels.of}; other languages ${rest.right}/${rest.of}`,
    );
    if (process.env.GOLD_SHOW) {
      for (const { gold, found, final, sameFinal } of english) {
        if (gold.label !== found.label || !sameFinal) {
          console.log(
            `${gold.item} ${gold.label} -> ${found.label} | ${gold.final} -> ${final?.toFraction()} | ${gold.reply}`,
          );
        }
      }
    }
    expect(labels.rate).toBeGreaterThanOrEqual(0.92);
  },
);
