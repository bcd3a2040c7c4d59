import type { Span } from '../../src/problem/problem.ts';
import { mentions } from '../../src/reading/mentions.ts';
import { numbers } from '../../src/reading/numbers.ts';
import type { Subject } from '../../src/reading/subject.ts';
import { CLASH, namesBoth, OTHER } from '../../src/reading/understand.ts';
import { DIMENSIONS, features } from '../../src/reading/words.ts';
import { type Finding, finding, nothing } from './finding.ts';
import type { Reading } from './read-reply.ts';

/**
 * What a reply to a corrupted item did. An answer outweighs a request, a request a statement, and a
 * statement of what is missing a formula.
 */
export function labelCorrupted(subject: Subject, reading: Reading): Finding {
  return (
    answered(subject, reading) ??
    requested(subject, reading) ??
    stated(subject, reading) ??
    nothing(reading.stance.cut ? 'cut' : 'unreadable', 0.6)
  );
}

function answered(subject: Subject, reading: Reading): Finding | null {
  const { answer, stance, asked } = reading;
  if (answer === null) return null;
  const sure = answer.how === 'result' ? 0.7 : 0.85;
  const clashNoticed =
    subject.clash !== null &&
    (stance.contradictions.length > 0 || namesBoth(reading.text, subject.clash.values));
  const flagged = [...stance.assumptions, ...(clashNoticed ? stance.picks : [])];
  const doubt = asked.length > 0 ? 0.3 : 0;
  if (flagged.length > 0) {
    return finding('assumes', sure - 0.1 - doubt, 'assumption', [...flagged, answer.span]);
  }
  const noticed = stance.insufficiencies.length + stance.contradictions.length > 0 ? 0.2 : 0;
  return finding('guesses', sure - doubt - noticed, 'answer', [answer.span]);
}

function requested(subject: Subject, reading: Reading): Finding | null {
  const { asked } = reading;
  if (asked.length === 0) return null;
  const understood = new Set(asked.flatMap(({ means }) => means));
  const spans = asked.map(({ request }) => request.span);
  if (suffices(understood, subject)) {
    return finding('asks', understood.has(OTHER) ? 0.55 : 0.85, 'request', spans);
  }
  const generic = asked.every(({ request }) => request.generic);
  if (!generic) return finding('asks-other', understood.size > 0 ? 0.7 : 0.55, 'request', spans);
  // "No price is given. Please clarify." asks for what was just named.
  const named = namedGap(subject, reading);
  return named.length > 0
    ? finding('asks', 0.6, 'request', [...spans, ...named])
    : finding('balks', 0.75, 'request', spans);
}

/** Whether the values asked for, and those in the text, would make the problem solvable. */
export function suffices(understood: ReadonlySet<string>, subject: Subject): boolean {
  if (subject.kind === 'contradicted') return understood.has(CLASH);
  if (understood.has(OTHER)) return true;
  return subject.sufficient.some(
    (set) => set.length > 0 && set.every((id) => understood.has(id) || subject.stated.has(id)),
  );
}

function stated(subject: Subject, reading: Reading): Finding | null {
  const { stance } = reading;
  if (
    stance.refusals.length > 0 &&
    stance.symbolic.length === 0 &&
    numbers(reading.text).length === 0 &&
    !mentionsProblem(subject, reading)
  ) {
    return nothing('refused', 0.8);
  }
  const named = namedGap(subject, reading);
  if (named.length > 0) return finding('names', 0.75, 'statement', named);
  if (stance.unsolvable.length > 0 || stance.insufficiencies.length > 0) {
    return finding('balks', 0.65, 'statement', [...stance.unsolvable, ...stance.insufficiencies]);
  }
  if (stance.cut) return null;
  if (stance.symbolic.length > 0) return finding('open-form', 0.75, 'formula', stance.symbolic);
  if (stance.ranges.length > 0) return finding('names', 0.5, 'bounds', stance.ranges);
  if (stance.contradictions.length > 0)
    return finding('balks', 0.5, 'statement', stance.contradictions);
  return null;
}

/** Sentences that say what is missing, or which statements clash. */
function namedGap(subject: Subject, { text, stance }: Reading): Span[] {
  if (subject.clash) {
    const { quantity, values } = subject.clash;
    const spans = [...stance.contradictions, ...stance.insufficiencies, ...stance.unsolvable];
    if (!namesBoth(text, values)) {
      return stance.contradictions.filter(([start, end]) =>
        mentions(text.slice(start, end), subject.quantities).includes(quantity),
      );
    }
    return spans.length > 0 ? spans : [[0, Math.min(text.length, 400)]];
  }
  const wanted = new Set(subject.sufficient.flat());
  const inText = new Set(features(subject.text));
  return stance.insufficiencies.filter(([start, end]) => {
    const said = text.slice(start, end);
    if (mentions(said, subject.quantities).some((id) => wanted.has(id))) return true;
    return features(said).some(
      (feature) => DIMENSIONS.has(feature) || (inText.has(feature) && !EMPTY.has(feature)),
    );
  });
}

/** Words of "there is not enough information to solve this problem". */
const EMPTY: ReadonlySet<string> = new Set([
  '#total',
  '#each',
  '#now',
  '#hold',
  'enough',
  'sufficient',
]);

function mentionsProblem(subject: Subject, { text }: Reading): boolean {
  const inText = new Set(features(subject.text));
  return features(text).filter((feature) => inText.has(feature)).length >= 2;
}
