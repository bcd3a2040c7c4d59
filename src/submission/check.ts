import { InputError } from '../input-error.ts';
import type { FrozenReleases, FrozenSplit } from '../release/frozen.ts';
import { counted, grouped, percent } from '../report/numbers.ts';
import type { Tally } from '../stats/tally.ts';
import { type Bundle, withBundle } from './bundle.ts';
import { certificateFaults } from './certificates.ts';
import { claimFaults, claimsOf } from './claims.ts';
import { checkEvidence, type Evidence } from './evidence.ts';
import { Faults } from './faults.ts';
import { type Claim, graderOf } from './manifest.ts';
import { checkRegister, type RegisterCheck } from './register-check.ts';
import { settingsFaults } from './settings.ts';

/** One thing that was checked. */
export interface CheckRow {
  readonly what: string;
  /** null where there was nothing to check. */
  readonly holds: boolean | null;
  /** What was found. */
  readonly found: string;
}

export interface BundleCheck {
  readonly rows: readonly CheckRow[];
  /** One line each; [] where everything holds. */
  readonly faults: readonly string[];
  /** The rules' verdicts as they come out now; undefined where the release is not known. */
  readonly tally: Tally | undefined;
  /** What these come to. */
  readonly scores: readonly Claim[];
  readonly register: RegisterCheck;
}

/** A bundle of which everything holds. */
export interface CheckedRun extends Bundle {
  readonly frozen: FrozenSplit;
  readonly tally: Tally;
  readonly scores: readonly Claim[];
  readonly register: RegisterCheck;
}

/**
 * Unpacks and checks a bundle and hands it over where everything holds; its folder is removed
 * afterwards. Throws InputError with exit code 2 where it is malformed, 1 where something does not hold.
 */
export async function openBundle<T>(
  path: string,
  releases: FrozenReleases,
  use: (run: CheckedRun) => Promise<T>,
): Promise<T> {
  return withBundle(path, releases, async (bundle) => {
    const check = await checkBundle(bundle);
    const run = checkedRun(bundle, check);
    if (!run) throw new InputError(`${path} does not hold:\n  ${check.faults.join('\n  ')}`, 1);
    return use(run);
  });
}

/** The bundle that was checked; undefined where something of it does not hold. */
export function checkedRun(
  bundle: Bundle,
  { faults, tally, scores, register }: BundleCheck,
): CheckedRun | undefined {
  const { frozen } = bundle;
  if (faults.length > 0 || !frozen || !tally) return undefined;
  return { ...bundle, frozen, tally, scores, register };
}

/**
 * Holds what a bundle says against its evidence: the frozen release, the settings, every conversation,
 * every verdict, every score, the register. Throws InputError where a file is not of its form.
 */
export async function checkBundle(bundle: Bundle): Promise<BundleCheck> {
  const { archive, manifest, run, frozen } = bundle;
  const faults = new Faults();
  for (const fault of bundle.changed) faults.add('hashes', fault);
  for (const fault of settingsFaults(run)) faults.add('settings', fault);
  const row = (what: string, found: string): CheckRow => ({
    what,
    holds: faults.count(what) === 0,
    found,
  });
  const packed = [
    row(
      'archive',
      `${counted(archive.files.size, 'file')}, ${grouped(archive.packed)} bytes, ${grouped(archive.bytes)} unpacked`,
    ),
    row('hashes', 'each file against the manifest'),
  ];
  const settings = row('settings', describeSettings(bundle));
  if (!frozen) {
    faults.add(
      'release',
      `${run.release.slice(0, 12)} with ${run.items} items is no frozen release (the manifest says ${manifest.release.name})`,
    );
    const rows = [...packed, row('release', manifest.release.name), settings];
    return { rows, faults: faults.lines(), tally: undefined, scores: [], register: NONE };
  }
  if (manifest.release.name !== frozen.name || manifest.release.digest !== frozen.digest) {
    faults.add(
      'release',
      `the manifest says ${manifest.release.name}, the run is on ${frozen.name}`,
    );
  }
  for (const fault of certificateFaults(frozen)) faults.add('certificates', fault);
  // Of a protocol or policy that is none, no conversation can be held again.
  const evidence =
    faults.count('settings') === 0 ? await evidenceOf(bundle, frozen, faults) : undefined;
  const scores = evidence ? claimsOf(evidence.tally) : [];
  const evident = evidence ? evidenceRows(bundle, evidence, scores, faults) : [];
  const register = await checkRegister(bundle, evidence?.firstReply ?? null, faults);
  const none: CheckRow = { what: 'register', holds: null, found: NO_REGISTER };
  const { place, runs } = register.registered ?? {};
  return {
    rows: [
      ...packed,
      row('release', `${frozen.name}, ${counted(frozen.items.length, 'item')}`),
      row('certificates', `${counted(frozen.items.length, 'proof')} checked by substitution`),
      settings,
      ...evident,
      place !== undefined
        ? row('register', `registered run ${place} of ${runs} of ${run.model} on ${frozen.name}`)
        : faults.count('register') > 0
          ? row('register', 'it does not vouch for this run')
          : none,
    ],
    faults: faults.lines(),
    tally: evidence?.tally,
    scores,
    register,
  };
}

const NONE: RegisterCheck = { lines: null, registered: null };
const NO_REGISTER = 'none: how many runs there were is not known';

function describeSettings({ run, manifest }: Bundle): string {
  const budgets = manifest.claims.map(({ budget }) => budget).join(', ');
  return `${run.protocol}, ${run.policy}; ${budgets}; ${counted(run.epochs, 'epoch')}`;
}

async function evidenceOf(
  { dir, run, manifest, archive }: Bundle,
  frozen: FrozenSplit,
  faults: Faults,
): Promise<Evidence> {
  const graders = [...archive.files.keys()].flatMap((name) => graderOf(name) ?? []);
  const evidence = await checkEvidence(dir, { run, frozen, graders }, faults);
  const said = JSON.stringify(Object.entries(manifest.graders).sort());
  const seen = [...evidence.graders].map(([name, { version }]) => [name, version ?? '']);
  if (said !== JSON.stringify(seen.sort())) {
    faults.add('verdicts', `the manifest says ${said}, the verdicts ${JSON.stringify(seen)}`);
  }
  const pairs = frozen.items.filter(({ twin }) => twin !== null).length;
  const budgets = run.budgets.filter(({ sameAs }) => sameAs === null).length;
  const counts = {
    items: frozen.items.length,
    pairs,
    budgets,
    epochs: run.epochs,
    conversations: evidence.conversations,
  };
  for (const [name, count] of Object.entries(counts)) {
    const claimed = new Map(Object.entries(manifest.counts)).get(name);
    if (claimed !== count) {
      faults.add('completeness', `the manifest says ${claimed} ${name}, and there are ${count}`);
    }
  }
  return evidence;
}

function evidenceRows(
  { manifest, run, frozen }: Bundle,
  { conversations, graders }: Evidence,
  scores: readonly Claim[],
  faults: Faults,
): CheckRow[] {
  for (const fault of claimFaults(manifest.claims, scores)) faults.add('scores', fault);
  const holds = (what: string) => faults.count(what) === 0;
  const others = [...graders].filter(([name]) => name !== 'rules');
  const judged = others.map(
    ([name, { judged }]) =>
      `${name}: ${counted(judged, 'verdict')} of judges held to their votes and the reply, not asked again`,
  );
  const budgets = run.budgets.filter(({ sameAs }) => sameAs === null).length;
  const expected = (frozen?.items.length ?? 0) * budgets * run.epochs;
  const found = conversations === expected ? '' : `${conversations} of `;
  return [
    {
      what: 'completeness',
      holds: holds('completeness'),
      found: `${found}${counted(expected, 'conversation')}: item × budget × epoch`,
    },
    {
      what: 'conversations',
      holds: holds('conversations'),
      found: 'each held again with its recorded replies',
    },
    {
      what: 'verdicts',
      holds: holds('verdicts'),
      found: [`graded again by ${graders.get('rules')?.version ?? 'rules'}`, ...judged].join('; '),
    },
    {
      what: 'scores',
      holds: holds('scores'),
      found: scores.map(({ budget, lacuna }) => `${budget} ${percent(lacuna)}`).join(', '),
    },
  ];
}
