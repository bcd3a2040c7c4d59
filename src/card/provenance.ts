import { z } from 'zod';
import { canonicalJson } from '../corrupt/digest.ts';
import { printable } from '../report/plain-text.ts';
import type { RunRecord } from '../run/record.ts';
import { ReleaseName } from '../run/release-name.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Where a run's numbers come from, and how to get them again. */
export const Provenance = z.strictObject({
  release: ReleaseName,
  /** The request fields that each budget became; `sameAs`: asked once, under that name. */
  requests: z.array(
    z.strictObject({ budget: z.string(), fields: z.string(), sameAs: z.string().nullable() }),
  ),
  /** SHA-256 of the run's files. */
  files: z.record(z.string(), Digest),
  /** For a POSIX shell; a long one goes over several lines. */
  commands: z.array(z.string()),
});
export type Provenance = z.infer<typeof Provenance>;

/** What a run folder says beside its record. */
export interface RunSource {
  /** The folder as the user called it. */
  readonly dir: string;
  readonly release: ReleaseName;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * The provenance of a run. `body`: what of the request fields the user gave by `--body`. Headers and keys
 * are in no record, so the commands cannot name them.
 */
export function provenance(
  run: RunRecord,
  grader: string,
  { dir, release, files }: RunSource,
  body: Readonly<Record<string, unknown>>,
): Provenance {
  return {
    release,
    requests: run.budgets.map(({ budget, fields, sameAs }) => ({
      budget: budget.name,
      fields: printable(canonicalJson(fields)),
      sameAs,
    })),
    files: { ...files },
    commands: commands(run, grader, dir, release, body),
  };
}

function commands(
  run: RunRecord,
  grader: string,
  dir: string,
  { name, limit }: ReleaseName,
  body: Readonly<Record<string, unknown>>,
): string[] {
  const embedded = run.baseUrl === 'embedded:';
  const [version] = name?.split('/') ?? [];
  const options: ReadonlyArray<readonly [string, string | number | null]> = [
    ...(embedded
      ? ([['respondents', run.model]] as const)
      : ([
          ['base-url', run.baseUrl],
          ['model', run.model],
          ['api', run.api],
          ['dialect', run.dialect],
        ] as const)),
    ['items', name ?? `${dir}/items.jsonl`],
    ['limit', limit],
    ['budgets', run.budgets.map(({ budget }) => budget.name).join(',')],
    ['body', Object.keys(body).length === 0 ? null : canonicalJson(body)],
    ['protocol', run.protocol],
    ['policy', run.policy],
    ...(run.protocol === 'resolve'
      ? ([
          ['max-turns', run.maxTurns],
          ['answers', run.answers],
          ['user-model', run.user?.model ?? null],
          ['user-base-url', run.user?.baseUrl ?? null],
        ] as const)
      : []),
    ['epochs', run.epochs],
    ['seed', run.seed],
    ...priced(run, embedded),
    ['out', 'again'],
  ];
  const again = embedded ? `again/${run.model}` : 'again';
  const flags = options.flatMap(([flag, value]) =>
    value === null ? [] : [value === '' ? `--${flag}` : `--${flag} ${quoted(String(value))}`],
  );
  const byName = grader === 'rules' ? [] : ['--grader', quoted(grader)];
  return [
    ...(version === undefined ? [] : [`npx lacuna release check problems/releases/${version}`]),
    ['npx lacuna run', ...flags].join(' \\\n  '),
    ['npx lacuna report', quoted(again), ...byName, '--format html --out card.html'].join(' '),
  ];
}

/** Prices as they were given; in batches those of ordinary calls. "" is the value of a bare flag. */
function priced({ prices, batch }: RunRecord, embedded: boolean) {
  const given = batch ? batch.listPrices : prices;
  return [
    ['price', given && !embedded ? `${given.input},${given.output}` : null],
    ['batch', batch ? '' : null],
    ['batch-discount', batch ? batch.discount : null],
  ] as const;
}

/** A word for a POSIX shell, whatever is in it. */
function quoted(word: string): string {
  const clean = printable(word);
  return /^[\w./:,@%+=-]+$/.test(clean) && !clean.startsWith('-')
    ? clean
    : `'${clean.replaceAll("'", `'\\''`)}'`;
}
