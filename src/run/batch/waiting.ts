import type { Completion, Fields, Message } from '../../model/completion.ts';
import { type Place, placeId } from '../replies.ts';
import type { Called } from '../user-model.ts';
import { callId } from './wave.ts';

/** A call that is to be made in a batch. */
export interface BatchedCall {
  readonly key: string;
  readonly place: Place;
  readonly messages: readonly Message[];
  readonly fields: Fields;
  /** Records what came; resolves when it is on disk. */
  readonly keep: (called: Called) => Promise<unknown>;
}

export interface WaitingCall extends BatchedCall {
  readonly id: string;
  /** The present one included. */
  attempts: number;
  readonly resolve: (completion: Completion) => void;
  readonly reject: (reason: unknown) => void;
}

/** Calls that have not been answered, and how many conversations they hold up. */
export class WaitingCalls {
  readonly #byId = new Map<string, WaitingCall>();
  /** Place id -> its calls. */
  readonly #ofPlace = new Map<string, number>();

  /** Conversations that wait. */
  get conversations(): number {
    return this.#ofPlace.size;
  }

  get(id: string): WaitingCall | undefined {
    return this.#byId.get(id);
  }

  add(
    call: BatchedCall,
    { resolve, reject }: Pick<WaitingCall, 'resolve' | 'reject'>,
  ): WaitingCall {
    const waiting = { ...call, id: callId(waveCall(call)), attempts: 1, resolve, reject };
    this.#byId.set(waiting.id, waiting);
    const at = placeId(call.place);
    this.#ofPlace.set(at, (this.#ofPlace.get(at) ?? 0) + 1);
    return waiting;
  }

  resolve(call: WaitingCall, completion: Completion): void {
    this.#remove(call);
    call.resolve(completion);
  }

  reject(call: WaitingCall, reason: unknown): void {
    this.#remove(call);
    call.reject(reason);
  }

  #remove({ id, place }: WaitingCall): void {
    this.#byId.delete(id);
    const at = placeId(place);
    const left = (this.#ofPlace.get(at) ?? 1) - 1;
    if (left > 0) this.#ofPlace.set(at, left);
    else this.#ofPlace.delete(at);
  }
}

/** A call as it is written down. */
export function waveCall({ key, place: { item, budget, epoch } }: BatchedCall) {
  return { key, item, budget, epoch };
}
