import type { CertifiedItem } from '../item.ts';
import { numberAgreement, verbAgreement } from './agreement.ts';
import { articles } from './articles.ts';
import { completeness } from './completeness.ts';
import { cuts } from './cuts.ts';
import type { Finding } from './finding.ts';
import { hearsay } from './hearsay.ts';
import { KNOWN_NOUNS, type Nouns, nounsWith } from './nouns.ts';
import { orphans } from './orphans.ts';
import { remembered } from './remembered.ts';
import { repetition } from './repetition.ts';
import { layout, typography } from './typography.ts';
import { type Reading, read, Sentence } from './words.ts';

export type { Finding } from './finding.ts';

/** What a sentence shows alone. */
const RULES = [typography, articles, repetition, numberAgreement, verbAgreement, completeness];

/** What the lint needs to know of an item, admitted or not. */
export type Linted = Pick<CertifiedItem, 'text' | 'change' | 'premises' | 'asides' | 'quantities'>;

/**
 * What is wrong with an item's text, its change considered: `lintText`, and words that lost what they
 * point back at, clauses cut too short, clashes that give themselves away or that are none.
 */
export function lintItem({ text, change, premises, asides, quantities }: Linted): Finding[] {
  const reading = read(text);
  const nouns = nounsWith(quantities, text);
  const added = premises.flatMap(({ id, span }) =>
    span && (asides.includes(id) || (change.kind === 'clash' && change.premise === id))
      ? [span]
      : [],
  );
  const changed = { reading, change, added };
  return inOrder([
    ...findingsIn(reading, nouns),
    ...orphans(changed),
    ...cuts(changed),
    ...hearsay(reading, { change, premises }),
  ]);
}

/**
 * What a careful writer would not leave in a text, in its order: spacing, punctuation, capitals, "a" and
 * "an", doubled words, number and noun, verb and subject, sentences that are none.
 * It knows no grammar but patterns that good English does not match: what it finds is wrong, what it
 * passes may still be. `nouns`: those that the text counts.
 */
export function lintText(text: string, nouns: Nouns = KNOWN_NOUNS): Finding[] {
  const reading = read(text);
  return inOrder(findingsIn(reading, nouns));
}

function findingsIn(reading: Reading, nouns: Nouns): Finding[] {
  const lint = sentenceLint(nouns);
  const found = layout(reading);
  for (const { start, text } of reading.sentences) {
    for (const each of lint(text)) {
      found.push({ ...each, span: [each.span[0] + start, each.span[1] + start] });
    }
  }
  return found;
}

/** The rules for sentences, remembered for as long as the same nouns are in use. */
function sentenceLint(nouns: Nouns): (text: string) => Finding[] {
  const known = LINTS.get(nouns);
  if (known) return known;
  const lint = remembered((text) => {
    const reading = { source: text, sentences: [new Sentence(text, 0)] };
    return RULES.flatMap((rule) => rule(reading, nouns));
  });
  LINTS.set(nouns, lint);
  return lint;
}

const LINTS = new WeakMap<Nouns, (text: string) => Finding[]>();

function inOrder(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => a.span[0] - b.span[0]);
}
