import { z } from 'zod';
import { FrozenReleases } from '../release/frozen.ts';
import { releaseFile } from '../release/named.ts';
import { counted, grouped, percent } from '../report/numbers.ts';
import { printable } from '../report/plain-text.ts';
import { readRun } from '../run/folder.ts';
import { runHash } from '../run/identity.ts';
import { submit } from '../submission/submit.ts';
import { exitOnInterrupt } from './interrupt.ts';
import { modelFileName } from './model-file-name.ts';
import { parseOptions } from './options.ts';

const Options = z.object({
  out: z.string().min(1).optional(),
  modelName: z.string().optional(),
  vendor: z.string().optional(),
  url: z.string().optional(),
  register: z.string().min(1).optional(),
  apiKeyEnv: z.string().min(1).default('OPENAI_API_KEY'),
  releases: z.string().default(releaseFile('')),
});

/** `lacuna submit RUN`: packs a run for the leaderboard, and says what is in the bundle. */
export async function submitRun(dir: string, flags: unknown): Promise<void> {
  const { out, modelName, vendor, url, register, apiKeyEnv, releases } = parseOptions(
    Options,
    flags,
  );
  exitOnInterrupt();
  const run = await readRun(dir);
  const path = out ?? `${modelFileName(run.model)}-${(await runHash(dir)).slice(0, 8)}.lacuna.zip`;
  const { manifest, bundle } = await submit({
    dir,
    out: path,
    model: { name: modelName, vendor: vendor ?? null, url: url ?? null },
    register,
    releases: new FrozenReleases(releases),
    secrets: [process.env[apiKeyEnv] ?? ''],
  });
  const { model, release, counts, claims, files } = manifest;
  const scores = claims.map(({ budget, lacuna }) => `${printable(budget)} ${percent(lacuna)}`);
  process.stdout.write(
    [
      `${path}: ${printable(model.name)} on ${release.name}`,
      `  ${counted(counts.conversations, 'conversation')}; Lacuna ${scores.join(', ')}`,
      `  ${[...Object.keys(files)].join(', ')}`,
      `  ${grouped(bundle.bytes)} bytes, SHA-256 ${bundle.sha256}`,
      `  lacuna leaderboard check ${path} checks it, as everyone can.`,
      '',
    ].join('\n'),
  );
  if (register === undefined) {
    process.stderr.write(
      'It carries no register: the page will say that nobody knows how many runs it was chosen from.\n',
    );
  }
}
