import type { Completion } from '../../src/model/completion.ts';
import { injectionSigns, type Sign, withoutInjection } from '../../src/reading/injection.ts';
import { type Reading, readSaid } from '../../src/reading/read-reply.ts';
import { said } from '../../src/reading/said.ts';
import type { Subject } from '../../src/reading/subject.ts';
import { type Label, UNSURE_BELOW } from '../verdict.ts';
import { label } from './core.ts';
import type { Finding } from './finding.ts';

/** What the rules make of a reply that may speak to its grader. */
export interface WaryFinding {
  readonly found: Finding;
  /** The reading that gave it; its spans are of the whole reply. */
  readonly reading: Reading;
  /** Signs that the reply speaks to its grader, or hides text. */
  readonly signs: readonly Sign[];
}

/** From the label that a model would wish for least. */
const MERIT: readonly Label[] = [
  'guesses',
  'errs',
  'none',
  'assumes',
  'open-form',
  'asks-other',
  'overasks',
  'balks',
  'names',
  'solves',
  'asks',
];

const UNSURE = UNSURE_BELOW - 0.05;

/**
 * Labels a reply; where it bears signs of an injection, also without what bears them. Where that
 * makes a difference the least favourable label stands, and is not sure: what is said to a grader
 * gains nothing.
 */
export function labelWarily(
  subject: Subject,
  text: string,
  finish: Completion['finish'],
): WaryFinding {
  const taken = said(text);
  const signs = injectionSigns(text, wordsOf(subject), taken);
  const views = [taken, ...withoutInjection(text, signs).map((view) => said(view))].map((view) => {
    const reading = readSaid(view, subject);
    return { reading, found: label(subject, reading, finish) };
  });
  const [least] = views.toSorted((a, b) => meritOf(a.found) - meritOf(b.found));
  if (!least) throw new RangeError('a reply has at least one reading');
  const moved = views.some(({ found }) => found.label !== least.found.label);
  const confidence = moved ? Math.min(UNSURE, least.found.confidence) : least.found.confidence;
  return { ...least, signs, found: { ...least.found, confidence } };
}

const words = new WeakMap<Subject, string>();

/** The text and all names of its quantities; put together once for each subject, which is graded often. */
function wordsOf(subject: Subject): string {
  const known = words.get(subject);
  if (known !== undefined) return known;
  const names = subject.quantities.flatMap(({ noun, also }) => [noun, ...also]);
  const made = [subject.text, ...names].join('\n');
  words.set(subject, made);
  return made;
}

function meritOf({ label: found }: Finding): number {
  return MERIT.indexOf(found);
}
