import { LANGUAGES, type Language, PATTERN_KINDS, type PatternKind } from './language.ts';
import { holds, LiteralScan } from './literal-scan.ts';
import { MARKUP } from './markup.ts';
import { neededLiterals } from './needed-literals.ts';
import { patternText } from './pattern-text.ts';

/** The longest stretch that a pattern sees. */
const LONGEST = 2_000;
/** So much of a text tells what languages it is in. */
const SAMPLE = 1_500;
/** A language with fewer of its words than this share of the most frequent one's is not spoken. */
const MINOR = 0.3;

/** The languages that a text is in, and what their patterns find. */
export class Tongue {
  /** Whether it writes 1.234,5 for 1234.5. */
  readonly decimalComma: boolean;
  readonly foreign: boolean;
  readonly #combined: ReadonlyMap<PatternKind, RegExp>;
  readonly #single: ReadonlyMap<PatternKind, readonly NumberedPattern[]>;
  #scan: LiteralScan | undefined;

  /** `languages`: the one that most of the text is in first. */
  constructor(readonly languages: readonly Language[]) {
    this.decimalComma = languages[0]?.decimalComma ?? false;
    this.foreign = !languages.some(({ name }) => name === 'English');
    this.#combined = combined(languages);
    this.#single = numbered(languages);
  }

  /** Which patterns can match in folded text: for `find`, which looks for many kinds in the same text. */
  scan(folded: string): readonly number[] {
    this.#scan ??= new LiteralScan(
      [...this.#single.values()].flat().map(({ pattern }) => neededLiterals(pattern.source)),
    );
    return this.#scan.scan(folded);
  }

  /** The earliest match of that kind in folded text, as [start, end), or null. */
  find(kind: PatternKind, folded: string, scanned?: readonly number[]): [number, number] | null {
    const text = folded.length > LONGEST ? folded.slice(0, LONGEST) : folded;
    if (scanned !== undefined) return this.#earliest(kind, text, scanned);
    const match = this.#combined.get(kind)?.exec(text);
    return match ? [match.index, match.index + match[0].length] : null;
  }

  /** As the engine has it of all of the kind in one: of two at the same place the first counts. */
  #earliest(kind: PatternKind, text: string, scanned: readonly number[]): [number, number] | null {
    let found: [number, number] | null = null;
    for (const { pattern, number } of this.#single.get(kind) ?? []) {
      if (!holds(scanned, number)) continue;
      const match = pattern.exec(text);
      if (match && (found === null || match.index < found[0])) {
        found = [match.index, match.index + match[0].length];
      }
    }
    return found;
  }

  /** Whether that kind occurs in a text that is not folded yet. */
  shows(kind: PatternKind, text: string): boolean {
    return this.find(kind, patternText(text.slice(0, LONGEST)).text) !== null;
  }
}

/** A pattern, with its place among all of a tongue's. */
interface NumberedPattern {
  readonly pattern: RegExp;
  readonly number: number;
}

function patternsOf(kind: PatternKind, languages: readonly Language[]): readonly RegExp[] {
  return [...(MARKUP[kind] ?? []), ...languages.flatMap((own) => own.patterns[kind])];
}

function numbered(
  languages: readonly Language[],
): ReadonlyMap<PatternKind, readonly NumberedPattern[]> {
  let number = 0;
  const one = (pattern: RegExp) => ({ pattern, number: number++ });
  return new Map(PATTERN_KINDS.map((kind) => [kind, patternsOf(kind, languages).map(one)]));
}

/** One pattern a kind: the engine tries all alternatives of all languages in one pass. */
function combined(languages: readonly Language[]): ReadonlyMap<PatternKind, RegExp> {
  const made = new Map<PatternKind, RegExp>();
  for (const kind of PATTERN_KINDS) {
    const sources = patternsOf(kind, languages).map(({ source }) => source);
    if (sources.length > 0) made.set(kind, new RegExp(sources.join('|')));
  }
  return made;
}

/** Whether a kind of pattern occurs in a text, read in its own languages. */
export function shows(kind: PatternKind, text: string): boolean {
  return tongueOf(text).shows(kind, text);
}

const tongues = new Map<string, Tongue>();

/** The languages that a text is in, told by its script and its function words; English where none is. */
export function tongueOf(text: string): Tongue {
  const counts = LANGUAGES.map(() => 0);
  const sample = patternText(text.slice(0, SAMPLE)).text;
  LANGUAGES.forEach(({ script }, index) => {
    if (script?.test(sample)) counts[index] = (counts[index] ?? 0) + SCRIPT;
  });
  for (const word of sample.match(/[a-z]{2,20}/g) ?? []) {
    for (const index of TELLING.get(word) ?? []) counts[index] = (counts[index] ?? 0) + 1;
  }
  const least = Math.max(1, Math.max(...counts) * MINOR);
  const spoken = LANGUAGES.map((language, index) => ({ language, count: counts[index] ?? 0 }))
    .filter(({ count }) => count >= least)
    .sort((a, b) => b.count - a.count);
  return speaking(spoken.map(({ language }) => language));
}

/** A script tells as much as so many words. */
const SCRIPT = 3;

/** The words that tell languages: which of them (by place in the list) each word speaks for. */
const TELLING: ReadonlyMap<string, readonly number[]> = telling();

/** The English words by which the other languages' lists explain theirs. */
function englishMeanings(): string[] {
  return LANGUAGES.flatMap(({ name, words }) =>
    name === 'English'
      ? []
      : Object.values(words)
          .flatMap((meaning) => meaning.split(/[| ]/))
          .flatMap((word) => [word, `${word}s`]),
  );
}

function telling(): Map<string, number[]> {
  const found = new Map<string, number[]>();
  LANGUAGES.forEach(({ marks, stopWords, fillers, words, name }, index) => {
    const own = new Set([...marks, ...stopWords, ...fillers, ...Object.keys(words)]);
    if (name === 'English') for (const word of englishMeanings()) own.add(word);
    for (const word of own) {
      if (word.length < 2) continue;
      // A word that English has too tells nothing of another language.
      const [first] = found.get(word) ?? [];
      if (first !== undefined && LANGUAGES[first]?.name === 'English') continue;
      found.set(word, [...(found.get(word) ?? []), index]);
    }
  });
  return found;
}

function speaking(spoken: readonly Language[]): Tongue {
  const languages = spoken.length > 0 ? spoken : LANGUAGES.slice(0, 1);
  const key = languages.map(({ name }) => name).join(' ');
  const known = tongues.get(key);
  if (known) return known;
  const made = new Tongue(languages);
  tongues.set(key, made);
  return made;
}
