import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { judge } from '../../graders/calibrate/judged-reply.ts';
import { readGrading } from '../../graders/grading.ts';
import { rulesReader } from '../../graders/rules/reader.ts';
import type { CardInput } from '../card/model-card.ts';
import { readExternalItems, readExternalReplies } from '../import/external-file.ts';
import { dialectNamed } from '../model/dialects/index.ts';
import { packageFile } from '../package-root.ts';
import { readRun, readRunItems, runFiles } from '../run/folder.ts';
import { type HandLabel, readLabels, standingLabels } from '../run/labels.ts';
import type { RunRecord } from '../run/record.ts';
import { ShippedReleases } from '../run/release-name.ts';
import { countErrors, readRecorded, readTranscripts } from '../run/replies.ts';
import { calibrate } from '../stats/calibration.ts';
import { labelledInRun } from './calibrate.ts';
import { readVerdicts } from './report.ts';

type Measured = CardInput['measured'][number];

/** All that a card needs of runs, once for each grader. `graders` by their names in file names. */
export async function cardInputs(
  dirs: readonly string[],
  graders: readonly string[],
): Promise<CardInput[]> {
  const releases = new ShippedReleases();
  let gold: Promise<Measured[]> | undefined;
  const inputs: CardInput[] = [];
  for (const dir of dirs) {
    const run = await readRun(dir);
    const items = await readRunItems(dir);
    const labels = await readLabels(dir);
    const { errors, user } = await readRecorded(runFiles(dir).replies);
    const release = await releases.nameOf(items);
    for (const grader of graders) {
      const name = await graderOf(dir, grader);
      if (name === rulesReader.name) gold ??= onGold();
      inputs.push({
        ...{ run, items, grader, labels, user },
        measured: [
          ...(name === rulesReader.name && gold ? await gold : []),
          ...(await onItself(dir, grader, labels)),
        ],
        verdicts: () => readVerdicts(dir, grader),
        transcripts: () => readTranscripts(runFiles(dir).replies),
        errors: countErrors(errors.values()),
        grading: await readGrading(dir, grader),
        source: { dir, release, files: await digests(dir, grader) },
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

/** The rules on our own held-out replies, which they were not fitted to. */
async function onGold(): Promise<Measured[]> {
  const gold = (name: string) => packageFile(`graders/gold/held-out/${name}`);
  if (!existsSync(gold('replies.jsonl'))) return [];
  const items = await readExternalItems(gold('items.jsonl'));
  const replies = await readExternalReplies(gold('replies.jsonl'), items);
  const { judged } = await judge(replies, rulesReader, 'held-out');
  const calibration = calibrate(rulesReader.name, judged, { seed: 1 });
  return [{ set: 'held-out replies of Lacuna', calibration }];
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

async function digests(dir: string, grader: string): Promise<Record<string, string>> {
  const { record, items, replies, verdicts } = runFiles(dir);
  const found: Record<string, string> = {};
  for (const path of [record, items, replies, verdicts(grader)]) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    found[basename(path)] = hash.digest('hex');
  }
  return found;
}

/** What of the request fields no budget accounts for: they were given by `--body`. */
function bodyOf({ budgets, dialect, api }: RunRecord): Record<string, unknown> {
  return Object.fromEntries(
    budgets.flatMap(({ budget, fields }) => {
      const resolved = dialectNamed(dialect).resolve(budget, api);
      const own = 'fields' in resolved ? resolved.fields : {};
      return Object.entries(fields).filter(([name]) => !(name in own));
    }),
  );
}
