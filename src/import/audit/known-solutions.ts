import { InputError } from '../../input-error.ts';
import { GSM8K, type Mapping, readStated, SVAMP } from '../mapping.ts';
import { hasField, readRecords } from '../records.ts';
import type { Worked } from '../understand-worked.ts';
import { readWorkedSolution, SolutionError } from '../worked/worked-solution.ts';

/** Worked problems by their question, however it is spaced and punctuated. */
export class KnownSolutions {
  readonly #known = new Map<string, Worked>();

  /**
   * Adds the problems of a file in GSM8K's or SVAMP's format; records that cannot be read are left out.
   * Throws InputError where the file cannot be read or holds none.
   */
  async addFile(path: string): Promise<void> {
    const before = this.#known.size;
    for await (const record of readRecords(path)) {
      if ('fault' in record) continue;
      const mapping: Mapping = hasField(record, 'Body') ? SVAMP : GSM8K;
      const stated = readStated(record.value, mapping);
      if (!('fault' in stated)) this.#known.set(keyOf(stated.question), stated);
    }
    if (this.#known.size === before) {
      throw new InputError(
        `${path}: no problem with a worked solution (GSM8K's or SVAMP's format)`,
      );
    }
  }

  /** That of a question, by its own `solution` where it has one that can be read. */
  find(question: string, solution?: string): Worked | undefined {
    if (solution !== undefined) {
      try {
        return { question, ...readWorkedSolution(solution) };
      } catch (cause) {
        if (!(cause instanceof SolutionError)) throw cause;
      }
    }
    return this.#known.get(keyOf(question));
  }
}

function keyOf(question: string): string {
  return question.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
