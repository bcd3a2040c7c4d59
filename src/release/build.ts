import { sha256 } from '../corrupt/digest.ts';
import { generateItems } from '../corrupt/generate.ts';
import { CANARY, type CertifiedItem } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import type { Family } from '../problem/family.ts';
import type { Person } from '../problem/people.ts';
import { cardOf } from './card.ts';
import { type Counts, GENERATOR, Manifest, SPLITS, type Split } from './manifest.ts';
import { selectPairs } from './select.ts';

/** Every operator, each alone and with asides. */
export const RELEASE_OPERATORS = ['remove', 'blur', 'contradict', 'contradict-deep'].flatMap(
  (name) => [name, `${name}+distract`],
);

/** Problems drawn from each family, of which pairs are chosen. */
const POOL = 3;

/** One family in so many is for development. */
const DEV_ONE_IN = 5;

export interface ReleaseOptions {
  readonly version: string;
  readonly seed: number;
  /** Over all splits. */
  readonly pairs: number;
}

/** The bank that a release is drawn from, as files: paths within the release folder, and contents. */
export interface BankFiles {
  readonly families: readonly Family[];
  readonly people: readonly Person[];
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * All files of a release by path: items, data card, the bank that they were drawn from, and the
 * manifest. The same bank and options give the same bytes. Families are in one split each.
 * Throws InputError where a family cannot be drawn or gives nothing.
 */
export function buildRelease(bank: BankFiles, options: ReleaseOptions): Map<string, string> {
  const files = new Map(bank.sources);
  const counts: Partial<Record<Split, Counts>> = {};
  for (const split of SPLITS) {
    const items = releaseItems(bank, options, split);
    counts[split] = countsOf(items);
    files.set(`${split}.jsonl`, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  }
  const { version, seed, pairs } = options;
  const splits = Manifest.shape.splits.parse(counts);
  const draft = { format: 'lacuna-release/1', version, canary: CANARY, generator: GENERATOR };
  const told = { ...draft, seed, pairs, splits };
  files.set('README.md', cardOf(Manifest.parse({ ...told, files: {} })));
  const digests = [...files].map(([path, text]): [string, string] => [path, sha256(text)]);
  const sorted = Object.fromEntries(digests.sort(([a], [b]) => (a < b ? -1 : 1)));
  const manifest = Manifest.parse({ ...told, files: sorted });
  return files.set('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The items of one split: what `lacuna corrupt --release` writes. */
export function releaseItems(
  { families, people }: Pick<BankFiles, 'families' | 'people'>,
  { seed, pairs }: Pick<ReleaseOptions, 'seed' | 'pairs'>,
  split: Split,
): CertifiedItem[] {
  const dev = devFamilies(families, seed);
  const own = families.filter(({ family }) => dev.has(family) === (split === 'dev'));
  const share = Math.round((pairs * own.length) / families.length);
  const chosen = drawPairs({ families: own, people }, { seed, pairs: share });
  if (chosen.length === 0) throw new InputError(`the families give no pair for ${split}`);
  return chosen;
}

/** Pairs of freshly drawn problems of all families, chosen for balance, with their twins. */
export function drawPairs(
  { families, people }: Pick<BankFiles, 'families' | 'people'>,
  { seed, pairs }: Pick<ReleaseOptions, 'seed' | 'pairs'>,
): CertifiedItem[] {
  const perFamily = Math.max(POOL, Math.ceil(pairs / (4 * Math.max(1, families.length))));
  const made = generateItems({ families, people, operators: RELEASE_OPERATORS, perFamily, seed });
  return selectPairs(
    [...made].flatMap((item) => ('rejected' in item ? [] : [item])),
    pairs,
  );
}

/** Which families are open for development: drawn by the seed, whatever their order. */
function devFamilies(families: readonly Family[], seed: number): ReadonlySet<string> {
  const ranked = families
    .map(({ family }) => ({ family, rank: sha256(`${seed} ${family}`) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const size = Math.max(1, Math.round(ranked.length / DEV_ONE_IN));
  return new Set(ranked.slice(0, size).map(({ family }) => family));
}

function countsOf(items: readonly CertifiedItem[]): Counts {
  const corrupted = items.filter(({ twin }) => twin !== null);
  const by = (key: (item: CertifiedItem) => string) => {
    const names = [...new Set(corrupted.map(key))].sort();
    return Object.fromEntries(
      names.map((name) => [name, corrupted.filter((item) => key(item) === name).length]),
    );
  };
  return {
    families: new Set(items.map(({ family }) => family)).size,
    problems: new Set(items.map(({ problem }) => problem)).size,
    items: items.length,
    pairs: corrupted.length,
    operators: by(({ operator }) => operator),
    topics: by(({ topic }) => topic),
    strata: {
      easy: 0,
      medium: 0,
      hard: 0,
      ...by(({ difficulty }) => difficulty?.stratum ?? 'easy'),
    },
  };
}
