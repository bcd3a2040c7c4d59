import { namedClash, namesClash } from '../../src/reading/clash.ts';
import type { Reading } from '../../src/reading/read-reply.ts';
import type { Sentence } from '../../src/reading/sentences.ts';
import type { Subject } from '../../src/reading/subject.ts';
import { namesSomething } from '../../src/reading/surroundings.ts';
import { CLASH, OTHER } from '../../src/reading/understand.ts';
import { answerRule } from './answer-rule.ts';
import { type DOUBTS, type Finding, finding, nothing } from './finding.ts';
import { namedGap, quotesText } from './named-gap.ts';
import { spansOf } from './spans-of.ts';

/**
 * What a reply to a corrupted item did. An answer outweighs a request, a request a statement, and a
 * statement of what is missing a formula.
 */
export function labelCorrupted(subject: Subject, reading: Reading): Finding {
  return (
    answered(subject, reading) ??
    committedFormula(reading) ??
    requested(subject, reading) ??
    stated(subject, reading) ??
    (reading.stance.cut
      ? nothing('cut', 'breaks off')
      : nothing('unreadable', 'nothing that any rule reads'))
  );
}

function answered(subject: Subject, reading: Reading): Finding | null {
  const { answer, choice, stance, asked } = reading;
  const at = answer?.span ?? choice;
  if (at === null) return null;
  const flagged = flags(subject, reading);
  const doubts: Array<keyof typeof DOUBTS> = asked.length > 0 ? ['request'] : [];
  if (flagged.length > 0) {
    const spans = [...spansOf(flagged), at];
    return finding('assumes', 'assumption', 'assumption', spans, doubts);
  }
  if (stance.insufficiencies.length + stance.contradictions.length > 0) doubts.push('noticed');
  const rule = answer ? answerRule(reading, answer) : 'answer in a box or called the answer';
  return finding('guesses', rule, 'answer', [at], doubts);
}

/** Sentences that flag an assumption, or an open choice between the clashing statements. */
function flags(subject: Subject, { stance, clashNoticed }: Reading): readonly Sentence[] {
  if (!subject.clash) return stance.assumptions;
  const picked = clashNoticed ? [...stance.picks, ...stance.clashes] : [];
  return [...stance.assumptions, ...picked];
}

/** It calls a formula its answer, and asks the user for nothing. */
function committedFormula({ formula, asked }: Reading): Finding | null {
  if (formula === null || asked.some(({ request }) => request.addressed)) return null;
  return finding('open-form', 'formula', 'formula', [formula]);
}

function requested(subject: Subject, reading: Reading): Finding | null {
  const { asked } = reading;
  if (asked.length === 0) return null;
  const understood = new Set(asked.flatMap(({ means }) => means));
  const where = asked.map(({ request }) => request.span);
  if (suffices(understood, subject)) {
    return finding('asks', 'request for what is missing', 'request', where);
  }
  const generic = asked.every(
    ({ request, means }) => request.generic || (request.bare && means.length === 0),
  );
  if (!generic) {
    const matched = understood.size > 0 || asked.some(({ elsewhere }) => elsewhere);
    const rule = matched
      ? 'request for a part, or for something else'
      : 'request that nothing matches';
    return finding('asks-other', rule, 'request', where);
  }
  // "No price is given. Please clarify." asks for what was just named.
  const gap = named(subject, reading);
  return gap.length > 0
    ? finding('asks', 'generic request for what is named', 'request', [...where, ...spansOf(gap)])
    : finding('balks', 'generic request', 'request', where);
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
  const { stance, sentences } = reading;
  if (refuses(subject, reading)) return nothing('refused', 'refusal');
  const gap = named(subject, reading);
  if (gap.length > 0) {
    return finding('names', 'what is missing is named', 'statement', spansOf(gap));
  }
  const lacking = [...stance.unsolvable, ...stance.insufficiencies];
  if (stance.cut && lacking.length === 0) return null;
  const numbered = sentences.filter(({ numbers }) => numbers.length > 0);
  if (subject.clash && numbered.length >= 2) {
    return finding('names', 'cases', 'cases', spansOf(numbered));
  }
  if (lacking.length > 0) {
    return finding('balks', 'no answer, and no reason', 'statement', spansOf(lacking));
  }
  const { symbolic, ranges, contradictions } = stance;
  if (symbolic.length > 0) return finding('open-form', 'formula', 'formula', spansOf(symbolic));
  if (ranges.length > 0) return finding('names', 'bounds', 'bounds', spansOf(ranges));
  if (contradictions.length > 0) {
    const spans = spansOf(contradictions);
    return finding('balks', 'clash without its statements', 'statement', spans);
  }
  return several(subject, reading) ?? denied(subject, reading);
}

/** A refusal that speaks of nothing in the problem. */
function refuses(subject: Subject, { stance, sentences }: Reading): boolean {
  if (stance.refusals.length === 0 || stance.symbolic.length > 0) return false;
  const about = sentences.filter(({ text, manner }) =>
    namesSomething(text, manner.tongue, subject),
  );
  return about.length < 2 && !sentences.some(({ numbers }) => numbers.length > 0);
}

/** "78 dollars with four people, 52 with five": worked out for several readings. */
function several(subject: Subject, { sentences }: Reading): Finding | null {
  const numbered = sentences.filter(({ numbers }) => numbers.length > 0);
  const results = numbered.flatMap(({ numbers }) => numbers);
  if (!namesClash(sentences, subject) && results.length < 2) return null;
  return finding('names', 'cases', 'cases', spansOf(numbered));
}

/** A bare denial: "No chair count, no guest count." names; "Sorry, this doesn't compute." does not. */
function denied(subject: Subject, { sentences }: Reading): Finding | null {
  const where = sentences.filter((sentence) => sentence.shows('negative'));
  if (where.length === 0) return null;
  const names = where.some(
    ({ text, manner }) => namesSomething(text, manner.tongue, subject) || quotesText(text, subject),
  );
  return finding(names ? 'names' : 'balks', 'denial', 'statement', spansOf(where));
}

/** Sentences that say what is missing, or which statements clash. */
function named(subject: Subject, { sentences, stance }: Reading): readonly Sentence[] {
  return subject.clash
    ? namedClash(sentences, stance, subject)
    : namedGap(stance, sentences, subject);
}
