import { readGrading } from '../../graders/grading.ts';
import { rulesReader } from '../../graders/rules/reader.ts';
import { onHeldOut } from '../card/held-out.ts';
import type { CardInput } from '../card/model-card.ts';
import { bodyOf, fileDigests } from '../card/run-source.ts';
import { readRun, readRunItems, runFiles } from '../run/folder.ts';
import { type HandLabel, readLabels, standingLabels } from '../run/labels.ts';
import { countErrors, readReplies } from '../run/recorded.ts';
import { ShippedReleases } from '../run/release-name.ts';
import { calibrate } from '../stats/calibration.ts';
import { Tally } from '../stats/tally.ts';
import { labelledInRun } from './calibrate.ts';
import { countedVerdicts, readVerdicts } from './report.ts';

type Measured = CardInput['measured'][number];

/** All that a card needs of runs, once for each grader. `graders` by their names in file names. */
export async function cardInputs(
  dirs: readonly string[],
  graders: readonly string[],
): Promise<CardInput[]> {
  const releases = new ShippedReleases();
  let gold: Promise<readonly Measured[]> | undefined;
  const inputs: CardInput[] = [];
  for (const dir of dirs) {
    const run = await readRun(dir);
    const items = await readRunItems(dir);
    const labels = await readLabels(dir);
    const release = await releases.nameOf(items);
    for (const grader of graders) {
      const name = await graderOf(dir, grader);
      if (name === rulesReader.name) gold ??= onHeldOut();
      inputs.push({
        ...{ run, items, grader, labels },
        measured: [
          ...(name === rulesReader.name && gold ? await gold : []),
          ...(await onItself(dir, grader, labels)),
        ],
        verdicts: (isWanted) => readVerdicts(dir, grader, isWanted),
        tally: () => new Tally(run, items, { lengths: true }).addAll(countedVerdicts(dir, grader)),
        replies: async (isWanted, use) => {
          const path = runFiles(dir).replies;
          const { errors, user, answeredBy } = await readReplies(path, isWanted, use);
          return { errors: countErrors(errors.values()), user, answeredBy };
        },
        grading: await readGrading(dir, grader),
        source: { dir, release, files: await fileDigests(dir, grader) },
        body: bodyOf(run),
      });
    }
  }
  return inputs;
}

/** Name and version of the grader whose verdicts stand there; null where there are none yet. */
async function graderOf(dir: string, grader: string): Promise<string | null> {
  for await (const verdict of readVerdicts(dir, grader)) return verdict.grader;
  return null;
}

/** A grader on the replies of the run that people labelled, where some of these have its verdicts. */
async function onItself(
  dir: string,
  name: string,
  labels: readonly HandLabel[],
): Promise<Measured[]> {
  if (standingLabels(labels).size === 0) return [];
  const { grader, judged, unscored } = await labelledInRun(dir, name);
  if (judged.length === 0) return [];
  const calibration = calibrate(grader, judged, { seed: 1, unscored, clusteredBy: 'family' });
  return [{ set: 'labelled replies of this run', calibration }];
}
