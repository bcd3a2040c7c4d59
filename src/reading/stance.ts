import type { PatternKind } from './language.ts';
import type { Sentence } from './sentences.ts';

/** Where a reply takes which stance. What nobody looks at is not read. */
export class Stance {
  readonly #all: readonly Sentence[];
  readonly #said: readonly Sentence[];

  constructor(all: readonly Sentence[]) {
    this.#all = all;
    this.#said = all.filter(({ shown }) => !shown);
  }

  /** Assumptions that are flagged as such. */
  get assumptions(): readonly Sentence[] {
    return this.#said.filter(flagsAssumption);
  }

  /** One of several clashing statements is openly gone by. */
  get picks(): readonly Sentence[] {
    return this.#where('pick');
  }

  /** Says that something is lacking; a heading ("Missing:") comes with its list. */
  get insufficiencies(): readonly Sentence[] {
    return [...this.#where('insufficiency'), ...this.#listedAsLacking()];
  }

  /** Says that statements clash, or sets one value against another. */
  get contradictions(): readonly Sentence[] {
    return this.#said.filter(
      (sentence) => sentence.shows('contradiction') || sentence.shows('contrast'),
    );
  }

  /** Of these, those that say so outright. */
  get clashes(): readonly Sentence[] {
    return this.#where('contradiction');
  }

  get unsolvable(): readonly Sentence[] {
    return this.#where('unsolvable');
  }

  get refusals(): readonly Sentence[] {
    return this.#where('refusal');
  }

  /** Results in terms of an unknown, as a symbol or in words. */
  get symbolic(): readonly Sentence[] {
    return this.#all.filter((sentence) => sentence.symbolic || sentence.shows('relative'));
  }

  /** Bounds, ranges and tables of cases. */
  get ranges(): readonly Sentence[] {
    const rows = this.#all.filter(
      ({ shown, text }) => shown && text.startsWith('|') && /\d/.test(text),
    );
    return [...this.#where('range'), ...(rows.length >= 2 ? rows : [])];
  }

  get cut(): boolean {
    return cutOff(this.#all);
  }

  #where(kind: PatternKind): Sentence[] {
    return this.#said.filter((sentence) => sentence.shows(kind));
  }

  /** The items of a list under "Missing". */
  #listedAsLacking(): Sentence[] {
    const found: Sentence[] = [];
    this.#said.forEach((sentence, index) => {
      if (!sentence.shows('lackHeading')) return;
      found.push(sentence);
      for (const next of this.#said.slice(index + 1, index + 9)) {
        if (!next.item) break;
        found.push(next);
      }
    });
    return found;
  }
}

/** Whether it flags an assumption: a value, a way to read the text. A letter for what is unknown is none. */
export function flagsAssumption(sentence: Sentence): boolean {
  return sentence.shows('assumption') && !namesUnknown(sentence);
}

/** "Let's say he buys n boxes", "let's use variables". */
function namesUnknown({ text }: Sentence): boolean {
  const unnumbered = text.replace(/\\[dt]?frac|[_^]\{?\d/g, ' ');
  return !/\d/.test(unnumbered) && UNKNOWN.test(text);
}

/** A letter as what something is or has, not one of which something is assumed ("assume x is positive"). */
const UNKNOWN =
  /\b(?:use|introduce|choose) (?:some |a |the |two |letters? for )?(?:variables?|algebra|symbols?|letters?)\b|\b(?:is|are|be|has|have|had|bought|buys?|needs?|costs?|walks?|of|to|at|there (?:is|are|were)|\p{L}{2,12}s) (?:["'‘“$*]|\\\()?\s?[b-hj-zB-HJ-Z]\s?(?:["'’”$*]|\\\))?(?![\p{L}'’]|\s?=|,? (?:is|are|can|could|may|refers?|stands?|means|as|such)\b)/u;

/** Whether the reply breaks off in mid-sentence. */
export function cutOff(all: readonly Sentence[]): boolean {
  const last = all.at(-1);
  if (last === undefined || last.shown) return false;
  const end = last.folded.text.slice(-80).replace(/[_$~\s]{1,6}$/, '');
  return last.manner.tongue.find('dangling', end) !== null;
}
