import { z } from 'zod';
import { trainingDialogues } from '../export/dialogues/index.ts';
import { DraftFile } from '../export/draft-file.ts';
import { InputError } from '../input-error.ts';
import { counted } from '../report/numbers.ts';
import { parseOptions } from './options.ts';

const Options = z.object({
  out: z.string().min(1),
  count: z.coerce.number('expected a whole number').int().positive().max(100_000),
  seed: z.coerce.number('expected a whole number').int(),
});

/** `lacuna export distract-dialogues`: chat JSONL to train on. Throws InputError where there are not as many. */
export async function exportDialogues(flags: unknown): Promise<void> {
  const { out, count, seed } = parseOptions(Options, flags);
  const file = await DraftFile.open(out);
  let made = 0;
  try {
    for await (const dialogue of trainingDialogues(count, seed)) {
      await file.write(`${JSON.stringify(dialogue)}\n`);
      made += 1;
    }
    if (made < count) {
      throw new InputError(`the families give ${made} different dialogues, not ${count}`);
    }
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
  process.stderr.write(
    `${out}: ${counted(made, 'dialogue')} to train on, of no problem of the release.\n`,
  );
}
