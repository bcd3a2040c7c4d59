import { RULES, settled } from '../../graders/rules/grade.ts';
import type { Verdict } from '../../graders/verdict.ts';
import { canonicalJson } from '../corrupt/digest.ts';
import type { Item } from '../corrupt/item.ts';
import type { Transcript } from '../protocol/transcript.ts';
import { labelsOf } from '../reading/labels.ts';

/** A conversation with the verdict that the rules give it now. */
export interface Regraded {
  readonly item: Item;
  readonly transcript: Transcript;
  readonly rules: Verdict;
}

/** Where a verdict of the rules grader is not the one that the reply gets now; null where it is. */
export function rulesFault(recorded: Verdict, { rules }: Regraded): string | null {
  if (recorded.grader !== RULES) {
    return `graded by ${recorded.grader}, and this version grades by ${RULES}: \`lacuna grade\` the run`;
  }
  return differences(recorded, rules);
}

/** What a judge cannot have changed. */
const BY_RULES = ['noticed', 'spent'] as const;
/** What the rules decide where no judge was asked. */
const WITHOUT_JUDGE = [
  ...BY_RULES,
  ...(['label', 'none', 'requests', 'understood', 'evidence'] as const),
];

/**
 * Where a verdict of judges, or of rules and judges, is at odds with the reply. What the judges said
 * is taken as it stands: they are not asked again. All else is compared: what no judge was asked about is
 * the rules' own; a label has the votes; the final number is right or not; evidence lies in the reply.
 */
export function judgedFault(
  recorded: Verdict,
  { item, transcript, rules }: Regraded,
): string | null {
  const { label, final, right, judged, evidence } = recorded;
  const kind = item.twin === null ? 'intact' : 'missing';
  if (!labelsOf(kind).includes(label)) return `says "${label}", which does not go with the item`;
  const votes = judged?.votes.filter(({ turn }) => turn === 0) ?? [];
  const fault = differences(recorded, rules, votes.length > 0 ? BY_RULES : WITHOUT_JUDGE);
  if (fault !== null) return fault;
  const agreeing = votes.filter((vote) => vote.label === label).length;
  if (votes.length > 0 && judged?.doubts.length === 0 && 2 * agreeing <= votes.length) {
    return `says "${label}", for which ${agreeing} of ${votes.length} judges voted`;
  }
  if (right !== (settled(item, transcript) && final === item.answer)) {
    return `says that ${final ?? 'no number'} is ${right ? '' : 'not '}right`;
  }
  const stray = evidence.find(({ turn, span: [start, end] }) => {
    const text = transcript.turns[turn]?.reply.text;
    return text === undefined || start > end || end > text.length;
  });
  return stray ? 'shows evidence that is not in the reply' : null;
}

function differences(
  recorded: Verdict,
  rules: Verdict,
  fields: ReadonlyArray<keyof Verdict> = WHOLE,
): string | null {
  const differing = fields.filter(
    (field) => canonicalJson(recorded[field]) !== canonicalJson(rules[field]),
  );
  if (differing.length === 0) return null;
  const [first = 'label'] = differing;
  const others = differing.length > 1 ? ` (also: ${differing.slice(1).join(', ')})` : '';
  return `the verdict says ${first} ${canonicalJson(recorded[first])}, the reply gets ${canonicalJson(rules[first])}${others}`;
}

/** In the order in which a reader wants to hear of them. */
const WHOLE = [
  'label',
  'none',
  'right',
  'final',
  'requests',
  'understood',
  'noticed',
  'spent',
  'confidence',
  'evidence',
  'grader',
  'judged',
] as const satisfies ReadonlyArray<keyof Verdict>;
