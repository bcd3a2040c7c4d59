import { z } from 'zod';
import type { Estimate } from '../stats/ratio.ts';
import type { Share } from '../stats/scores.ts';
import type { Report } from './report.ts';
import { Slope } from './slope.ts';

/** One face of a model's initiative: the headline of a protocol under each budget. */
const Face = z.strictObject({
  /** The protocol, and how its problems were told where it has several ways: "reveal sharded". */
  face: z.string(),
  /** What its figure is the share of. */
  of: z.string(),
  budgets: z.array(
    z.strictObject({
      budget: z.string(),
      /** A fraction with its 95% interval; null where nothing is graded yet. */
      value: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      /** Pairs or problems that it is a share of. */
      units: z.int().nonnegative(),
    }),
  ),
  /** Change of the figure for each doubling of the tokens used. */
  slope: Slope,
});
export type Face = z.infer<typeof Face>;

/** All that was measured of one model under one policy, on one page. */
export const Profile = z.strictObject({
  model: z.string(),
  policy: z.string(),
  grader: z.string().nullable(),
  faces: z.array(Face).min(2),
});
export type Profile = z.infer<typeof Profile>;

type Reported = Pick<Report, 'runs' | 'reveal' | 'distract' | 'lead' | 'explore'>;

/** A face with whose it is. */
interface Faced extends Omit<Profile, 'faces'> {
  readonly face: Face;
}

/**
 * The profile of each model, and of each policy that it was run under, where a report has several of its
 * faces; in the order of the report. Each face stays what it is alone: they are not put into one number.
 */
export function profilesOf(report: Reported): Profile[] {
  const profiles = new Map<string, Profile>();
  for (const { face, ...whose } of facesOf(report)) {
    const key = JSON.stringify(whose);
    const known = profiles.get(key);
    profiles.set(key, { ...whose, faces: [...(known?.faces ?? []), face] });
  }
  return [...profiles.values()].filter(({ faces }) => faces.length > 1);
}

function facesOf({ runs, reveal, distract, lead, explore }: Reported): Faced[] {
  return [
    ...runs.map(({ settings, grader, budgets, slope }) => ({
      ...{ model: settings.model, policy: settings.policy, grader },
      face: {
        face: settings.protocol,
        of: OF_PAIRS.get(settings.protocol) ?? 'pairs right in both halves',
        budgets: budgets.map(({ budget, scores }) => ofShare(budget.name, scores.lacuna)),
        slope,
      },
    })),
    ...reveal.flatMap(({ settings, grader, budgets, slopes }) =>
      slopes.map(({ variant, policy, slope }) => ({
        ...{ model: settings.model, policy, grader },
        face: {
          face: `reveal ${variant}`,
          of: 'problems solved in the last reply',
          budgets: budgets.flatMap(({ budget, rows }) =>
            rows
              .filter((row) => row.variant === variant && row.policy === policy)
              .map(({ scores }) => ofShare(budget, scores.solved)),
          ),
          slope,
        },
      })),
    ),
    ...distract.flatMap(({ settings, grader, rows, slopes }) =>
      slopes.map(({ policy, slope }) => ({
        ...{ model: settings.model, policy, grader },
        face: {
          face: 'distract',
          of: KEPT,
          budgets: rows
            .filter((row) => row.policy === policy)
            .map(({ budget, scores }) => ofShare(budget, scores.kept)),
          slope,
        },
      })),
    ),
    ...lead.flatMap(({ settings, grader, budgets, slopes }) =>
      slopes.map(({ policy, slope }) => ({
        ...{ model: settings.model, policy, grader },
        face: {
          face: 'lead',
          of: 'problems right within the fewest turns and two more',
          budgets: budgets.flatMap(({ budget, rows }) =>
            rows
              .filter((row) => row.policy === policy)
              .map(({ scores }) => ofShare(budget, scores.within)),
          ),
          slope,
        },
      })),
    ),
    ...explore.flatMap(({ settings, grader, budgets, slopes }) =>
      slopes.map(({ condition, policy, slope }) => ({
        ...{ model: settings.model, policy, grader },
        face: {
          face: `explore ${condition}`,
          of: 'conversations in whose second half the best source is asked most',
          budgets: budgets.flatMap(({ budget, rows }) =>
            rows
              .filter((row) => row.condition === condition && row.policy === policy)
              .map(({ scores }) => ofEstimate(budget, scores.found)),
          ),
          slope,
        },
      })),
    ),
  ];
}

const KEPT = 'conversations with every turn handled right, and the right answer';

const OF_PAIRS = new Map([
  ['ask', 'pairs where it asks for what is missing, and solves the twin'],
  ['resolve', 'pairs where both halves are right in the end'],
]);

function ofEstimate(
  budget: string,
  { value, low, high, units }: Estimate,
): Face['budgets'][number] {
  return { budget, value, low, high, units };
}

function ofShare(budget: string, { share, low, high, units }: Share): Face['budgets'][number] {
  return { budget, value: share, low, high, units };
}
