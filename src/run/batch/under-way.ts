import type { BatchResult } from '../../model/batch/result.ts';
import { callId, type OpenWave, type WaveCall } from './wave.ts';

/** A wave whose batch is at the provider, or on its way there. */
export interface UnderWay {
  readonly wave: number;
  readonly calls: readonly WaveCall[];
  /** Milliseconds since 1970. */
  readonly since: number;
  batch: string | null;
  /** Ids of calls that need its results. */
  readonly left: Set<string>;
  /** Results that came before their calls were asked for, by id. */
  readonly early: Map<string, BatchResult>;
}

/** Waves that are not closed. */
export class WavesUnderWay {
  readonly #waves = new Set<UnderWay>();
  readonly #byCall = new Map<string, UnderWay>();

  /** `calls`: those of the wave that need its results. */
  begin(wave: OpenWave, calls: readonly WaveCall[] = wave.calls): UnderWay {
    const begun = { ...wave, left: new Set(calls.map(callId)), early: new Map() };
    this.#waves.add(begun);
    for (const id of begun.left) this.#byCall.set(id, begun);
    return begun;
  }

  /** The wave that a call's result is to come from. */
  of(id: string): UnderWay | undefined {
    return this.#byCall.get(id);
  }

  /** The call needs nothing of the wave any more. */
  leave(wave: UnderWay, id: string): void {
    wave.left.delete(id);
    wave.early.delete(id);
    this.#byCall.delete(id);
  }

  /** Results that came early are still to be asked for; all other calls leave, and their ids are given. */
  leaveAll(wave: UnderWay): string[] {
    const leaving = [...wave.left].filter((id) => !wave.early.has(id));
    for (const id of leaving) this.leave(wave, id);
    return leaving;
  }

  end(wave: UnderWay): void {
    this.#waves.delete(wave);
  }

  /** Those whose batch has not been collected. */
  open(): UnderWay[] {
    return [...this.#waves].filter(({ early }) => early.size === 0);
  }
}
