import type { Cell } from './csv.ts';
import { points, pointsInterval, UNKNOWN, withInterval } from './numbers.ts';
import { printable } from './plain-text.ts';
import { slopeCells } from './problem-cells.ts';
import type { ProblemPart } from './problem-parts.ts';
import type { Face, Profile } from './profile.ts';
import type { Section } from './section.ts';

/** A table for each profile, what its figures are, and why a slope cannot be told. */
export function profilePart(profiles: readonly Profile[]): ProblemPart {
  const faces = profiles.flatMap((profile) => profile.faces);
  const meanings = new Map<string, Set<string>>();
  for (const { face, of } of faces) {
    meanings.set(of, (meanings.get(of) ?? new Set()).add(printable(face)));
  }
  return {
    sections: profiles.map(profileSection),
    legend:
      'Each face of a model’s initiative, in % with its 95% interval clustered by family, and what a doubling of the ' +
      `tokens used changes it by, in points. ${[...meanings].map(([of, names]) => `${[...names].join(', ')}: ${of}`).join('; ')}.`,
    notes: untold(faces),
  };
}

function profileSection({ model, policy, grader, faces }: Profile): Section {
  const parts = [model, policy, 'profile', ...(grader === null ? [] : [grader])];
  return {
    title: parts.map(printable).join(' · '),
    head: ['', '%', 'of', 'a doubling of tokens'],
    rows: faces.flatMap((face) =>
      face.budgets.map((of, i) => [
        `${printable(face.face)} · ${printable(of.budget)}`,
        withInterval({ ...of, share: of.value }),
        String(of.units),
        i === 0 ? slopeText(face) : '',
      ]),
    ),
  };
}

/** "−15.7 [−18.5, −13.0]". */
export function slopeText({ slope }: Pick<Face, 'slope'>): string {
  if (slope.perDoubling === null) return UNKNOWN;
  return `${points(slope.perDoubling)} ${pointsInterval(slope)}`;
}

/** Why slopes of several budgets are not told, each reason once. */
function untold(faces: readonly Face[]): string[] {
  const reasons = new Map<string, Set<string>>();
  for (const { face, slope, budgets } of faces) {
    if (slope.reason === null || budgets.length < 2) continue;
    reasons.set(slope.reason, (reasons.get(slope.reason) ?? new Set()).add(printable(face)));
  }
  return [...reasons].map(([reason, names]) => `No slope of ${[...names].join(', ')}: ${reason}.`);
}

/** A row a face and budget. */
export function profileRows(profiles: readonly Profile[]): Array<Record<string, Cell>> {
  return profiles.flatMap(({ model, policy, grader, faces }) =>
    faces.flatMap(({ face, of, budgets, slope }) =>
      budgets.map(({ budget, value, low, high, units }) => ({
        ...{ model, policy, grader, face, of, budget, value, low, high, units },
        ...slopeCells(slope),
      })),
    ),
  );
}
