import { type Wanted, wantedBy } from './wanted.ts';
import { contentWords, features } from './words.ts';

/** A problem's own question, as replies are read against it. */
export interface Question {
  readonly wanted: Wanted;
  readonly features: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

/** A run grades many replies to the same question: it is read once. */
const MOST_KNOWN = 4_000;
const known = new Map<string, Question>();

export function questionRead(question: string | null): Question {
  const key = question ?? '';
  const before = known.get(key);
  if (before) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = {
    wanted: wantedBy(question),
    features: new Set(features(key)),
    words: contentWords(key),
  };
  known.set(key, made);
  return made;
}
