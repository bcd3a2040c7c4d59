import type { Item } from '../corrupt/item.ts';
import type { Draw } from './explore/instance.ts';
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
  /** Of explore: its condition, and which draw of sources the conversation is about. */
  readonly explore?: Draw;
  /** Of a protocol that draws by chance what the user says; 1 where nothing is said. */
  readonly seed?: number;
}

/** What a protocol is held about that goes by single problems instead of pairs. */
export interface Problems {
  /** The kind that it goes by; the intact ones where nothing is said. */
  of?(item: Item): boolean;
  /** Whether it can be held about one of that kind. */
  takes(item: Item): boolean;
  /** "intact problems that can be told bit by bit". */
  readonly what: string;
  /** Why it does not take the others: "a sentence of theirs states several premises". */
  readonly leftOut: string;
}

/** How an item becomes a conversation. */
export interface Protocol {
  readonly name: string;
  /** Of a protocol that puts no pairs: it has no Lacuna score, and what goes by pairs refuses its runs. */
  readonly problems?: Problems;
  /** Bounds the model's replies where nothing is said; only of a protocol that needs more than others. */
  readonly maxTurns?: number;
  /** The model's replies at most, where that is less than the turn cap. */
  turnsOf?(item: Item, variant: Variant | undefined): number;
  /** Characters of its messages on the average, where they hold much besides the problem. */
  promptOf?(item: Item, options: Pick<ConverseOptions, 'maxTurns' | 'explore'>): number;
  /** Set where each reply is to a single message: no policy has anything said again at the end. */
  readonly afresh?: boolean;
  /** What a reply commits to, for a vote among samples, where that is not its final number. */
  commitment?(item: Item, options: ConverseOptions): (reply: string) => string;
  /** Throws what `ask` and the user throw. */
  converse(item: Item, ask: Ask, options: ConverseOptions): Promise<Turn[]>;
}
