/**
 * Texts of which every match of a pattern holds at least one; null where none are known. A scan for them tells
 * of most texts that a pattern cannot match, before the engine tries it at each place (the prefilter of Google's
 * RE2 and of Rust's regex crate). A "\b" in one stands for a word boundary. What is not understood counts as
 * anything: the answer is never too narrow.
 */
export function neededLiterals(source: string): readonly string[] | null {
  const reader = new Reader(source);
  const needed = reader.alternatives('', false);
  return reader.understood && reader.atEnd ? telling(needed) : null;
}

type Needed = readonly string[] | null;

/** A boundary, or a single letter, is in every text. */
function telling(needed: Needed): Needed {
  return needed?.some((text) => /^[\p{L}\d\s\b]?[\b]?$/u.test(text)) ? null : needed;
}

/** Texts of which one is needed: of two such lists the one whose shortest is longer says more. */
class Best {
  needed: Needed = null;
  /** What stands there side by side, up to here. */
  run: string;

  constructor(run: string) {
    this.run = run;
  }

  /** A character that follows the ones before. */
  follow(character: string): void {
    this.run += character;
  }

  /** Something else stands here. */
  breakRun(): void {
    if (this.run !== '') this.offer([this.run]);
    this.run = '';
  }

  offer(other: Needed): void {
    if (other === null) return;
    const better = this.needed === null || shortest(other) > shortest(this.needed);
    if (better) this.needed = other;
  }
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map(weight));
}

function weight(text: string): number {
  const seen = text.replaceAll('\b', '');
  const least = COMMON.test(seen) ? 1.5 : seen.length;
  return least + (text.length - seen.length) / 4;
}

/** In nearly every reply. */
const COMMON =
  /^ ?(?:the|that|this|there|then|have|with|from|what|which|when|they|other|be|is|are|as|to|of|in|it|and|or|not|we|you|would|can|all|start) ?$/;

/** Reads a pattern from left to right. */
class Reader {
  understood = true;
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get atEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  /** Up to the end of the group; what stands before it, and whether a boundary follows it. */
  alternatives(before: string, bounded: boolean): Needed {
    const all = [this.#sequence(before, bounded)];
    while (this.#takes('|')) all.push(this.#sequence(before, bounded));
    const known = all.filter((needed) => needed !== null);
    return known.length === all.length ? [...new Set(known.flat())] : null;
  }

  #sequence(before: string, bounded: boolean): Needed {
    const best = new Best(before);
    while (!this.atEnd && !this.#sees('|') && !this.#sees(')')) this.#term(best);
    if (bounded) best.follow('\b');
    best.breakRun();
    return best.needed;
  }

  #term(best: Best): void {
    if (this.#match(/\\B|[\^$]/y) !== null) return;
    const character = this.#takes('\\b') ? '\b' : this.#character();
    if (character === null) {
      const { run } = best;
      best.breakRun();
      const needed = this.#sees('(') ? this.#group(run) : this.#oneOf();
      if ((this.#least() ?? 1) > 0) best.offer(needed);
      return;
    }
    const least = this.#least();
    if (least !== 0) best.follow(character);
    if (least !== null) best.breakRun();
  }

  /** A character that stands for itself; null where something else follows. */
  #character(): string | null {
    const plain = this.#match(/[^\\()[\]{}.*+?|^$]|\{(?!\d)|\}|\]/uy);
    return plain ?? this.#match(/\\[^\p{L}\d]/uy)?.slice(1) ?? null;
  }

  /** How often the last thing stands there at least; null where nothing is said of that. */
  #least(): number | null {
    const how = this.#match(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (how === null) return null;
    if (how.startsWith('+')) return 1;
    return Number(/^\{(\d+)/.exec(how)?.[1] ?? 0);
  }

  #group(run: string): Needed {
    const opening = this.#match(/\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y) ?? '';
    // Behind a lookbehind nothing is known of what stood before it.
    const before = /^\(\?<?[=!]$/.test(opening) ? '' : run;
    const start = this.#at;
    const inner = this.alternatives(before, false);
    if (!this.#takes(')')) this.#giveUp();
    if (opening.endsWith('!')) return null;
    if (opening.endsWith('=') || !this.#sees('\\b')) return inner;
    this.#at = start;
    const bounded = this.alternatives(before, true);
    this.#takes(')');
    return bounded;
  }

  /** A class of characters: known where it is a few that stand for themselves. */
  #oneOf(): Needed {
    const shorthand = /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|k<\w+>|\d+|\p{L})/iuy;
    if (this.#match(shorthand) !== null || this.#takes('.')) return null;
    const set = this.#match(/\[(?:[^\]\\]|\\.)*\]/suy);
    if (set === null) {
      this.#giveUp();
      return null;
    }
    const inside = set.slice(1, -1);
    return /^[^\\^-]{1,8}$/u.test(inside) ? Array.from(inside) : null;
  }

  #giveUp(): void {
    this.understood = false;
    this.#at = this.#source.length;
  }

  #sees(text: string): boolean {
    return this.#source.startsWith(text, this.#at);
  }

  #takes(text: string): boolean {
    const seen = this.#sees(text);
    if (seen) this.#at += text.length;
    return seen;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }
}
