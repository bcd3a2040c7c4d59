import type { Label } from '../../src/reading/labels.ts';

/** A letter for each label: the outcomes of thousands of replies are sent to the reader's browser. */
const CODES: Readonly<Record<Label, string>> = {
  asks: 'a',
  names: 'n',
  balks: 'b',
  'asks-other': 'o',
  assumes: 'u',
  'open-form': 'f',
  guesses: 'g',
  solves: 's',
  errs: 'e',
  overasks: 'v',
  none: 'x',
};
const UNKNOWN = '.';

/** What one pair came to in one epoch. */
export interface PairMark {
  /** null where there is no verdict. */
  readonly corrupted: Label | null;
  readonly intact: Label | null;
  readonly right: boolean;
}

/** Marks of a pair as text: budgets apart by "|", three letters an epoch. */
export function writeMarks(budgets: ReadonlyArray<readonly PairMark[]>): string {
  const letter = (label: Label | null) => (label === null ? UNKNOWN : CODES[label]);
  return budgets
    .map((epochs) =>
      epochs
        .map((mark) => letter(mark.corrupted) + letter(mark.intact) + (mark.right ? '+' : '-'))
        .join(''),
    )
    .join('|');
}

/** The reverse of `writeMarks`; letters that are none count as no verdict. */
export function readMarks(text: string): PairMark[][] {
  return text.split('|').map((budget) =>
    Array.from({ length: Math.floor(budget.length / 3) }, (_, epoch) => ({
      corrupted: LABELS.get(budget.charAt(3 * epoch)) ?? null,
      intact: LABELS.get(budget.charAt(3 * epoch + 1)) ?? null,
      right: budget.charAt(3 * epoch + 2) === '+',
    })),
  );
}

/** What marks come to, over all budgets and epochs. */
export interface MarkCounts {
  /** With a verdict on both halves, and of these the right ones. */
  judged: number;
  right: number;
  /** On the corrupted half. */
  readonly labels: Map<Label, number>;
}

/** Adds the marks of a text to the counts. Without records in between: there are many. */
export function countMarks(text: string, counts: MarkCounts): void {
  for (let at = 0; at + 2 < text.length; at += text.charAt(at) === '|' ? 1 : 3) {
    if (text.charAt(at) === '|') continue;
    const label = LABELS.get(text.charAt(at));
    if (label === undefined) continue;
    counts.labels.set(label, (counts.labels.get(label) ?? 0) + 1);
    if (!LABELS.has(text.charAt(at + 1))) continue;
    counts.judged += 1;
    if (text.charAt(at + 2) === '+') counts.right += 1;
  }
}

const isLabel = (name: string): name is Label => name in CODES;
const LABELS: ReadonlyMap<string, Label> = new Map(
  Object.keys(CODES)
    .filter(isLabel)
    .map((label) => [CODES[label], label]),
);
