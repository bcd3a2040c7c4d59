import { type FileHandle, open } from 'node:fs/promises';
import { isUnsure, Verdict } from '../../graders/verdict.ts';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';
import { changedWords } from '../label/changed-words.ts';
import { display } from '../math/fraction.ts';
import type { Completion } from '../model/completion.ts';
import { textPieces } from '../report/marked-text.ts';
import { difficultyWords, proofParts, proofTitle, whatToAsk } from '../report/proof-parts.ts';
import { QuantityWords } from '../report/quantity-words.ts';
import { runFiles } from '../run/folder.ts';
import { RunLine } from '../run/record.ts';
import { spentOn } from '../run/spent.ts';
import type { LineAt } from './conversation-index.ts';
import { lineRecord } from './line-tail.ts';
import type { Conversation, Judgement, Turn } from './records.ts';
import type { RunIndex } from './run-index.ts';

/** Characters of a reply, or of its thinking, that a page is given. */
const SHOWN = 200_000;
/** Characters of a reply in the list, and bytes of a line that is read for it. */
const SNIPPET = 160;
const LONGEST_SNIPPET_LINE = 1 << 20;

/** Reads all of one conversation. `grader` is put first. Throws InputError where a line is broken. */
export async function readConversation(
  index: RunIndex,
  number: number,
  grader: string,
): Promise<Conversation> {
  const place = index.places.place(number);
  const item = index.items.get(place.item);
  if (!item) throw new RangeError(`no item ${place.item}`);
  const twin = item.twin === null ? undefined : index.items.get(item.twin);
  const words = new QuantityWords(item);
  const judgements = await readVerdicts(index, number, grader);
  return {
    place,
    item: itemFacts(item, words),
    twin: twin ? { id: twin.id, text: changedWords(twin.text, item.text)[0] } : null,
    judgements: judgements.map(({ name, verdict }) => judgement(name, verdict, words)),
    ...(await readTurns(index, number, item, words, judgements[0]?.verdict)),
  };
}

/** The beginnings of first replies, or why they failed, for the list. */
export async function readSnippets(index: RunIndex, numbers: readonly number[]): Promise<string[]> {
  const path = runFiles(index.dir).replies;
  if (numbers.length === 0) return [];
  const file = await openToRead(path);
  try {
    const snippets: string[] = [];
    for (const number of numbers) snippets.push(await snippet(index, file, path, number));
    return snippets;
  } finally {
    await file.close();
  }
}

async function snippet(
  index: RunIndex,
  file: FileHandle,
  path: string,
  number: number,
): Promise<string> {
  const { conversations } = index;
  const at = conversations.hasFailed(number)
    ? conversations.lastLine(number)
    : conversations.replyLines(number)[0];
  if (!at || at.length > LONGEST_SNIPPET_LINE) return '';
  const line = await readLine(file, path, at, (json) => RunLine.parse(json));
  if (line.type === 'error') return line.message.slice(0, SNIPPET);
  return line.type === 'reply' ? line.completion.text.slice(0, SNIPPET) : '';
}

function itemFacts(item: Item, words: QuantityWords): Conversation['item'] {
  const { id, topic, family, operator, answer } = item;
  return {
    id,
    topic,
    family,
    operator,
    answer: display(answer),
    difficulty: difficultyWords(item),
    pieces: textPieces(item),
    proofTitle: proofTitle(item),
    proof: proofParts(item, words).map((part) => {
      if (part.kind === 'statements') return { kind: part.kind, texts: [...part.texts] };
      if (part.kind === 'steps') return { kind: part.kind, sentences: [...part.sentences] };
      if (part.kind === 'worlds') return { kind: part.kind, rows: [...part.rows] };
      return part;
    }),
    asks: whatToAsk(item, words),
  };
}

type Told = Pick<Conversation, 'turns' | 'drafts' | 'tokens' | 'failed'>;

async function readTurns(
  index: RunIndex,
  number: number,
  item: Item,
  words: QuantityWords,
  verdict: Verdict | undefined,
): Promise<Told> {
  const path = runFiles(index.dir).replies;
  const file = await openToRead(path);
  try {
    const parse = (json: unknown) => RunLine.parse(json);
    const last = await readLine(file, path, index.conversations.lastLine(number), parse);
    const replies = new Map<string, Completion>();
    for (const at of index.conversations.replyLines(number)) {
      const line = await readLine(file, path, at, parse);
      if (line.type === 'reply') replies.set(line.key, line.completion);
    }
    const { input, output } = spentOn([...replies.values()]);
    const tokens = input === null || output === null ? null : output;
    if (last.type === 'error') {
      return { turns: [], drafts: replies.size, tokens, failed: `${last.kind}: ${last.message}` };
    }
    if (last.type !== 'end') throw new InputError(`${path}: is no longer the file that it was`);
    const turns = last.turns.map(({ user, understood, by, reply: key }, turn) => {
      const reply = replies.get(key);
      if (!reply) throw new InputError(`${path}: an end names a reply that is not there (${key})`);
      const said = turn === 0 && user === item.text ? null : user;
      const meant = understoodWords(understood, words);
      return shownTurn({ user: said, understood: meant, by: by ?? null, reply }, turn, verdict);
    });
    return { turns, drafts: replies.size - turns.length, tokens, failed: null };
  } finally {
    await file.close();
  }
}

function shownTurn(
  {
    user,
    understood,
    by,
    reply: { text, reasoning, finish },
  }: Pick<Turn, 'user' | 'understood' | 'by'> & { reply: Completion },
  turn: number,
  verdict: Verdict | undefined,
): Turn {
  const evidence = (verdict?.evidence ?? [])
    .filter((one) => one.turn === turn && one.span[0] < one.span[1])
    .map(({ span: [from, to], shows }) => ({ from, to: Math.min(to, text.length, SHOWN), shows }))
    .filter(({ from, to }) => from < to);
  return {
    user,
    understood,
    by,
    reply: text.slice(0, SHOWN),
    replyLeft: Math.max(0, text.length - SHOWN),
    reasoning: reasoning?.slice(0, SHOWN) ?? null,
    reasoningLeft: Math.max(0, (reasoning?.length ?? 0) - SHOWN),
    finish,
    evidence,
  };
}

async function readVerdicts(index: RunIndex, number: number, first: string) {
  const names = [first, ...index.graders.filter((name) => name !== first)];
  const verdicts: Array<{ name: string; verdict: Verdict }> = [];
  for (const name of names) {
    const at = index.grader(name)?.line(number);
    if (!at) continue;
    const path = runFiles(index.dir).verdicts(name);
    const file = await openToRead(path);
    try {
      verdicts.push({
        name,
        verdict: await readLine(file, path, at, (json) => Verdict.parse(json)),
      });
    } finally {
      await file.close();
    }
  }
  return verdicts;
}

function judgement(name: string, verdict: Verdict, words: QuantityWords): Judgement {
  const { grader, label, none, final, right, understood, confidence, noticed } = verdict;
  return {
    name,
    grader,
    label,
    none,
    final: final === null ? null : display(final),
    right,
    understood: understoodWords(understood, words),
    confidence,
    unsure: isUnsure(verdict),
    thought: noticed.thought,
  };
}

/** What a question was taken to ask for, in nouns. */
function understoodWords(ids: readonly string[], words: QuantityWords): string[] {
  return ids.map((id) => (id === 'clash' ? 'which statement holds' : words.noun(id)));
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw new InputError(`${path}: cannot be read: ${whyOf(error)}`);
  }
}

async function readLine<T>(
  file: FileHandle,
  path: string,
  { offset, length }: LineAt,
  parse: (json: unknown) => T,
): Promise<T> {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(bytes, 0, length, offset);
  return lineRecord(`${path}, at byte ${offset}`, bytes.subarray(0, bytesRead), parse);
}
