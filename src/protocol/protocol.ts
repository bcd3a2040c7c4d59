import type { Item } from '../corrupt/item.ts';
import type { Ask, Turn } from './transcript.ts';
import type { User } from './user.ts';

export interface ConverseOptions {
  /** Bounds the model's replies. */
  readonly maxTurns: number;
  /** By default one who reads replies by rules, and answers all that they ask. */
  readonly user?: User;
}

/** How an item becomes a conversation. */
export interface Protocol {
  readonly name: string;
  /** Throws what `ask` and the user throw. */
  converse(item: Item, ask: Ask, options: ConverseOptions): Promise<Turn[]>;
}
