import type { Calibration, Estimate, Group, Rate } from '../stats/calibration.ts';
import { percent, UNKNOWN } from './numbers.ts';
import { printable } from './plain-text.ts';
import type { Section } from './section.ts';

/** Styles are many, and most have a handful of replies: a terminal is shown so many. */
const MOST_STYLES = 24;

/** All that a calibration found, as tables that fit 80 columns. */
export function calibrationSections(calibration: Calibration, mostStyles = MOST_STYLES): Section[] {
  const { styles, languages } = calibration;
  const shown = styles.slice(0, mostStyles);
  const rest = styles.length - shown.length;
  return [
    overall(calibration),
    byLabel(calibration),
    confusion(calibration, 'corrupted'),
    confusion(calibration, 'intact'),
    groups('By language', languages),
    groups(rest > 0 ? `By style, ${rest} rarer ones left out` : 'By style', shown),
  ].filter(({ rows }) => rows.length > 0);
}

function overall(calibration: Calibration): Section {
  const { replies, accuracy, unsure, kappa, exact, answered, final, people } = calibration;
  const ofReplies = ({ count, of }: Rate) => `${count} of ${of}`;
  const rows = [
    ['label right', rate(accuracy, 1), ofReplies(accuracy)],
    ['unsure, counted as wrong', rate(unsure, 1), ofReplies(unsure)],
    ["Cohen's κ", estimate(kappa), `${exact} of ${replies}`],
    ['answers, or abstains or asks', rate(answered.agreement, 1), ofReplies(answered.agreement)],
    ['  κ of that', estimate(answered.kappa), ''],
    ['final number right', rate(final, 1), ofReplies(final)],
    ['people agree', rate(people, 1), ofReplies(people)],
  ];
  return {
    title: '',
    head: ['', '[95% interval]', 'replies'],
    rows: rows.filter(([, cell]) => cell !== UNKNOWN),
  };
}

function byLabel({ labels }: Calibration): Section {
  return {
    title: 'By label',
    head: ['', 'n', 'precision', 'recall', 'F1', 'κ'],
    rows: labels.map(({ label, labelled, precision, recall, f1, kappa }) => [
      label,
      String(labelled),
      rate(precision),
      rate(recall),
      estimate(f1),
      estimate(kappa),
    ]),
  };
}

/** Heads that fit above numbers. */
const SHORT: Readonly<Record<string, string>> = {
  'asks-other': 'other',
  'open-form': 'open',
  guesses: 'guess',
  assumes: 'assum',
  overasks: 'over',
  unsure: '?',
};

function confusion(calibration: Calibration, items: 'corrupted' | 'intact'): Section {
  const lines = calibration.confusion.filter((line) => line.items === items);
  const graded = new Set(lines.flatMap((line) => Object.keys(line.graded)));
  const order = [...calibration.confusion.map(({ labelled }) => labelled), ...graded, 'unsure'];
  const columns = [...new Set(order)].filter((label) => graded.has(label));
  const across = columns.toSorted((a, b) => Number(a === 'unsure') - Number(b === 'unsure'));
  return {
    title: `Replies to ${items} items: labelled (down), graded (across)`,
    head: ['', ...across.map((label) => SHORT[label] ?? label)],
    rows: lines.map((line) => [
      printable(line.labelled),
      ...across.map((label) => String(line.graded[label] ?? '·')),
    ]),
  };
}

function groups(title: string, some: readonly Group[]): Section {
  return {
    title,
    head: ['', 'replies', 'label right', 'answers or not'],
    rows: some.map(({ name, accuracy, answered }) => [
      name === '' ? '(none given)' : printable(name),
      String(accuracy.of),
      rate(accuracy),
      rate(answered),
    ]),
  };
}

/** "95 [88, 98]" percent. */
function rate({ rate, low, high }: Rate, digits = 0): string {
  const bounds =
    low === null || high === null ? '' : ` [${percent(low, digits)}, ${percent(high, digits)}]`;
  return `${percent(rate, digits)}${bounds}`;
}

/** "0.92 [0.86, 0.96]". */
function estimate({ value, low, high }: Estimate): string {
  if (value === null) return UNKNOWN;
  const bounds = low === null || high === null ? '' : ` [${two(low)}, ${two(high)}]`;
  return `${two(value)}${bounds}`;
}

function two(value: number): string {
  return value
    .toFixed(2)
    .replace('-', '−')
    .replace(/^(−?)0\./, '$1.');
}
