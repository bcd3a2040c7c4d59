import type { Item } from '../../src/corrupt/item.ts';
import { fraction } from '../../src/math/fraction.ts';
import type { Transcript, Turn } from '../../src/protocol/transcript.ts';
import { subjectOf } from '../../src/reading/subject.ts';
import type { Grader } from '../grade-run.ts';
import { gradeByRules, settled } from '../rules/grade.ts';
import { type Judged, UNSURE_BELOW, type Verdict } from '../verdict.ts';
import type { Case } from './case.ts';
import { decideByHybrid, decideByJudges } from './decide.ts';
import type { Decision, Unscored } from './decision.ts';
import type { Panel } from './panel.ts';
import { PROMPT_HASH } from './prompt.ts';

/** Raised whenever votes, or the check of them, come to other verdicts. */
const VERSION = 1;

export interface JudgingGrader extends Grader {
  /** Name and version, as verdicts carry it. */
  readonly version: string;
  /** What it makes of one reply. */
  readonly decide: (judged: Case) => Promise<Decision | Unscored>;
}

export interface GraderOptions {
  /** In file names; by default the kind. */
  readonly as?: string | undefined;
  /** Conversations that are graded at a time. */
  readonly atATime?: number;
  /** Rules of a lower confidence are asked a judge about (hybrid). */
  readonly below?: number;
}

/** Judges read every reply. */
export function judgeGrader(panel: Panel, options: GraderOptions = {}): JudgingGrader {
  return graderBy('judge', panel, options, (judged) => decideByJudges(judged, panel));
}

/** Rules read every reply; judges read those of which the rules are unsure. */
export function hybridGrader(panel: Panel, options: GraderOptions = {}): JudgingGrader {
  const { below = UNSURE_BELOW } = options;
  const kind = below === UNSURE_BELOW ? 'hybrid' : `hybrid-below-${below}`;
  return graderBy(kind, panel, { ...options, as: options.as ?? 'hybrid' }, (judged) =>
    decideByHybrid(judged, panel, below),
  );
}

function graderBy(
  kind: string,
  panel: Panel,
  { as = kind, atATime = 1 }: GraderOptions,
  decide: (judged: Case) => Promise<Decision | Unscored>,
): JudgingGrader {
  const version = `${kind}/${VERSION}:${PROMPT_HASH}:${panel.name}`;
  return {
    name: as,
    version,
    decide,
    atATime,
    grade: async (item, transcript) => {
      const [first, last] = casesOf(item, transcript);
      const [labelled, concluded] = await Promise.all([
        decide(first),
        last ? decide(last) : undefined,
      ]);
      if ('unscored' in labelled) return labelled;
      if (concluded && 'unscored' in concluded) return concluded;
      return verdictOf(item, transcript, version, labelled, concluded ?? labelled);
    },
  };
}

/** The first reply is labelled; where the user said more, the last one gives the final number. */
function casesOf(item: Item, { turns }: Transcript): [Case, Case?] {
  const subject = subjectOf(item);
  const [first, ...more] = turns;
  const last = more.at(-1);
  if (!first) throw new RangeError(`a transcript of ${item.id} has no turns`);
  const caseOf = ({ reply: { text, finish } }: Turn) => ({ text, finish, about: item.id });
  const opening: Case = { ...caseOf(first), subject, told: [] };
  if (!last) return [opening];
  // By then the user has said what was missing, as far as it was asked.
  const mended = { ...subject, kind: 'intact' as const, clash: null, sufficient: [] };
  return [opening, { ...caseOf(last), subject: mended, told: more.map(({ user }) => user) }];
}

function verdictOf(
  item: Item,
  transcript: Transcript,
  grader: string,
  first: Decision,
  last: Decision,
): Verdict {
  const { label, none, requests, understood, evidence } = first;
  const { final } = last;
  return {
    ...gradeByRules(item, transcript),
    grader,
    label,
    none,
    requests,
    final,
    right:
      settled(item, transcript) && final !== null && fraction(final).equals(fraction(item.answer)),
    understood: [...understood],
    confidence: Math.min(first.confidence, last.confidence),
    evidence: evidence.map((shown) => ({ turn: 0, ...shown })),
    judged: bothJudged(first, last, transcript.turns.length - 1),
  };
}

function bothJudged(first: Decision, last: Decision, turn: number): Judged | undefined {
  const later = last === first ? undefined : last.judged;
  if (!first.judged || !later) {
    const only = first.judged ?? later;
    return (
      only && { ...only, votes: only.votes.map((vote) => ({ ...vote, turn: later ? turn : 0 })) }
    );
  }
  return {
    votes: [...first.judged.votes, ...later.votes.map((vote) => ({ ...vote, turn }))],
    doubts: [...new Set([...first.judged.doubts, ...later.doubts])],
  };
}
