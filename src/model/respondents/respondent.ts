import type { Item } from '../../corrupt/item.ts';
import type { Strategy } from './strategies.ts';

/** What a respondent goes by. Like a model it sees the conversation; unlike one it knows the item. */
export interface View {
  readonly item: Item;
  /** Whether the user has answered a question of its. */
  readonly told: boolean;
  /** Premises of the item that the user has stated in all, and those that his last words state. */
  readonly heard: ReadonlySet<string>;
  readonly heardLast: ReadonlySet<string>;
  /** What it said before, in the conversation that it is shown. */
  readonly said: readonly string[];
  /** A number that is the answer to no item that the conversation may be about. */
  readonly wrong: string;
  /** The reasoning effort that was asked for; null where none was. */
  readonly effort: string | null;
  /** Place of the item in an order of all of its kind, corrupted or intact, that spreads evenly over families. */
  readonly place: number;
  /** How many of its kind there are. */
  readonly of: number;
  /** What the user's last words are, where he strays from the problem; null under other protocols. */
  readonly laid: LaidTurn | null;
}

/** A turn of a user whose words were laid down beforehand. */
export interface LaidTurn {
  /** With the problem, on the way, a changed premise, at the end; or what leads away, with a number or not. */
  readonly is: 'opening' | 'step' | 'change' | 'final' | 'number' | 'stray';
  /** An irrelevant number that he has named by now. */
  readonly number: string | null;
  /** The right answer after all that he has changed by now. */
  readonly answer: string;
  readonly text: string;
}

/** Shares, 0 to 1, that a right instrument must report for a respondent. */
export interface Truth {
  /** Of pairs, under the protocol ask. */
  readonly lacuna: number;
  /** Of corrupted items. */
  readonly asks: number;
  /** Of intact items. */
  readonly overasks: number;
  /** Of corrupted items. */
  readonly guesses: number;
  /** Of corrupted items: asks, names or balks (as AbstentionBench counts). */
  readonly abstains: number;
  /** Of corrupted items: any request, however vague (GSM-MC's REQ). */
  readonly req: number;
  /** Of corrupted items, under the protocol resolve: right once the user has answered (GSM-MC's ACC). */
  readonly acc: number;
  /** Of pairs, under the protocol resolve. */
  readonly resolved: number;
}

/** What a right instrument must report for a respondent under the protocol lead. */
export interface LeadTruth {
  /** Shares of problems: right within the fewest turns and two more, right at all, answered before that followed. */
  readonly within: number;
  readonly solved: number;
  readonly early: number;
  /** Turns beyond the fewest, where it is right; null where it never is. */
  readonly over: number | null;
  /** Of its questions, those that ask for nothing that helps; null where it asks none. Left out where that depends on the problems. */
  readonly irrelevant?: number | null;
  /** Of its replies, those that move the conversation on. Left out where that depends on the problems. */
  readonly moved?: number;
}
/** What whom to ask may depend on besides the sources. */
export type Asked = Pick<View, 'effort' | 'place' | 'of'>;

/** What speaks in the place of a model. */
export interface Speaker {
  readonly name: string;
  readonly reply: (view: View) => string;
}

/** A scripted stand-in for a model whose true score is known: it tests the instrument. */
export interface Respondent extends Speaker {
  /** Its true scores on so many corrupted items, at an effort. */
  readonly truth: (corrupted: number, effort: string | null) => Truth;
  /** The share of so many intact problems that it solves under the protocol reveal. */
  readonly solves: (problems: number, variant: string, policy: string) => number;
  /** Under the protocol lead, of problems of which it is known how many questions each takes, in their order of places. */
  readonly leads: (least: readonly number[], policy: string, effort: string | null) => LeadTruth;
  /** How it chooses whom to ask under the protocol explore. */
  readonly explores: (asked: Asked) => Strategy;
  /** The share of so many conversations of distract that it keeps. Left out where nothing is laid down for it. */
  readonly keeps?: (problems: number, effort: string | null) => number;
}

/** How many conversations of distract there were, and turns of the user in them. */
export interface StrayCounts {
  readonly conversations: number;
  /** Of these, with a changed premise. */
  readonly changed: number;
  /** Turns that lead away, and those of them with an irrelevant number. */
  readonly distractors: number;
  readonly numbers: number;
  /** Turns on the problem, and those of them on the way, changed premises included. */
  readonly onTopic: number;
  readonly between: number;
}

/** Shares, 0 to 1, that a right instrument must report under the protocol distract; null where nothing is counted. */
export interface StrayTruth {
  readonly kept: number;
  readonly solved: number;
  readonly stale: number;
  readonly leaked: number;
  readonly resumed: number;
  readonly deflects: { readonly precision: number | null; readonly recall: number };
  readonly takesUp: { readonly precision: number | null; readonly recall: number };
}

/** One that tests what is scored under distract. */
export interface StrayRespondent extends Speaker {
  readonly strays: (counts: StrayCounts) => StrayTruth;
}
