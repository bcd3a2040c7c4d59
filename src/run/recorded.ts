import { open } from 'node:fs/promises';
import type { Completion } from '../model/completion.ts';
import type { Spent, Transcript } from '../protocol/transcript.ts';
import { RULES } from '../protocol/user.ts';
import { type LinePlace, parseLineAt, type Skimmer, skimJsonLines } from '../skim-lines.ts';
import { type AnsweredBy, Answers } from './answered-by.ts';
import { PlaceSet } from './place-set.ts';
import { type EndLine, type ReplyLine, RunLine } from './record.ts';
import { type Place, placeId, transcriptOf } from './replies.ts';
import { type SeenLine, seeingShape } from './seen-line.ts';
import { NOTHING, plus, spentOn } from './spent.ts';

/** What a run folder already holds. */
export interface Recorded {
  /** The places whose conversation has ended. */
  readonly ended: PlaceSet;
  /** Replies of conversations that have not, those of the user's model too: place id -> key -> reply. */
  readonly open: Map<string, Map<string, Completion>>;
  /** The last error of each conversation that has not ended. */
  readonly errors: Map<string, RunError>;
  readonly user: ReadForUser;
  readonly answeredBy: AnsweredBy;
}

/** What the model did that reads for the user. */
export interface ReadForUser {
  /** What it took, in all conversations. */
  readonly spent: Spent;
  /** Turns of the user, in ended conversations, to replies that rules read. */
  readonly byRules: number;
}

export interface RunError {
  readonly place: Place;
  readonly kind: string;
  readonly message: string;
}

/** Scans replies.jsonl once; only unfinished conversations stay in memory. Throws as `readJsonLines`. */
export async function readRecorded(path: string): Promise<Recorded> {
  const scan = new Scan();
  await skimJsonLines(path, RunLine, scan);
  return { ...scan.beside, ended: scan.ended, open: await openReplies(path, scan.open) };
}

/** What replies.jsonl holds beside finished conversations. */
export type BesideConversations = Pick<Recorded, 'errors' | 'user' | 'answeredBy'>;

/**
 * Scans replies.jsonl once, and hands over those of its finished conversations that are wanted, in the order in
 * which they ended. Throws as `readTranscripts` does.
 */
export async function readReplies(
  path: string,
  isWanted: (place: Place) => boolean,
  use: (transcript: Transcript) => void,
): Promise<BesideConversations> {
  const wanted: Array<readonly LinePlace[]> = [];
  const scan = new Scan((place, lines) => {
    if (isWanted(place)) wanted.push(lines);
  });
  await skimJsonLines(path, RunLine, scan);
  const file = await open(path);
  try {
    for (const lines of wanted) use(await transcriptAt(path, file, lines));
  } finally {
    await file.close();
  }
  return scan.beside;
}

/** A finished conversation, of which these are the lines. */
async function transcriptAt(
  path: string,
  file: Awaited<ReturnType<typeof open>>,
  lines: readonly LinePlace[],
): Promise<Transcript> {
  const replies: ReplyLine[] = [];
  let end: { line: number; place: Place; turns: EndLine['turns'] } | undefined;
  for (const place of lines) {
    const value = await parseLineAt(path, file, RunLine, place);
    if (value?.type === 'reply') replies.push(value);
    if (value?.type === 'end') {
      const { item, budget, epoch, turns } = value;
      end = { line: place.line, place: { item, budget, epoch }, turns };
    }
  }
  if (!end) throw new RangeError('a conversation without an end');
  return transcriptOf({ place: end.place, end, replies }, path);
}

async function openReplies(
  path: string,
  linesOf: ReadonlyMap<string, readonly LinePlace[]>,
): Promise<Recorded['open']> {
  const found: Recorded['open'] = new Map();
  if (linesOf.size === 0) return found;
  const file = await open(path);
  try {
    for (const [id, lines] of linesOf) {
      const replies = new Map<string, Completion>();
      for (const place of lines) {
        const value = await parseLineAt(path, file, RunLine, place);
        if (value?.type === 'reply' || value?.type === 'user') {
          replies.set(value.key, value.completion);
        } else if (value?.type === 'error') {
          for (const key of value.unread ?? []) replies.delete(key);
        }
      }
      found.set(id, replies);
    }
  } finally {
    await file.close();
  }
  return found;
}

/** Takes in the lines of replies.jsonl, one by one: of open conversations it keeps where their lines stand. */
class Scan implements Skimmer<RunLine> {
  readonly ended = new PlaceSet();
  /** By place id. */
  readonly open = new Map<string, LinePlace[]>();
  readonly #errors = new Map<string, RunError>();
  readonly #answers = new Answers();
  readonly #onEnd: ((place: Place, lines: readonly LinePlace[]) => void) | undefined;
  #spent = NOTHING;
  #byRules = 0;

  /** The line that was seen last. */
  readonly #seen: SeenLine = { type: '', item: '', budget: '', epoch: 0, model: null, byRules: 0 };
  readonly shape = seeingShape(this.#seen);

  /** `onEnd` is told of each conversation that ended, and where its lines stand. */
  constructor(onEnd?: (place: Place, lines: readonly LinePlace[]) => void) {
    this.#onEnd = onEnd;
  }

  get beside(): BesideConversations {
    const user = { spent: this.#spent, byRules: this.#byRules };
    return { errors: this.#errors, user, answeredBy: this.#answers.counts };
  }

  skimmed(line: LinePlace): boolean {
    const { type, byRules, model } = this.#seen;
    this.#seen.byRules = 0;
    if (type === 'reply') this.#reply(this.#seen, line, model);
    else if (type === 'end') this.#end(this.#seen, line, byRules);
    else return false;
    return true;
  }

  parsed(value: RunLine, line: LinePlace): void {
    this.#seen.byRules = 0;
    if (value.type === 'reply') this.#reply(value, line, value.completion.model);
    else if (value.type === 'end') this.#end(value, line, readByRules(value));
    else if (value.type === 'user') {
      this.#keep(placeId(value), line);
      this.#spent = plus(this.#spent, spentOn([value.completion]));
    } else {
      const { item, budget, epoch, kind, message, unread = [] } = value;
      const id = placeId(value);
      this.#errors.set(id, { place: { item, budget, epoch }, kind, message });
      if (unread.length > 0 && this.open.has(id)) this.#keep(id, line);
    }
  }

  #reply(place: Place, line: LinePlace, model: string | null): void {
    this.#keep(placeId(place), line);
    this.#answers.add(place.budget, model);
  }

  #end(place: Place, line: LinePlace, byRules: number): void {
    const id = placeId(place);
    this.ended.add(place);
    this.#byRules += byRules;
    this.#onEnd?.(place, [...(this.open.get(id) ?? []), line]);
    this.open.delete(id);
    this.#errors.delete(id);
  }

  #keep(id: string, line: LinePlace): void {
    const lines = this.open.get(id);
    if (lines) lines.push(line);
    else this.open.set(id, [line]);
  }
}

function readByRules({ turns }: EndLine): number {
  return turns.filter(({ by }) => by === RULES).length;
}

/** Conversations that failed for good, counted by budget and reason. */
export function countErrors(
  errors: Iterable<RunError>,
): Array<{ budget: string; kind: string; message: string; count: number }> {
  const counts = new Map<
    string,
    { budget: string; kind: string; message: string; count: number }
  >();
  for (const { place, kind, message } of errors) {
    const id = JSON.stringify([place.budget, kind, message]);
    const counted = counts.get(id) ?? { budget: place.budget, kind, message, count: 0 };
    counted.count += 1;
    counts.set(id, counted);
  }
  return [...counts.values()];
}
