import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../src/corrupt/digest.ts';
import { readJsonLines } from '../../src/jsonl.ts';
import type { Fields } from '../../src/model/completion.ts';
import { NoAnswer } from '../../src/model/json-answer.ts';
import { Spent } from '../../src/protocol/transcript.ts';
import { Journal } from '../../src/run/journal.ts';
import { NOTHING, plus } from '../../src/run/spent.ts';
import { JudgeAnswer } from './answer.ts';
import type { Case } from './case.ts';
import { PROMPT_HASH } from './prompt.ts';

const Count = z.int().nonnegative();

/** One judge's judgement of one reply, as it came. One line of judgements.jsonl. */
export const Judgement = z.strictObject({
  /** SHA-256 of all that it depends on. */
  key: z.string(),
  /** Hash of the prompt. */
  prompt: z.string(),
  model: z.string(),
  /** 0 for a model's first place in a panel, 1 for its second, … */
  sample: Count,
  about: z.string(),
  /** null where the output was no answer: then the judge is asked again. */
  answer: JudgeAnswer.nullable(),
  none: NoAnswer.nullable(),
  /** The judge's last output, shortened. */
  output: z.string(),
  /** Over its calls: a second one where the first output was no answer. */
  spent: Spent,
  /** Milliseconds. */
  ms: z.number().nonnegative(),
  at: z.string(),
});
export type Judgement = z.infer<typeof Judgement>;

/**
 * The judgements of a run folder: append-only, on disk before they count, found again by what they
 * are about. Those of other prompts stay in the file and are passed over.
 */
export class Judgements {
  readonly #journal: Journal<Judgement>;
  readonly #answered = new Map<string, Judgement>();
  readonly #spent = new Map<string, Spent>();

  private constructor(journal: Journal<Judgement>) {
    this.#journal = journal;
  }

  /** Opens or creates the file; a half-written last line is set aside. Throws InputError. */
  static async open(path: string): Promise<Judgements> {
    const judgements = new Judgements(await Journal.open(path, Judgement));
    try {
      for await (const { value } of readJsonLines(path, Judgement)) judgements.#keep(value);
    } catch (error) {
      await judgements.close();
      throw error;
    }
    return judgements;
  }

  /** The answer that was recorded under a key. */
  find(key: string): Judgement | undefined {
    return this.#answered.get(key);
  }

  /** Resolves when it is on disk. */
  async add(judgement: Judgement): Promise<void> {
    await this.#journal.append(judgement);
    this.#keep(judgement);
  }

  /** What the judgements under these keys took in all, in this session and in earlier ones. */
  spentOn(keys: Iterable<string>): Spent {
    return Array.from(keys, (key) => this.#spent.get(key) ?? NOTHING).reduce(plus, NOTHING);
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #keep(judgement: Judgement): void {
    const { key, prompt, answer, spent } = judgement;
    if (prompt !== PROMPT_HASH) return;
    if (answer) this.#answered.set(key, judgement);
    this.#spent.set(key, plus(this.#spent.get(key) ?? NOTHING, spent));
  }
}

/** Identity of a judgement: model, prompt, item, reply, place in the panel, and how it is sampled. */
export function judgementKey(
  { subject, told, text }: Case,
  judge: { model: string; sample: number; fields: Fields },
): string {
  const { kind, quantities, stated, target, sufficient, clash } = subject;
  const item = {
    kind,
    text: subject.text,
    quantities,
    stated: [...stated].sort(),
    target,
    sufficient,
    clash: clash && [clash.quantity, clash.values.map((value) => value.toFraction())],
  };
  const { model, sample, fields } = judge;
  const identity = [model, sample, fields, PROMPT_HASH, item, told, text];
  return createHash('sha256').update(canonicalJson(identity)).digest('hex').slice(0, 32);
}
