import { Label, Verdict } from '../../graders/verdict.ts';
import { InputError } from '../input-error.ts';
import type { LineAt } from './conversation-index.ts';
import { type Advance, LineTail, lineRecord, type TailLine } from './line-tail.ts';
import type { Places } from './places.ts';

/** The beginning of a verdict as Lacuna writes it; one that begins otherwise is parsed whole. */
const HEAD =
  /^\{"item":"([^"\\]{1,130})","budget":"([^"\\]{1,100})","epoch":(\d{1,9}),"grader":"[^"\\]{0,200}","label":"([a-z-]{1,20})",/;
const HEAD_BYTES = 700;

const CODES: ReadonlyMap<string, number> = new Map(
  Label.options.map((label, index) => [label, index + 1]),
);

/** Where the verdicts of a grader are, and their labels: 13 bytes each. */
export class VerdictIndex {
  readonly grader: string;
  readonly #places: Places;
  readonly #path: string;
  #columns: Columns;
  /** What is read of a file that came in the place of the former. */
  #next: Columns | undefined;
  #changes = 0;

  constructor(grader: string, path: string, places: Places) {
    this.grader = grader;
    this.#path = path;
    this.#places = places;
    this.#columns = new Columns(path, places);
  }

  /** Goes up when a verdict was taken in, or all were replaced. */
  get changes(): number {
    return this.#changes + this.#columns.taken;
  }

  /** 1 + the place of the label among `Label.options`; 0 where there is no verdict. */
  code(place: number): number {
    return this.#columns.codes[place] ?? 0;
  }

  label(place: number): Label | null {
    return Label.options[this.code(place) - 1] ?? null;
  }

  line(place: number): LineAt | null {
    if (this.code(place) === 0) return null;
    return {
      offset: this.#columns.offsets[place] ?? 0,
      length: this.#columns.lengths[place] ?? 0,
    };
  }

  /**
   * Takes in lines that are new. A grader replaces its file at one stroke: the former verdicts stand until all of the
   * new file are read. Throws InputError for a line that is broken or of another run.
   */
  async advance(): Promise<Advance> {
    const columns = this.#next ?? this.#columns;
    const advance = await columns.advance();
    if (advance === 'replaced' || (advance === 'absent' && this.#next)) {
      this.#next = new Columns(this.#path, this.#places);
      return 'more';
    }
    if (this.#next && advance === 'caught-up') {
      this.#changes += 1 + this.#columns.taken;
      this.#columns = this.#next;
      this.#next = undefined;
    }
    return advance;
  }
}

class Columns {
  readonly codes: Uint8Array;
  readonly offsets: Float64Array;
  readonly lengths: Uint32Array;
  /** Lines. */
  taken = 0;
  readonly #tail: LineTail;
  readonly #places: Places;

  constructor(path: string, places: Places) {
    this.#tail = new LineTail(path);
    this.#places = places;
    this.codes = new Uint8Array(places.size);
    this.offsets = new Float64Array(places.size);
    this.lengths = new Uint32Array(places.size);
  }

  advance(): Promise<Advance> {
    return this.#tail.advance((line) => this.#add(line));
  }

  #add(line: TailLine): void {
    if (line.bytes.length === 0) return;
    const { place, label } = this.#head(line);
    this.taken += 1;
    this.codes[place] = CODES.get(label) ?? 0;
    this.offsets[place] = line.offset;
    this.lengths[place] = line.bytes.length;
  }

  #head(line: TailLine): { place: number; label: string } {
    const { bytes } = line;
    const whole = bytes[bytes.length - 1] === 0x7d;
    const [, item = '', budget = '', epoch, label = ''] =
      (whole && HEAD.exec(bytes.toString('latin1', 0, HEAD_BYTES))) || [];
    const place = this.#places.number({ item, budget, epoch: Number(epoch) });
    if (place >= 0 && CODES.has(label)) return { place, label };
    const parsed = lineRecord(`${this.#tail.path}:${line.number}`, line.bytes, (json) =>
      Verdict.parse(json),
    );
    const number = this.#places.number(parsed);
    if (number >= 0) return { place: number, label: parsed.label };
    throw new InputError(
      `${this.#tail.path}:${line.number}: item ${parsed.item}, budget ${parsed.budget}, epoch ${parsed.epoch} is not of this run`,
    );
  }
}
