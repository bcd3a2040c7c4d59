/** Something that takes in a part of what is new at a time, and says whether there is more. */
export interface Advancing {
  advance(): Promise<boolean>;
}

export interface FollowOptions {
  /** Milliseconds between two looks where nothing is new. */
  readonly every: number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Keeps all of them up with what they follow until the signal is aborted. Throws what they throw. */
export async function follow(
  all: readonly Advancing[],
  { every, sleep, signal }: FollowOptions,
): Promise<void> {
  while (!signal.aborted) {
    let more = false;
    for (const each of all) more = (await each.advance()) || more;
    // Between two steps requests have their turn.
    await sleep(more ? 0 : every);
  }
}
