import type { Item } from '../corrupt/item.ts';
import type { Variant } from './reveal/variant.ts';
import type { Ask, Turn } from './transcript.ts';
import type { User } from './user.ts';

export interface ConverseOptions {
  /** Bounds the model's replies. */
  readonly maxTurns: number;
  /** By default one who reads replies by rules, and answers all that they ask. */
  readonly user?: User;
  /** Of a protocol that has several: how the problem is told. */
  readonly variant?: Variant;
}

/** How an item becomes a conversation. */
export interface Protocol {
  readonly name: string;
  /** Bounds the model's replies where nothing is said; only of a protocol that needs more than others. */
  readonly maxTurns?: number;
  /** Throws what `ask` and the user throw. */
  converse(item: Item, ask: Ask, options: ConverseOptions): Promise<Turn[]>;
}
