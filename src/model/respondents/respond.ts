import { createHash } from 'node:crypto';
import type { Item } from '../../corrupt/item.ts';
import { fraction } from '../../math/fraction.ts';
import { sentences } from '../../reading/sentences.ts';
import type { Completion, Message } from '../completion.ts';
import { quotedUser } from '../quoted-conversation.ts';
import { readSources } from '../source-history.ts';
import type { Explorer } from './explorers.ts';
import { choosing } from './phrases.ts';
import type { LaidTurn, Speaker, View } from './respondent.ts';

/** What the last of a user's words are, where they were laid down beforehand. */
export type FindLaid = (item: Item, users: readonly string[]) => LaidTurn | null;

/** Thinking tokens by effort: each step up costs four times as much. */
const THINKING: ReadonlyMap<string | null, number> = new Map([
  ['none', 0],
  ['minimal', 32],
  ['low', 128],
  ['medium', 512],
  ['high', 2048],
  ['xhigh', 8192],
  ['max', 8192],
]);
const THINKING_OTHERWISE = 512;

/**
 * Lets respondents reply to conversations about these items, as models would: from the messages and
 * the effort. A message that quotes a conversation is one to restate it: all do that faithfully.
 * Gives undefined where the conversation is about no item of theirs.
 */
export function respondTo(
  items: readonly Item[],
  findLaid: FindLaid = () => null,
): (
  respondent: Explorer | Speaker,
  messages: readonly Message[],
  effort: string | null,
) => Completion | undefined {
  const find = finder(items);
  const corrupted = spreadOrder(items.filter(({ twin }) => twin !== null));
  const intact = spreadOrder(items.filter(({ twin }) => twin === null));
  return (respondent, messages, effort) => {
    const users = contentsBy('user', messages);
    const restated = quotedUser(users.at(-1) ?? '');
    if (restated) return completion(restated.join('\n'), messages, effort);
    const { item, wrong } = find(users);
    if (!item) return undefined;
    const places = item.twin === null ? intact : corrupted;
    const [place, of] = [places.get(item.id) ?? 0, places.size];
    const sources = users.map(readSources).findLast((read) => read !== null);
    if (sources) {
      if (!('explores' in respondent)) return undefined;
      const whom = respondent.explores({ effort, place, of })(sources);
      return completion(choosing(sources, whom), messages, effort);
    }
    if (!respondent.reply) return undefined;
    const view: View = {
      item,
      told: isTold(item, users),
      heard: heardIn(item, users.join('\n')),
      heardLast: heardIn(item, users.at(-1) ?? ''),
      said: contentsBy('assistant', messages),
      wrong,
      effort,
      place,
      of,
      laid: findLaid(item, users),
    };
    return completion(respondent.reply(view), messages, effort);
  };
}

function contentsBy(role: Message['role'], messages: readonly Message[]): string[] {
  return messages.flatMap((message) => (message.role === role ? [message.content] : []));
}

/** A user who answers a question states a number beside the item's; a call to look again tells nothing. */
function isTold(item: Item, users: readonly string[]): boolean {
  return users.some((content) => /\d/.test(content.replaceAll(item.text, '')));
}

/** Premises whose clauses stand in what was said. */
function heardIn({ premises, text }: Item, said: string): Set<string> {
  return new Set(
    premises.flatMap(({ id, span }) =>
      span === null || said.includes(text.slice(...span)) ? [id] : [],
    ),
  );
}

interface Found {
  readonly item: Item | undefined;
  readonly wrong: string;
}

/**
 * Which item a conversation is about: that whose text the user said, else, of those whose question he
 * asked, the one that most of what he said is of.
 */
function finder(items: readonly Item[]): (users: readonly string[]) => Found {
  const byText = new Map(items.map((item) => [item.text, item]));
  const byQuestion = new Map<string, Item[]>();
  for (const item of items.filter(({ twin }) => twin === null)) {
    const asked = sentences(item.text).at(-1)?.text ?? '';
    byQuestion.set(asked, [...(byQuestion.get(asked) ?? []), item]);
  }
  return (users) => {
    const said = users.join('\n');
    const pieces = users.flatMap(piecesOf);
    const known = firstOf(pieces, (piece) => byText.get(piece));
    if (known) return { item: known, wrong: noAnswer([known]) };
    const asked =
      firstOf(pieces, (piece) => byQuestion.get(piece)) ??
      firstOf(pieces, (piece) => byQuestion.get(sentences(piece).at(-1)?.text ?? '')) ??
      [];
    const [best] = asked.toSorted((a, b) => heardIn(b, said).size - heardIn(a, said).size);
    const item = best ?? items.find(({ text }) => said.includes(text));
    return { item, wrong: noAnswer(asked) };
  };
}

/** A message, its paragraphs and its lines. */
function piecesOf(content: string): string[] {
  return [content, ...content.split('\n\n'), ...linesOf(content)];
}

/** Lines, without the marks of a list. */
function linesOf(content: string): string[] {
  return content.split('\n').map((line) => line.replace(/^- /, ''));
}

function firstOf<From, To>(values: readonly From[], find: (value: From) => To | undefined) {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A whole number above all their answers. */
function noAnswer(items: readonly Item[]): string {
  return String(
    1 + Math.max(0, ...items.map(({ answer }) => Math.ceil(fraction(answer).valueOf()))),
  );
}

/** Items in turns of one per family, within a family by hash: any beginning is balanced. */
export function spreadOrder(items: readonly Item[]): Map<string, number> {
  const families = new Map<string, Item[]>();
  for (const item of items) {
    families.set(item.family, [...(families.get(item.family) ?? []), item]);
  }
  const groups = [...families.values()].map((group) =>
    group.sort((a, b) => hash(a.id).localeCompare(hash(b.id))),
  );
  const rounds = Math.max(0, ...groups.map((group) => group.length));
  const order = Array.from({ length: rounds }, (_, round) =>
    groups.flatMap((group) => group[round] ?? []),
  ).flat();
  return new Map(order.map((item, place) => [item.id, place]));
}

function completion(text: string, messages: readonly Message[], effort: string | null): Completion {
  const reasoning = THINKING.get(effort) ?? THINKING_OTHERWISE;
  const prompt = messages.map(({ content }) => content).join('\n');
  return {
    text,
    reasoning: reasoning > 0 ? `Thinking at ${effort ?? 'default'} effort.` : null,
    finish: 'stop',
    finishRaw: 'stop',
    usage: { input: tokens(prompt), output: reasoning + tokens(text), reasoning, cached: null },
    model: null,
    id: null,
  };
}

/** Four characters make a token. */
function tokens(text: string): number {
  return Math.ceil(text.length / 4);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
