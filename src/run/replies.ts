import type { More } from '../file-chunks.ts';
import { InputError } from '../input-error.ts';
import { readJsonChunks } from '../jsonl.ts';
import type { Transcript } from '../protocol/transcript.ts';
import { type EndLine, type ReplyLine, RunLine } from './record.ts';
import { spentOn } from './spent.ts';

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

/**
 * The finished conversations of a run, in the order in which they ended.
 * Throws InputError where an end names a reply that the file does not hold.
 */
export async function* readTranscripts(path: string, more?: More): AsyncGenerator<Transcript> {
  for await (const conversation of readConversations(path, { more })) {
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
  /** Where the file is still being written. */
  readonly more?: More | undefined;
}

/**
 * All conversations of a run: the finished ones in the order in which they ended, then those that have
 * replies and no end. Memory holds the replies of conversations that are open at the reading point only;
 * of a file from outside, bounds say how much that may be. Throws InputError where it is more.
 */
export async function* readConversations(
  path: string,
  { longestLine, openCharacters = Number.POSITIVE_INFINITY, more }: ConversationBounds = {},
): AsyncGenerator<Conversation> {
  const open = new Map<string, { place: Place; replies: ReplyLine[] }>();
  let held = 0;
  for await (const lines of readJsonChunks(path, RunLine, longestLine, more)) {
    for (const { line, value } of lines) {
      const id = placeId(value);
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
