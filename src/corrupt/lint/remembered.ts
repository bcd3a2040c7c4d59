/** Enough for the sentences of the problems at hand; memory stays flat over a million of them. */
const MOST = 2000;

/** A pure function of a text that keeps its last results: the items of a problem share most sentences. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = compute(text);
    if (results.size >= MOST) results.clear();
    results.set(text, result);
    return result;
  };
}
