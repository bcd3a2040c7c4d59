import { InputError } from '../input-error.ts';
import { readJsonChunks, readJsonLines } from '../jsonl.ts';
import type { Completion } from '../model/completion.ts';
import type { Spent, Transcript } from '../protocol/transcript.ts';
import { RULES } from '../protocol/user.ts';
import { type AnsweredBy, Answers } from './answered-by.ts';
import { type EndLine, type ReplyLine, RunLine } from './record.ts';
import { NOTHING, plus, spentOn } from './spent.ts';

/** The place of a conversation in a run. */
export interface Place {
  readonly item: string;
  readonly budget: string;
  readonly epoch: number;
}

/** A text that JSON writes as it stands: a quote before it, and one after it. */
const PLAIN = /^[\w.:-]*$/;

/** JSON, put together by hand where that is the same: each line of a run asks for its id. */
export function placeId({ item, budget, epoch }: Place): string {
  return PLAIN.test(item) && PLAIN.test(budget)
    ? `["${item}","${budget}",${epoch}]`
    : JSON.stringify([item, budget, epoch]);
}

/** What a run folder already holds. */
export interface Recorded {
  /** Ids of the places whose conversation has ended. */
  readonly ended: Set<string>;
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

/** Scans replies.jsonl once; only unfinished conversations stay in memory. */
export async function readRecorded(path: string): Promise<Recorded> {
  const scan = new Scan();
  for await (const { value } of readJsonLines(path, RunLine)) scan.add(placeId(value), value);
  return scan.recorded();
}

/**
 * Reads replies.jsonl once, for both: hands over its finished conversations in the order in which they
 * ended, and gives what else it holds. Throws as `readTranscripts` does.
 */
export async function readReplies(
  path: string,
  use: (transcript: Transcript) => void,
): Promise<Recorded> {
  const scan = new Scan();
  for await (const conversation of readConversations(path, {}, scan.add.bind(scan))) {
    if (conversation.end) use(transcriptOf(conversation, path));
  }
  return scan.recorded();
}

/** Takes in the lines of replies.jsonl, one by one. */
class Scan {
  readonly #ended = new Set<string>();
  readonly #open = new Map<string, Map<string, Completion>>();
  readonly #errors = new Map<string, RunError>();
  readonly #answers = new Answers();
  #spent = NOTHING;
  #byRules = 0;

  /** `id` is that of its place. */
  add(id: string, value: RunLine): void {
    if (value.type === 'reply' || value.type === 'user') {
      openReplies(this.#open, id).set(value.key, value.completion);
      if (value.type === 'user') this.#spent = plus(this.#spent, spentOn([value.completion]));
      else this.#answers.add(value.budget, value.completion.model);
    } else if (value.type === 'error') {
      this.#errors.set(id, { place: value, kind: value.kind, message: value.message });
      for (const key of value.unread ?? []) this.#open.get(id)?.delete(key);
    } else {
      this.#ended.add(id);
      this.#byRules += value.turns.filter(({ by }) => by === RULES).length;
      this.#open.delete(id);
      this.#errors.delete(id);
    }
  }

  recorded(): Recorded {
    const user = { spent: this.#spent, byRules: this.#byRules };
    const answeredBy = this.#answers.counts;
    return { ended: this.#ended, open: this.#open, errors: this.#errors, user, answeredBy };
  }
}

/**
 * The finished conversations of a run, in the order in which they ended.
 * Throws InputError where an end names a reply that the file does not hold.
 */
export async function* readTranscripts(path: string): AsyncGenerator<Transcript> {
  for await (const conversation of readConversations(path)) {
    if (conversation.end) yield transcriptOf(conversation, path);
  }
}

/** A conversation as it is recorded. */
export interface Conversation {
  readonly place: Place;
  /** null where it has none: the run was broken off, or the conversation failed for good. */
  readonly end: { readonly line: number; readonly turns: EndLine['turns'] } | null;
  /** Of all its calls, in the order in which they came. */
  readonly replies: readonly ReplyLine[];
}

export interface ConversationBounds {
  /** Bytes. */
  readonly longestLine?: number;
  /** Of all conversations that have begun and not ended. */
  readonly openCharacters?: number;
}

/**
 * All conversations of a run: the finished ones in the order in which they ended, then those that have
 * replies and no end. Memory holds the replies of conversations that are open at the reading point only;
 * of a file from outside, bounds say how much that may be. Throws InputError where it is more.
 * `onLine` sees every line with the id of its place, of errors and of the user's model too.
 */
export async function* readConversations(
  path: string,
  { longestLine, openCharacters = Number.POSITIVE_INFINITY }: ConversationBounds = {},
  onLine: (id: string, line: RunLine) => void = () => undefined,
): AsyncGenerator<Conversation> {
  const open = new Map<string, { place: Place; replies: ReplyLine[] }>();
  let held = 0;
  for await (const lines of readJsonChunks(path, RunLine, longestLine)) {
    for (const { line, value } of lines) {
      const id = placeId(value);
      onLine(id, value);
      if (value.type === 'error' || value.type === 'user') continue;
      const { item, budget, epoch } = value;
      const begun = open.get(id) ?? { place: { item, budget, epoch }, replies: [] };
      if (value.type === 'reply') {
        begun.replies.push(value);
        open.set(id, begun);
        held += charactersOf(value);
        if (held > openCharacters) {
          throw new InputError(`${path}:${line}: too many conversations are open at once`);
        }
        continue;
      }
      open.delete(id);
      held -= begun.replies.reduce((sum, reply) => sum + charactersOf(reply), 0);
      yield { ...begun, end: { line, turns: value.turns } };
    }
  }
  for (const begun of open.values()) yield { ...begun, end: null };
}

function charactersOf({ completion, messages }: ReplyLine): number {
  const { text, reasoning } = completion;
  const asked = messages.reduce((sum, { content }) => sum + content.length, 0);
  return text.length + (reasoning?.length ?? 0) + asked;
}

/** A finished conversation as graders read it. Throws InputError where a reply that it names is not there. */
export function transcriptOf({ place, end, replies }: Conversation, path: string): Transcript {
  const byKey = new Map(replies.map(({ key, completion }) => [key, completion]));
  const turns = (end?.turns ?? []).map(({ reply: key, ...said }) => {
    const reply = byKey.get(key);
    if (reply) return { ...said, reply };
    throw new InputError(`${path}:${end?.line}: names a reply that is not there (${key})`);
  });
  return { ...place, turns, spent: spentOn([...byKey.values()]) };
}

function openReplies(
  open: Map<string, Map<string, Completion>>,
  id: string,
): Map<string, Completion> {
  const replies = open.get(id) ?? new Map<string, Completion>();
  open.set(id, replies);
  return replies;
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
