/** Says that the store cannot be reached, and when it can again: what waits for it is not lost. */
export function sayAway(why: string | null): void {
  process.stderr.write(
    why === null ? 'The store is back.\n' : `The store is away (${why}): waiting for it.\n`,
  );
}
