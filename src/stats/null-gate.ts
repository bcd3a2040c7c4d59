import { z } from 'zod';
import { Random } from '../math/random.ts';
import { clusteredMean } from './clustered.ts';
import { groupBy } from './comparison.ts';
import {
  alarmLevel,
  type Change,
  changeOf,
  decide,
  type GateOptions,
  type GateVerdict,
  worst,
} from './gate.ts';
import { average, type MeasuredRun, type MeasuredUnit } from './measured.ts';
import { studentCdf, studentQuantile } from './student.ts';

const Count = z.int().nonnegative();

/** How a gate treats a release that changed nothing: a run held against itself. */
export const NullGate = z.strictObject({
  format: z.literal('lacuna-aa/1'),
  name: z.string(),
  /** epochs: halves of each item's epochs, paired. families: half the families against the others, unpaired. */
  split: z.enum(['epochs', 'families']),
  splits: Count,
  seed: z.int(),
  maxDrop: z.number(),
  confidence: z.number(),
  budgets: z.array(z.string()),
  units: Count,
  families: Count,
  verdicts: z.strictObject({ pass: Count, fail: Count, inconclusive: Count, refused: Count }),
  /** Splits in which a point estimate alone dropped by maxDrop or more: what a gate without bounds would stop. */
  pointEstimate: Count,
});
export type NullGate = z.infer<typeof NullGate>;

/**
 * An A/A test: splits the run in two at random so often, and gates one half with the other. With
 * several epochs those of each item are divided, and the gate is the paired one, on half of the epochs.
 * With one, families are divided, and the difference is between unlike items (Welch's standard error
 * over clusters), which is far noisier than a gate of two runs. The same seed gives the same splits.
 */
export function nullGate(
  run: MeasuredRun,
  { splits, seed, maxDrop, confidence }: { splits: number; seed: number } & GateOptions,
): NullGate {
  const budgets = [...run.budgets];
  const split = run.epochs > 1 ? 'epochs' : 'families';
  const random = new Random(seed, 'aa');
  const verdicts: Record<GateVerdict, number> = { pass: 0, fail: 0, inconclusive: 0, refused: 0 };
  let pointEstimate = 0;
  for (let i = 0; i < splits; i++) {
    const changes = budgets.map(([, units]) =>
      split === 'epochs'
        ? halvedEpochs(units, random, confidence)
        : halvedFamilies(units, random, confidence),
    );
    verdicts[worst(decide(changes, { maxDrop, confidence }).map(({ verdict }) => verdict))] += 1;
    if (changes.some(({ change }) => change < 0 && change <= -maxDrop)) pointEstimate += 1;
  }
  const units = budgets.flatMap(([, of]) => [...of]);
  return {
    format: 'lacuna-aa/1',
    name: run.name,
    ...{ split, splits, seed, maxDrop, confidence },
    budgets: budgets.map(([name]) => name),
    units: new Set(units.map(([id]) => id)).size,
    families: new Set(units.map(([, { cluster }]) => cluster)).size,
    verdicts,
    pointEstimate,
  };
}

/**
 * Whether it fails more often than it promises, beyond what so many splits leave to chance.
 */
export function failsTooOften({ verdicts, splits, confidence }: NullGate): boolean {
  const level = alarmLevel(confidence);
  return verdicts.fail / splits > level + 3 * Math.sqrt((level * (1 - level)) / splits);
}

function halvedEpochs(
  units: ReadonlyMap<string, MeasuredUnit>,
  random: Random,
  confidence: number,
): Change {
  const matched = [...units].flatMap(([id, unit]) => {
    const shuffled = random.shuffle(unit.outcomes);
    const half = Math.floor(shuffled.length / 2);
    if (half === 0) return [];
    const before = { ...unit, outcomes: shuffled.slice(0, half) };
    return [{ id, before, after: { ...unit, outcomes: shuffled.slice(half) } }];
  });
  if (matched.length === 0) return NOTHING;
  return changeOf(matched, 'higher', confidence);
}

const NOTHING: Change = { change: 0, low: null, high: null, noDrop: null, noRise: null };

function halvedFamilies(
  units: ReadonlyMap<string, MeasuredUnit>,
  random: Random,
  confidence: number,
): Change {
  const families = random.shuffle([
    ...groupBy([...units.values()], ({ cluster }) => cluster).values(),
  ]);
  const half = Math.floor(families.length / 2);
  const [before, after] = [families.slice(0, half), families.slice(half)].map((some) =>
    clusteredMean(
      some.flat().map(({ cluster, outcomes }) => ({ cluster, value: average(outcomes) })),
    ),
  );
  if (!before || !after || before.se === null || after.se === null) return NOTHING;
  const change = (after.mean ?? 0) - (before.mean ?? 0);
  const se = Math.hypot(before.se, after.se);
  if (se === 0) return { ...NOTHING, change };
  const df = before.clusters + after.clusters - 2;
  const reach = studentQuantile(confidence, df) * se;
  const below = studentCdf(change / se, df);
  return {
    ...{ change, low: change - reach, high: change + reach },
    ...{ noDrop: below, noRise: 1 - below },
  };
}
