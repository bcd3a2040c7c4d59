import type { Family } from '../../problem/family.ts';
import { admit, problemOfWording, variationsOf } from './variations.ts';

/** Every wording of a family under every operator and premise, to be read; one draw of each. */
export function printFamily(family: Family, seed: number): string {
  const lines: string[] = [];
  for (const wording of family.wordings.keys()) {
    const problem = problemOfWording(family, wording, seed, 0);
    lines.push(`${family.family}, wording ${wording + 1}; the answer is ${problem.answer}`, '');
    for (const variation of variationsOf(problem)) {
      const result = admit(variation, seed);
      const verdict =
        'item' in result ? askedFor(result.item.asks) : `NOT ADMITTED: ${result.rejected}`;
      lines.push(
        `[${`${variation.operator.name} ${variation.about}`.trim()}] ${verdict}`,
        result.text,
        '',
      );
    }
  }
  return lines.join('\n');
}

function askedFor(sets: readonly string[][]): string {
  return sets.length === 0 ? '' : `ask for ${sets.map((set) => set.join(' + ')).join(' | ')}`;
}
