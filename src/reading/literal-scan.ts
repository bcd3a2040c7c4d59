/**
 * Tells in one pass which of many lists of texts a text may hold one of (Aho and Corasick 1975, with all failure
 * links resolved: one step a character). A "\b" at either end of a listed text stands for a word boundary, which
 * is a step of its own.
 */
export class LiteralScan {
  /** Of each code unit, its column; 0 of those that no listed text has. */
  readonly #columns = new Uint16Array(1 << 16);
  readonly #width: number;
  /** A row of each state: where each column leads. */
  readonly #next: Int32Array;
  /** Of each state, the lists that have a text ending there. */
  readonly #lists: ReadonlyArray<readonly number[]>;
  readonly #isEnd: Uint8Array;
  /** Lists that may be found in every text. */
  readonly #always: readonly number[];

  /** Of a list that is null nothing is known: it may be found in every text. */
  constructor(lists: ReadonlyArray<readonly string[] | null>) {
    const always = new Array<number>(Math.ceil(lists.length / 32)).fill(0);
    const ways = lists.map((texts, list) => {
      if (texts === null) add(always, list);
      return (texts ?? []).map(steps);
    });
    this.#always = always;
    const units = new Set(ways.flat(2));
    this.#width = 1 + units.size;
    [...units].forEach((unit, n) => {
      this.#columns[unit] = n + 1;
    });
    const most = 1 + ways.flat().reduce((sum, way) => sum + way.length, 0);
    this.#next = new Int32Array(most * this.#width);
    const ending: number[][] = [[]];
    ways.forEach((texts, list) => {
      for (const way of texts) ending[this.#insert(way, ending)]?.push(list);
    });
    this.#resolve(ending);
    this.#lists = ending;
    this.#isEnd = Uint8Array.from(ending, (lists) => (lists.length > 0 ? 1 : 0));
  }

  /** For `holds`: the lists of which the text may hold one. */
  scan(text: string): readonly number[] {
    const found = [...this.#always];
    const [next, width, columns, isEnd] = [this.#next, this.#width, this.#columns, this.#isEnd];
    const boundary = columns[BOUNDARY] ?? 0;
    let state = 0;
    let inWord = false;
    for (let at = 0; at <= text.length; at += 1) {
      const unit = at < text.length ? text.charCodeAt(at) : SPACE;
      if (isWord(unit) !== inWord) {
        inWord = !inWord;
        state = next[state * width + boundary] ?? 0;
        if (isEnd[state] === 1) this.#addEnding(state, found);
      }
      state = next[state * width + (columns[unit] ?? 0)] ?? 0;
      if (isEnd[state] === 1) this.#addEnding(state, found);
    }
    return found;
  }

  #addEnding(state: number, found: number[]): void {
    for (const list of this.#lists[state] ?? []) add(found, list);
  }

  /** The state at the end of the way, which is made as far as there is none. */
  #insert(way: readonly number[], ending: number[][]): number {
    let state = 0;
    for (const unit of way) {
      const at = state * this.#width + (this.#columns[unit] ?? 0);
      if (this.#next[at] === 0) this.#next[at] = ending.push([]) - 1;
      state = this.#next[at] ?? 0;
    }
    return state;
  }

  /** Level by level: where a state has no way on, that of the longest end of it that is a beginning too. */
  #resolve(ending: number[][]): void {
    const [next, width] = [this.#next, this.#width];
    const fail = new Int32Array(ending.length);
    const order = [...next.subarray(0, width)].filter((child) => child !== 0);
    for (const state of order) {
      const back = fail[state] ?? 0;
      ending[state] = [...new Set([...(ending[state] ?? []), ...(ending[back] ?? [])])];
      for (let column = 0; column < width; column += 1) {
        const at = state * width + column;
        const behind = next[back * width + column] ?? 0;
        const child = next[at] ?? 0;
        if (child === 0) next[at] = behind;
        else {
          fail[child] = behind;
          order.push(child);
        }
      }
    }
  }
}

/** Whether what `scan` gave has a list. */
export function holds(found: readonly number[], list: number): boolean {
  return ((found[list >> 5] ?? 0) & (1 << (list & 31))) !== 0;
}

function add(found: number[], list: number): void {
  found[list >> 5] = (found[list >> 5] ?? 0) | (1 << (list & 31));
}

const [BOUNDARY, SPACE] = [8, 32];

/** The code units of a listed text, with the boundaries that are between them. */
function steps(listed: string): number[] {
  const text = listed.replaceAll('\b', '');
  const found: number[] = listed.startsWith('\b') ? [BOUNDARY] : [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (at > 0 && isWord(unit) !== isWord(text.charCodeAt(at - 1))) found.push(BOUNDARY);
    found.push(unit);
  }
  if (listed.length > 1 && listed.endsWith('\b')) found.push(BOUNDARY);
  return found;
}

/** As \b has it. */
function isWord(unit: number): boolean {
  return WORD[unit] === 1;
}

const WORD = Uint8Array.from({ length: 128 }, (_, unit) =>
  /\w/.test(String.fromCharCode(unit)) ? 1 : 0,
);
