import { z } from 'zod';
import { Label, type Verdict } from '../../graders/verdict.ts';
import type { Item } from '../corrupt/item.ts';
import { display } from '../math/fraction.ts';
import type { Transcript } from '../protocol/transcript.ts';
import { markedText } from '../report/marked-text.ts';
import { printable } from '../report/plain-text.ts';
import { whatToAsk } from '../report/proof-parts.ts';
import { QuantityWords } from '../report/quantity-words.ts';
import { ShownText, shownText } from './shown-text.ts';
import { type Telling, TellingKind } from './telling.ts';

/** A conversation as the card shows it. */
export const Told = z.strictObject({
  kind: TellingKind,
  item: z.string(),
  family: z.string(),
  topic: z.string(),
  operator: z.string(),
  /** easy, medium or hard; null where nobody measured it. */
  difficulty: z.string().nullable(),
  budget: z.string(),
  epoch: z.int().nonnegative(),
  label: Label,
  /** What the same item came to under another budget. */
  beside: z.strictObject({ budget: z.string(), label: Label }).nullable(),
  /** The item's text, with what was done to it in ⟦brackets⟧. */
  problem: z.string(),
  /** The intact problem's answer. */
  answer: z.string(),
  /** What would settle it, in sentences; [] for an intact item. */
  settles: z.array(z.string()),
  /** The thinking that came with the first reply; null where none was recorded. */
  thought: ShownText.nullable(),
  turns: z.array(z.strictObject({ user: ShownText.nullable(), reply: ShownText })),
  /** Turns that are left out. */
  more: z.int().nonnegative(),
  /** The number that the last reply commits to. */
  final: z.string().nullable(),
  /** Output tokens; null where the endpoint did not say. */
  tokens: z.int().nonnegative().nullable(),
});
export type Told = z.infer<typeof Told>;

const MOST_TURNS = 4;
const THOUGHT = { head: 300, tail: 500 };

/** What is shown of a conversation that was chosen. */
export function told(
  { kind, budget, epoch, beside }: Telling,
  item: Item,
  { turns, spent }: Transcript,
  { label, final, evidence }: Verdict,
): Told {
  const [first] = turns;
  const reasoning = first?.reply.reasoning ?? null;
  return {
    ...{ kind, item: item.id, family: item.family, topic: item.topic, operator: item.operator },
    difficulty: item.difficulty?.stratum ?? null,
    ...{ budget, epoch, label, beside },
    problem: markedText(item),
    answer: printable(display(item.answer)),
    settles: item.twin === null ? [] : whatToAsk(item, new QuantityWords(item)).map(printable),
    thought:
      reasoning === null || reasoning.trim() === '' ? null : shownText(reasoning, [], THOUGHT),
    turns: turns.slice(0, MOST_TURNS).map(({ user, reply }, turn) => ({
      // The first thing that the user says is the problem itself.
      user: turn === 0 ? null : shownText(user),
      reply: shownText(
        reply.text,
        evidence.filter((each) => each.turn === turn),
      ),
    })),
    more: Math.max(0, turns.length - MOST_TURNS),
    final: final === null ? null : display(final),
    tokens: spent.output,
  };
}
