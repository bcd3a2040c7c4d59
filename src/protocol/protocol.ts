import type { Item } from '../corrupt/item.ts';
import type { Ask, Turn } from './transcript.ts';

export const ANSWERS = ['all', 'one'] as const;

export interface ConverseOptions {
  /** Bounds the model's replies. */
  readonly maxTurns: number;
  /** Whether the user answers all that a reply asks, or one thing a turn. */
  readonly answers: (typeof ANSWERS)[number];
}

/** How an item becomes a conversation. */
export interface Protocol {
  readonly name: string;
  /** Throws what `ask` throws. */
  converse(item: Item, ask: Ask, options: ConverseOptions): Promise<Turn[]>;
}
