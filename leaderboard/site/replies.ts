import { createHash } from 'node:crypto';
import type { Verdict } from '../../graders/verdict.ts';
import { CANARY, type Item } from '../../src/corrupt/item.ts';
import type { Transcript } from '../../src/protocol/transcript.ts';
import { REPLIES_FORMAT, type ShownReply, type ShownTurn } from './shown-reply.ts';

/** Characters of a reply that are shown: its beginning and its end. */
const HEAD = 5_000;
const TAIL = 2_000;
const MOST_TURNS = 12;
const SHARDS = 128;

/**
 * The file that holds the replies to an item, the same for ever: items of one problem stand together,
 * so that a corrupted item and its twin are loaded at once.
 */
export function shardOf({ problem }: Pick<Item, 'problem'>): string {
  const [byte = 0] = createHash('sha256').update(problem).digest();
  return (byte % SHARDS).toString(16).padStart(2, '0');
}

/** Collects the replies of one submission, by the file that they will stand in. */
export class ReplyFiles {
  readonly #files = new Map<string, GrowingText>();
  /** By problem: several items of one, and several budgets, stand in one file. */
  readonly #shards = new Map<string, string>();

  add(item: Item, transcript: Transcript, verdict: Verdict): void {
    const shard = this.#shards.get(item.problem) ?? shardOf(item);
    this.#shards.set(item.problem, shard);
    let file = this.#files.get(shard);
    if (file) {
      file.add(',\n');
    } else {
      file = new GrowingText();
      file.add(`${HEADER},"replies":[\n`);
      this.#files.set(shard, file);
    }
    file.add(JSON.stringify(shownReply(transcript, verdict)));
  }

  /** Name of each file, without its ending, with its bytes; to be called once, at the end. */
  *files(): Generator<readonly [shard: string, bytes: Uint8Array]> {
    for (const [shard, file] of this.#files) {
      file.add('\n]}\n');
      yield [shard, file.bytes()];
    }
  }
}

const HEADER = JSON.stringify({ format: REPLIES_FORMAT, canary: CANARY }).slice(0, -1);

/** Bytes. */
const FIRST_SIZE = 1 << 16;
/** Bytes of UTF-8 that a character of a string takes at most. */
const MOST_EACH = 3;

/** A text in UTF-8, beside the heap: thousands of strings there are copied by each garbage collection. */
class GrowingText {
  #held = Buffer.allocUnsafe(FIRST_SIZE);
  #used = 0;

  add(text: string): void {
    const needed = this.#used + MOST_EACH * text.length;
    if (needed > this.#held.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#held.length));
      this.#held.copy(larger, 0, 0, this.#used);
      this.#held = larger;
    }
    this.#used += this.#held.write(text, this.#used);
  }

  bytes(): Uint8Array {
    return this.#held.subarray(0, this.#used);
  }
}

function shownReply(transcript: Transcript, verdict: Verdict): ShownReply {
  const turns = transcript.turns.slice(0, MOST_TURNS);
  return {
    item: transcript.item,
    budget: transcript.budget,
    label: verdict.label,
    none: verdict.none,
    unsure: verdict.confidence < 0.5,
    tokens: verdict.spent.output,
    turns: turns.map(({ user, reply }, turn) =>
      shownTurn(turn === 0 ? null : user, reply.text, spansOf(verdict, turn)),
    ),
    left: transcript.turns.length - turns.length,
  };
}

function spansOf({ evidence }: Verdict, turn: number): Array<[number, number, string]> {
  return evidence
    .filter((each) => each.turn === turn)
    .map(({ span: [start, end], shows }): [number, number, string] => [start, end, shows])
    .sort((a, b) => a[0] - b[0]);
}

/** Cuts the middle out of a long reply, and moves the evidence along. */
function shownTurn(
  user: string | null,
  text: string,
  evidence: ReadonlyArray<[number, number, string]>,
): ShownTurn {
  const cut = text.length - HEAD - TAIL;
  const asked = user === null ? {} : { user: user.slice(0, HEAD) };
  if (cut <= 0) return { ...asked, head: text, cut: 0, tail: '', evidence: [...evidence] };
  const from = text.length - TAIL;
  return {
    ...asked,
    head: text.slice(0, HEAD),
    cut,
    tail: text.slice(from),
    evidence: evidence.flatMap(([start, end, shows]): Array<[number, number, string]> => {
      if (end <= HEAD) return [[start, end, shows]];
      if (start >= from) return [[start - cut, end - cut, shows]];
      return [];
    }),
  };
}
