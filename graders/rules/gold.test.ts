import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { subjectOfExternal } from '../../src/import/external.ts';
import { readExternalItems, readExternalReplies } from '../../src/import/external-file.ts';
import { fraction } from '../../src/math/fraction.ts';
import { readReply } from '../../src/reading/read-reply.ts';
import { label } from './core.ts';

const GOLD = fileURLToPath(new URL('../../../shared/data/gold/dev/', import.meta.url));

const OTHER_LANGUAGE = /german|spanish|french|chinese|cjk|[\u4e00-\u9fff]/i;

if (!existsSync(GOLD)) console.log(`skipped: no labelled replies at ${GOLD}`);

test.skipIf(!existsSync(GOLD))(
  'agrees with the labels of at least 92% of the English development replies',
  async () => {
    const items = await readExternalItems(`${GOLD}items.jsonl`);
    const replies = await readExternalReplies(`${GOLD}replies.jsonl`, items);
    const graded = replies.map(({ item, reply: gold }) => {
      const subject = subjectOfExternal(item);
      const reading = readReply(gold.reply, subject);
      const found = label(subject, reading, 'stop');
      const final = reading.answer?.value ?? null;
      const sameFinal =
        typeof gold.final !== 'string'
          ? final === null
          : (final?.equals(fraction(gold.final)) ?? false);
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
