import { canonicalJson } from '../corrupt/digest.ts';
import { InputError } from '../input-error.ts';
import { parseBudget } from '../model/budget.ts';
import type { Fields } from '../model/completion.ts';
import { dialectNamed } from '../model/dialects/index.ts';
import { POLICIES } from '../policy/index.ts';
import { goesByProblems, PROTOCOLS } from '../protocol/index.ts';
import { planBudgets } from '../run/plan.ts';
import type { RunRecord } from '../run/record.ts';

/** What a run of a release is held under, so that scores of several models mean the same. */
export const RELEASE_RUN = {
  maxTurns: 6,
  answers: 'all',
  /** A check walks over every item × budget × epoch: a file from outside may not ask for any number. */
  mostEpochs: 100,
  mostBudgets: 50,
} as const;

/**
 * What a request may hold beside its budget: how replies are sampled, how long they may be, which of
 * several machines gives them. Nothing that puts words before the problem or tools beside it.
 */
const SAMPLING: ReadonlySet<string> = new Set([
  'frequency_penalty',
  'logit_bias',
  'max_completion_tokens',
  'max_output_tokens',
  'max_tokens',
  'min_p',
  'presence_penalty',
  'provider',
  'repetition_penalty',
  'seed',
  'service_tier',
  'store',
  'temperature',
  'top_k',
  'top_p',
]);

/** Where a run's settings are not those of a release run, one sentence each. */
export function settingsFaults(run: RunRecord): string[] {
  const faults = [...protocolFaults(run), ...addressFaults(run)];
  const { mostEpochs, mostBudgets } = RELEASE_RUN;
  if (run.epochs > mostEpochs) faults.push(`${run.epochs} epochs are too many`);
  if (run.budgets.length > mostBudgets) {
    return [...faults, `${run.budgets.length} budgets are too many`];
  }
  try {
    return [...faults, ...budgetFaults(run)];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [...faults, error.message];
  }
}

function protocolFaults({ protocol, policy, maxTurns, answers, user }: RunRecord): string[] {
  const faults: string[] = [];
  const listed = (all: ReadonlyArray<{ name: string }>) => all.map(({ name }) => name).join(', ');
  if (!PROTOCOLS.some(({ name }) => name === protocol)) {
    faults.push(`the protocol is ${brief(protocol)}, none of: ${listed(PROTOCOLS)}`);
  }
  if (goesByProblems(protocol)) {
    faults.push(`the protocol is ${protocol}, which puts no pairs: the table is of pairs`);
  }
  if (!POLICIES.some(({ name }) => name === policy)) {
    faults.push(`the policy is ${brief(policy)}, none of: ${listed(POLICIES)}`);
  }
  if (maxTurns !== RELEASE_RUN.maxTurns) {
    faults.push(`${maxTurns} turns at most, and a release run has ${RELEASE_RUN.maxTurns}`);
  }
  if (answers !== RELEASE_RUN.answers) {
    faults.push(`the user answers "${answers}", and in a release run ${RELEASE_RUN.answers}`);
  }
  // What another model read could not be checked without it.
  if (user) {
    faults.push(`the model ${brief(user.model)} reads for the user, and in a release run rules do`);
  }
  return faults;
}

/** An address is published with the run: it may not hold a user, a password or a query. */
function addressFaults({ baseUrl }: RunRecord): string[] {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url) return [`the address ${brief(baseUrl)} is none`];
  const extra = url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '';
  return extra ? ['the address holds more than an origin and a path'] : [];
}

/** Every budget is what its name says, in the fields of its dialect, and the rest is sampling. */
function budgetFaults({ budgets, dialect, api }: RunRecord): string[] {
  const spoken = dialectNamed(dialect);
  const parsed = budgets.map(({ budget }) => parseBudget(budget.name));
  const misnamed = budgets.filter(
    ({ budget }, index) => canonicalJson(budget) !== canonicalJson(parsed[index]),
  );
  const extra: Fields = Object.assign(
    {},
    ...budgets.map(({ fields }, index) => {
      const resolved = parsed[index] && spoken.resolve(parsed[index], api);
      const own = new Set(resolved && 'fields' in resolved ? Object.keys(resolved.fields) : []);
      return Object.fromEntries(Object.entries(fields).filter(([name]) => !own.has(name)));
    }),
  );
  const planned = planBudgets(parsed, spoken, api, extra);
  const differing = budgets.flatMap((entry, index) => {
    const expected = planned[index];
    if (canonicalJson(entry.fields) === canonicalJson(expected?.fields)) {
      return entry.sameAs === expected?.sameAs
        ? []
        : [`the budget ${entry.budget.name} is the same as ${expected?.sameAs ?? 'no other'}`];
    }
    return [
      `the budget ${entry.budget.name} was sent as ${brief(entry.fields)}, not as ${brief(expected?.fields)}`,
    ];
  });
  const strays = Object.keys(extra).filter((name) => !SAMPLING.has(name));
  return [
    ...(budgets.some(({ sameAs }) => sameAs === null) ? [] : ['it has no budget']),
    ...misnamed.map(({ budget }) => `the budget ${brief(budget)} is not what its name says`),
    ...differing,
    ...strays.map((name) => `the requests hold ${brief(name)}, which is no setting of sampling`),
  ];
}

function brief(value: unknown): string {
  const text = canonicalJson(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
