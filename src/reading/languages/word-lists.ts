/** "a b c" as a set. */
export function set(words: string): ReadonlySet<string> {
  return new Set(
    words
      .trim()
      .split(/\s+/)
      .filter((word) => word !== ''),
  );
}

/** "a b c" as keys that all have the value. */
export function all(value: string, words: string): Record<string, string> {
  return Object.fromEntries(
    words
      .trim()
      .split(/\s+/)
      .map((word) => [word, value]),
  );
}

/** "one:1 two:2" as a table. */
export function table(pairs: string): Record<string, string> {
  return Object.fromEntries(
    pairs
      .trim()
      .split(/\s+/)
      .map((pair) => {
        const [word = '', value = ''] = pair.split(':');
        return [word, value.replaceAll('_', ' ')];
      }),
  );
}

/** "zero one two …" as values from `from` on. */
export function counted(words: string, from = 0): Record<string, string> {
  return Object.fromEntries(
    words
      .trim()
      .split(/\s+/)
      .map((word, n) => [word, String(from + n)]),
  );
}
