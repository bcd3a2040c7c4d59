import { type Item, isCertified } from '../corrupt/item.ts';
import { clashOf, kindOf } from '../corrupt/item-kind.ts';
import type { Conflict, Derivation, Worlds } from '../math/certificate.ts';
import { display, fraction } from '../math/fraction.ts';
import { type Domain, inDomain } from '../math/system.ts';
import { derivationWords } from './derivation-words.ts';
import { counted } from './numbers.ts';
import { printable } from './plain-text.ts';
import { QuantityWords } from './quantity-words.ts';

/** A quantity that differs between the two worlds of a proof, with its values there. */
export interface Differing {
  readonly noun: string;
  readonly first: string;
  readonly second: string;
  /** "" where the noun says what is counted. */
  readonly unit: string;
}

/** A part of a proof, in words that a person can follow with a pencil, however it will be shown. */
export type ProofPart =
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'statements'; readonly texts: readonly string[] }
  | { readonly kind: 'steps'; readonly sentences: readonly string[] }
  | { readonly kind: 'worlds'; readonly rows: readonly Differing[] };

/** An item's certificate in words, or that it has none. */
export function proofParts(item: Item, words = new QuantityWords(item)): ProofPart[] {
  const { certificate } = item;
  if (certificate.kind === 'derivation') return oneAnswer(item, certificate, words);
  if (certificate.kind === 'worlds') return twoWorlds(certificate, words);
  if (certificate.kind === 'none') return [sentence(reported(item, certificate.source))];
  return clash(certificate, words);
}

/** "Proof", or what stands in its place. */
export function proofTitle(item: Item): string {
  return isCertified(item) ? 'Proof' : 'No proof';
}

/** What settles a corrupted item, in a sentence; [] where there is nothing to say. */
export function whatToAsk(item: Item, words: QuantityWords): string[] {
  const { asks } = item;
  const clash = clashOf(item);
  if (clash) {
    const { quantity, values } = clash;
    const [truth = '', ...others] = values.map((value) => words.value(value, quantity));
    return [
      `Asking which holds settles it: whether ${words.noun(quantity)} is ${truth} (as in the twin) or ${others.join(' or ')}.`,
    ];
  }
  if (asks.length === 0) return [];
  const sets = asks.map((set) => set.map((id) => words.noun(id)).join(' together with '));
  return [
    sets.length === 1
      ? `Asking for this settles it: ${sets.join()}.`
      : `Asking for any of these settles it: ${sets.join('; ')}.`,
  ];
}

/** "hard: 5 steps · 4 premises · …"; null for an item whose difficulty nobody measured. */
export function difficultyWords({ difficulty }: Pick<Item, 'difficulty'>): string | null {
  if (!difficulty) return null;
  const { stratum, steps, system, premises, words, candidates, place, about } = difficulty;
  return [
    `${stratum}: ${counted(steps, 'step')}${system ? ', some to be solved together' : ''}`,
    counted(premises, 'premise'),
    counted(words, 'word'),
    `${counted(candidates, 'quantity', 'quantities')} that the text gives no value for`,
    ...(about === null ? [] : [`changed: ${ABOUT[about]}`]),
    ...(place === null ? [] : [whereabouts(place)]),
  ].join(' · ');
}

const ABOUT = {
  given: 'a number that the twin gives',
  relation: 'how quantities depend on one another',
  implied: 'something that follows from the twin',
} as const;

/** Where a change stands, from 0 at the text's start to 1 at its end. */
function whereabouts(place: number): string {
  return place < 1 / 3
    ? 'early in the text'
    : place < 2 / 3
      ? 'midway in the text'
      : 'late in the text';
}

function sentence(text: string): ProofPart {
  return { kind: 'sentence', text };
}

function oneAnswer(item: Item, proof: Derivation, words: QuantityWords): ProofPart[] {
  const { target, answer } = proof;
  const result = `${words.noun(target)} is ${words.value(answer, target)}`;
  const domain = item.quantities.find(({ id }) => id === target)?.domain;
  const end =
    domain && !inDomain(fraction(answer), domain)
      ? `By the text, ${result}. That cannot be: it must be ${inWords(domain)}.`
      : `So the text fixes the answer: ${result}.`;
  return [{ kind: 'steps', sentences: derivationWords(proof.steps, words) }, sentence(end)];
}

function reported(item: Item, source: string): string {
  const what = {
    missing: 'lacks a premise',
    contradicted: 'contradicts itself',
    intact: 'is whole',
  };
  const answer = item.twin === null ? `, and that the answer is ${display(item.answer)}` : '';
  return `This item is uncertified: ${printable(source)} says that it ${what[kindOf(item)]}${answer}. Nothing proves it.`;
}

/** "a whole number from 1 to 1000". */
function inWords({ min, max, step }: Domain): string {
  const range = `from ${display(min)} to ${display(max)}`;
  if (step === undefined) return range;
  return step === '1' ? `a whole number ${range}` : `a multiple of ${display(step)} ${range}`;
}

function twoWorlds(proof: Worlds, words: QuantityWords): ProofPart[] {
  const { target, answers, worlds } = proof;
  const [one, two] = answers.map((answer) => words.value(answer, target));
  const [first, second] = worlds;
  const rows = Object.entries(first).flatMap(([id, value]) => {
    const other = second[id];
    if (other === undefined || other === value) return [];
    return [
      {
        noun: words.noun(id),
        first: words.number(value, id),
        second: words.number(other, id),
        unit: words.unit(id),
      },
    ];
  });
  return [
    sentence(
      `Two worlds fit every sentence of the text: in the first ${words.noun(target)} is ${one}, in the second ${two}. So the text does not fix it. What differs:`,
    ),
    { kind: 'worlds', rows },
  ];
}

function clash(proof: Conflict, words: QuantityWords): ProofPart[] {
  const { of, values, first, second, premises } = proof;
  const is = (value: string) => `${words.inNouns(of)} is ${words.value(value, of)}`;
  const alone = premises.length === 1;
  return [
    sentence(alone ? 'This statement cannot hold:' : 'These statements cannot all hold:'),
    { kind: 'statements', texts: premises.map((id) => words.statement(id)) },
    sentence(`On the one hand, ${is(values[0])}:`),
    { kind: 'steps', sentences: derivationWords(first, words) },
    sentence(`On the other hand, ${is(values[1])}:`),
    { kind: 'steps', sentences: derivationWords(second, words) },
    ...(alone
      ? []
      : [
          sentence(
            'Leave out any one of them, and the others can all hold: none is beside the point.',
          ),
        ]),
  ];
}
