import type { Rational } from '../../src/math/fraction.ts';
import { type Judged, type Label, UNSURE_BELOW, type Verdict } from '../verdict.ts';
import { byRules, type RulesView } from './by-rules.ts';
import type { Case } from './case.ts';
import { type Checked, check, unchecked } from './check.ts';
import type { Decision, Unscored } from './decision.ts';
import type { Panel } from './panel.ts';

/** The confidence of a verdict that is told to be unsure: below the mark. */
const UNSURE = 0.4;

/** Rules where they are sure, judges below that confidence. Throws as the panel does. */
export async function decideByHybrid(
  judged: Case,
  panel: Panel,
  below = UNSURE_BELOW,
): Promise<Decision | Unscored> {
  const rules = byRules(judged);
  return rules.decision.confidence < below ? decideByVotes(judged, rules, panel) : rules.decision;
}

/** Judges for every reply that has something to judge. Throws as the panel does. */
export async function decideByJudges(judged: Case, panel: Panel): Promise<Decision | Unscored> {
  const rules = byRules(judged);
  const nothing = judged.finish === 'filter' || !/[\p{L}\d]/u.test(judged.text);
  return nothing ? rules.decision : decideByVotes(judged, rules, panel);
}

async function decideByVotes(
  judged: Case,
  rules: RulesView,
  panel: Panel,
): Promise<Decision | Unscored> {
  const votes = await panel.ask(judged);
  const answers = votes.map(({ judge, answer }) => ({
    judge,
    found:
      answer &&
      (panel.crossCheck ? check(answer, judged, rules.reading) : unchecked(answer, judged)),
  }));
  const given = answers.flatMap(({ found }) => found ?? []);
  const standing = given.filter(({ refuted }) => refuted.length === 0);
  const leading = largestGroups(standing);
  const [top = []] = leading;
  const majority = 2 * top.length > votes.length;
  const missing = votes.find(({ answer }) => answer === null);
  // With more than half of all votes for one label, those that are missing change nothing.
  if (missing && !majority) return { unscored: missing.none ?? 'failed' };

  const agreed = (found: Checked | undefined) => found?.label === rules.decision.label;
  const injected =
    panel.crossCheck &&
    rules.signs.length > 0 &&
    !(majority && agreed(top[0])) &&
    given.some((found) => !agreed(found));
  const judgedBy: Judged = {
    votes: answers.map(({ judge, found }) => ({
      turn: 0,
      judge,
      label: found && standing.includes(found) ? found.label : null,
    })),
    doubts: [
      ...(injected ? ['injection' as const] : []),
      ...(majority ? [] : new Set(given.flatMap(({ refuted }) => refuted))),
      ...(majority || standing.length === 0 ? [] : ['no-majority' as const]),
    ],
  };
  if (majority && !injected) return fromVotes(top, votes.length, judged, rules, judgedBy);
  // A tie goes to the label that the rules favour, else to that of the judge who stands first. What
  // was said to the graders cannot move the rules.
  const group = injected ? [] : (leading.find(([first]) => agreed(first)) ?? top);
  const decision =
    group.length > 0 ? fromVotes(group, votes.length, judged, rules, judgedBy) : rules.decision;
  return { ...decision, judged: judgedBy, confidence: Math.min(UNSURE, decision.confidence) };
}

/** By label, those with the most votes; the one whose first judge stands first comes first. */
function largestGroups(standing: readonly Checked[]): Checked[][] {
  const byLabel = new Map<Label, Checked[]>();
  for (const found of standing) {
    byLabel.set(found.label, [...(byLabel.get(found.label) ?? []), found]);
  }
  const groups = [...byLabel.values()];
  const most = Math.max(0, ...groups.map(({ length }) => length));
  return groups.filter(({ length }) => length === most);
}

function fromVotes(
  group: readonly Checked[],
  judges: number,
  judged: Case,
  rules: RulesView,
  judgedBy: Judged,
): Decision {
  const [first] = group;
  if (!first) throw new RangeError('no vote to decide by');
  const { label } = first;
  const mean = group.reduce((sum, { confidence }) => sum + confidence, 0) / group.length;
  return {
    label,
    none: label === 'none' ? reasonOf(judged, rules) : null,
    requests: ['asks', 'asks-other', 'overasks'].includes(label) || rules.decision.requests,
    final: mostCommon(group.map(({ final }) => final)),
    understood: [...new Set(group.flatMap(({ understood }) => understood))],
    confidence: (group.length / judges) * mean,
    evidence: first.evidence.map((span) => ({ span, shows: label })),
    judged: judgedBy,
  };
}

function mostCommon(finals: ReadonlyArray<Rational | null>): Rational | null {
  const count = (value: Rational | null) => finals.filter((other) => other === value).length;
  return [...finals].sort((a, b) => count(b) - count(a))[0] ?? null;
}

/** Judges do not say why there is nothing to grade: the end of the reply and its words do. */
function reasonOf({ finish }: Case, { reading, decision }: RulesView): Verdict['none'] {
  if (decision.none) return decision.none;
  if (finish === 'length' || reading.stance.cut) return 'cut';
  return reading.stance.refusals.length > 0 ? 'refused' : 'unreadable';
}
