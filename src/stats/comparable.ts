import { canonicalJson } from '../corrupt/digest.ts';
import { InputError } from '../input-error.ts';
import type { RunRecord } from '../run/record.ts';

/** What of a run decides whether another can be held against it. */
export interface GradedRecord {
  /** How the user calls it: its folder. */
  readonly where: string;
  readonly run: RunRecord;
  readonly grader: string | null;
}

/**
 * Throws InputError, naming every setting that differs, for two runs whose difference would not be
 * one between the models: another release, protocol, policy, number of turns, user, or grader.
 */
export function refuseIncomparable(before: GradedRecord, after: GradedRecord): void {
  const sides = [before, after];
  for (const { where, grader } of sides) {
    if (grader === null) throw new InputError(`${where} has no verdict yet: finish and grade it`);
  }
  const differing = differences(before, after);
  if (differing.length === 0) return;
  const advice = differing.every((each) => each.startsWith('grader'))
    ? 'Grade both with the same version: lacuna grade.'
    : 'Run one of them again under the settings of the other.';
  throw new InputError(
    `${before.where} and ${after.where} cannot be compared: they differ in ${differing.join('; ')}. ${advice}`,
  );
}

/** What of a run has to be the same for its scores to be held against another's. */
type Compared = Pick<
  RunRecord,
  'release' | 'items' | 'protocol' | 'policy' | 'maxTurns' | 'answers' | 'user'
>;

/** Every such setting that differs between two runs, with both values. */
export function differences(
  before: { readonly run: Compared; readonly grader: string | null },
  after: { readonly run: Compared; readonly grader: string | null },
): string[] {
  const settings: ReadonlyArray<readonly [string, (side: typeof before) => string]> = [
    ['release', ({ run }) => `${run.release.slice(0, 12)}, ${run.items} items`],
    ['protocol', ({ run }) => run.protocol],
    ['policy', ({ run }) => run.policy],
    ['max turns', ({ run }) => String(run.maxTurns)],
    ['answers a turn', ({ run }) => run.answers],
    ['user', ({ run }) => userOf(run)],
    ['grader', ({ grader }) => grader ?? 'none'],
  ];
  return settings.flatMap(([name, of]) =>
    of(before) === of(after) ? [] : [`${name} (${of(before)} against ${of(after)})`],
  );
}

function userOf({ user }: Pick<RunRecord, 'user'>): string {
  return user ? `${user.model}, prompt ${user.prompt}` : 'rules';
}

/**
 * Budgets of the same name that became other request fields, though the endpoints speak the same
 * dialect: another temperature, say. One sentence each.
 */
export function otherFields({ run: before }: GradedRecord, { run: after }: GradedRecord): string[] {
  if (before.dialect !== after.dialect || before.api !== after.api) return [];
  return before.budgets.flatMap(({ budget, fields }) => {
    const other = after.budgets.find((entry) => entry.budget.name === budget.name);
    if (!other) return [];
    const [first, second] = [fields, other.fields].map((each) => canonicalJson(each));
    return first === second ? [] : [`budget ${budget.name} was sent as ${first} and as ${second}`];
  });
}
