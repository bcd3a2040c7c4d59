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
    return this.#where('assumption');
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

/** Whether the reply breaks off in mid-sentence. */
export function cutOff(all: readonly Sentence[]): boolean {
  const last = all.at(-1);
  if (last === undefined || last.shown) return false;
  const end = last.folded.text.slice(-80).replace(/[_$~\s]{1,6}$/, '');
  return last.manner.tongue.find('dangling', end) !== null;
}
