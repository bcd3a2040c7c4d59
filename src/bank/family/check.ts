import type { Family } from '../../problem/family.ts';
import type { Fault } from '../../problem/family-faults.ts';
import { parseFamily } from '../../problem/load.ts';
import { mathematicsFaults } from './mathematics.ts';
import { offerFaults } from './offers.ts';
import { admittedShare } from './share.ts';
import { readTexts } from './texts.ts';
import { unitFaults } from './units.ts';

/** How thoroughly a family is looked at. */
export interface Thoroughness {
  /** Problems drawn per wording, to be read under every operator and premise. */
  readonly draws: number;
  /** Problems drawn for the share that is admitted. */
  readonly problems: number;
}

export const THOROUGH: Thoroughness = { draws: 6, problems: 24 };

export interface FamilyReport {
  /** "file:line: field: what is wrong", in the order of the file; [] where nothing is. */
  readonly findings: string[];
  /** Undefined where the file is no family. */
  readonly family: Family | undefined;
  /** Items admitted, of those tried; 0 of 0 where the family cannot be drawn. */
  readonly admitted: number;
  readonly tried: number;
}

/** Everything that is wrong with a family file and can be told by a program. */
export function checkFamily(
  yaml: string,
  file: string,
  { draws, problems }: Thoroughness,
): FamilyReport {
  const { family, faults, tell } = parseFamily(yaml, file);
  if (!family || faults.length > 0) {
    return { findings: faults, family, admitted: 0, tried: 0 };
  }
  const early = [...offerFaults(family), ...unitFaults(family)];
  const mathematics = mathematicsFaults(family);
  if (mathematics.length > 0) {
    return { findings: inOrder([...early, ...mathematics], tell), family, admitted: 0, tried: 0 };
  }
  const { faults: texts, slips } = readTexts(family, draws);
  const { faults: refused, admitted, tried } = admittedShare(family, problems, slips);
  const all = [...early, ...texts, ...refused];
  return { findings: inOrder(all, tell), family, admitted, tried };
}

/** By line. */
function inOrder(faults: readonly Fault[], tell: (fault: Fault) => string): string[] {
  const line = (text: string) => Number(/:(\d+): /.exec(text)?.[1] ?? 0);
  return [...new Set(faults.map(tell))].sort((a, b) => line(a) - line(b));
}
