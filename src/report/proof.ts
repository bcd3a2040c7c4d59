import Table from 'cli-table3';
import { type Item, isCertified } from '../corrupt/item.ts';
import { clashOf, kindOf } from '../corrupt/item-kind.ts';
import type { Conflict, Derivation, Worlds } from '../math/certificate.ts';
import { display, fraction } from '../math/fraction.ts';
import { type Domain, inDomain } from '../math/system.ts';
import { derivationWords } from './derivation-words.ts';
import { markedText } from './marked-text.ts';
import { counted, percent } from './numbers.ts';
import { columns, type Ink, ink, printable, shorten, wrap } from './plain-text.ts';
import { QuantityWords } from './quantity-words.ts';
import { BORDERS, type TerminalOptions } from './table.ts';

/**
 * The twin's text, the item's with the corruption marked, and the certificate in words that a
 * person can follow with a pencil.
 */
export function explainItem(
  item: Item,
  twin: Item | undefined,
  { width, color }: TerminalOptions,
): string {
  const paint = ink(color);
  const words = new QuantityWords(item);
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', paint.bold(title), ...lines];
  const paragraph = (text: string) => bracketed(wrap(text, width), paint);
  return [
    paint.bold(shorten(printable(item.id), width)),
    shorten(printable(`${item.topic} · ${item.operator}`), width),
    ...difficultyLine(item).map((line) => wrap(line, width)),
    ...section('Intact twin', twin ? [paragraph(printable(twin.text))] : []),
    ...section(item.twin === null ? 'Text' : 'Item', [paragraph(markedText(item))]),
    ...section(isCertified(item) ? 'Proof' : 'No proof', proof(item, words, width)),
    ...section('What to ask', whatToAsk(item, words).map(paragraph)),
  ].join('\n');
}

/** "Hard: 5 steps …"; nothing for an item whose difficulty nobody measured. */
function difficultyLine({ difficulty }: Item): string[] {
  if (!difficulty) return [];
  const { stratum, steps, system, premises, words, candidates, place, about } = difficulty;
  const what = { given: 'a given value', relation: 'a relation', implied: 'something implied' };
  return [
    [
      `${stratum}: ${counted(steps, 'step')}${system ? ', some to be solved together' : ''}`,
      counted(premises, 'premise'),
      counted(words, 'word'),
      `${counted(candidates, 'quantity', 'quantities')} without a stated value`,
      ...(about === null ? [] : [`about ${what[about]}, ${percent(place, 0)}% into the text`]),
    ].join(' · '),
  ];
}

function proof(item: Item, words: QuantityWords, width: number): string[] {
  const { certificate } = item;
  if (certificate.kind === 'derivation') return oneAnswer(item, certificate, words, width);
  if (certificate.kind === 'worlds') return twoWorlds(certificate, words, width);
  if (certificate.kind === 'none') return [wrap(reported(item, certificate.source), width)];
  return clash(certificate, words, width);
}

function oneAnswer(item: Item, proof: Derivation, words: QuantityWords, width: number): string[] {
  const { target, answer } = proof;
  const result = `${words.noun(target)} is ${words.value(answer, target)}`;
  const domain = item.quantities.find(({ id }) => id === target)?.domain;
  const end =
    domain && !inDomain(fraction(answer), domain)
      ? `By the text, ${result}. That cannot be: it must be ${inWords(domain)}.`
      : `So the text fixes the answer: ${result}.`;
  return [...numbered(derivationWords(proof.steps, words), width), wrap(end, width)];
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

function twoWorlds(proof: Worlds, words: QuantityWords, width: number): string[] {
  const { target, answers, worlds } = proof;
  const [one, two] = answers.map((answer) => words.value(answer, target));
  return [
    wrap(
      `Two worlds fit every sentence of the text: in the first ${words.noun(target)} is ${one}, in the second ${two}. So the text does not fix it. What differs:`,
      width,
    ),
    '',
    ...differences(worlds, words, width),
  ];
}

/** The quantities that differ between two worlds, as a table. */
function differences([first, second]: Worlds['worlds'], words: QuantityWords, width: number) {
  const rows = Object.entries(first).flatMap(([id, value]) => {
    const other = second[id];
    if (other === undefined || other === value) return [];
    return [
      {
        noun: words.noun(id),
        rest: [
          `  ${words.number(value, id)}`,
          `  ${words.number(other, id)}`,
          `  ${words.unit(id)}`,
        ],
      },
    ];
  });
  const heads = ['  first', '  second', ''];
  const rest = heads.map((head, i) =>
    Math.max(head.length, ...rows.map((row) => columns(row.rest[i] ?? ''))),
  );
  const room = Math.max(12, width - rest.reduce((sum, each) => sum + each, 0));
  const table = new Table({
    head: ['', ...heads],
    colAligns: ['left', 'right', 'right', 'left'],
    chars: BORDERS,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map(({ noun, rest }) => [shorten(noun, room), ...rest]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

function clash(proof: Conflict, words: QuantityWords, width: number): string[] {
  const { of, values, first, second, premises } = proof;
  const is = (value: string) => `${words.inNouns(of)} is ${words.value(value, of)}`;
  return [
    wrap(
      premises.length === 1 ? 'This statement cannot hold:' : 'These statements cannot all hold:',
      width,
    ),
    ...premises.map((id) => wrap(words.statement(id), width, '  · ')),
    wrap(`On the one hand, ${is(values[0])}:`, width),
    ...numbered(derivationWords(first, words), width),
    wrap(`On the other hand, ${is(values[1])}:`, width),
    ...numbered(derivationWords(second, words), width),
    ...(premises.length === 1
      ? []
      : [
          wrap(
            'Leave out any one of them, and the others can all hold: none is beside the point.',
            width,
          ),
        ]),
  ];
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

function numbered(sentences: readonly string[], width: number): string[] {
  return sentences.map((sentence, i) => wrap(sentence, width, `${String(i + 1).padStart(3)}. `));
}

/** What stands in ⟦brackets⟧, in bold. */
function bracketed(text: string, paint: Ink): string {
  return text.replace(/⟦[^⟦⟧]*⟧/g, (marked) => paint.bold(marked));
}
