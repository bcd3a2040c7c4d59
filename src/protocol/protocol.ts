import type { Item } from '../corrupt/item.ts';
import type { Ask, Turn } from './transcript.ts';

/** How an item becomes a conversation. */
export interface Protocol {
  readonly name: string;
  /** `maxTurns` bounds the model's replies. Throws what `ask` throws. */
  converse(item: Item, ask: Ask, options: { maxTurns: number }): Promise<Turn[]>;
}
