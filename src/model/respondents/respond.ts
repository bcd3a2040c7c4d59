import { createHash } from 'node:crypto';
import type { Item } from '../../corrupt/item.ts';
import type { Completion, Message } from '../completion.ts';
import type { Respondent, View } from './respondent.ts';

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
 * the effort. Gives undefined where the conversation is about no item of theirs.
 */
export function respondTo(
  items: readonly Item[],
): (
  respondent: Respondent,
  messages: readonly Message[],
  effort: string | null,
) => Completion | undefined {
  const places = askOrder(items);
  const byText = new Map(items.map((item) => [item.text, item]));
  return (respondent, messages, effort) => {
    const item = itemOf(messages, byText);
    if (!item) return undefined;
    const view: View = {
      item,
      told: isTold(messages),
      effort,
      place: places.get(item.id) ?? 0,
      of: places.size,
    };
    return completion(respondent.reply(view), messages, effort);
  };
}

/** A user who answers a question states a number; a budget's call to look again tells nothing. */
function isTold(messages: readonly Message[]): boolean {
  const said = messages.filter(({ role }) => role === 'user').slice(1);
  return said.some(({ content }) => /\d/.test(content));
}

/** The first user message is an item's text, perhaps with a paragraph that a policy put after it. */
function itemOf(messages: readonly Message[], byText: ReadonlyMap<string, Item>): Item | undefined {
  const text = messages.find(({ role }) => role === 'user')?.content ?? '';
  return byText.get(text) ?? byText.get(text.slice(0, Math.max(0, text.lastIndexOf('\n\n'))));
}

/** Corrupted items in turns of one per family, within a family by hash: any beginning is balanced. */
function askOrder(items: readonly Item[]): Map<string, number> {
  const families = new Map<string, Item[]>();
  for (const item of items.filter(({ twin }) => twin !== null)) {
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
