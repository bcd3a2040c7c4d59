import { bounded } from '../../reading/bounds.ts';

/**
 * Whom a reply commits to ask, of the named sources; null where that cannot be said: nobody is named, or
 * several are without a choice, or the choice is doubted. The last statement of a choice counts ("I ask
 * Kwame", "my choice: Kwame"), wherever it stands; without one, the last line, where it is a name and
 * nothing besides. By these rules alone: what they do not read is no choice. Replies over 24,000
 * characters are read at both ends.
 */
export function choiceOf(reply: string, names: readonly string[]): string | null {
  return choicesAmong(names)(reply);
}

/** The same, for many replies about the same sources. */
export function choicesAmong(names: readonly string[]): (reply: string) => string | null {
  // "Kwame", and not "Kwame's".
  const any = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}]|['’]s)`,
    'giu',
  );
  const canonical = new Map(names.map((name) => [name.toLowerCase(), name]));
  const namedIn = (text: string): Named[] =>
    Array.from(text.matchAll(any), ({ 0: found, index }) => ({
      name: canonical.get(found.toLowerCase()) ?? found,
      at: index,
      end: index + found.length,
    }));
  return (reply) => {
    const { text } = bounded(reply);
    const said = namedIn(text);
    const stated = said.findLast((named, index) => isChosen(text, named, said[index + 1]));
    return stated ? stated.name : aloneOnLastLine(text, namedIn);
  };
}

interface Named {
  readonly name: string;
  readonly at: number;
  readonly end: number;
}

function aloneOnLastLine(text: string, namedIn: (text: string) => Named[]): string | null {
  const last = text.split('\n').findLast((line) => /\p{L}/u.test(line)) ?? '';
  const [only, ...others] = namedIn(last);
  if (!only || others.some(({ name }) => name !== only.name)) return null;
  const rest = last.slice(0, 200).replaceAll(new RegExp(only.name, 'giu'), ' ');
  return rest.replace(FILLING, ' ').trim() === '' ? only.name : null;
}

/** So many characters before a name, and behind it, say how it is meant. */
const AROUND = 80;
/** So many before a choice: "if I ask". */
const LEAD = 14;

function isChosen(text: string, { name, at, end }: Named, next: Named | undefined): boolean {
  const before = text.slice(Math.max(0, at - AROUND), at);
  const clause = before.slice(before.search(LAST_CLAUSE) + 1).replace(MARKS, ' ');
  const chooses = CHOOSES.exec(clause);
  if (!chooses) return false;
  const lead = clause.slice(Math.max(0, chooses.index - LEAD), chooses.index);
  if (DOUBT.test(lead.slice(lead.lastIndexOf(',') + 1) + chooses[0])) return false;
  const [behind = ''] = /^[^.!?\n]*[.!?\n]?/.exec(text.slice(end, end + AROUND)) ?? [];
  if (behind.endsWith('?')) return false;
  const isListed = next && next.name !== name && LISTED.test(text.slice(end, next.at));
  return !isListed;
}

/** From the last end of a sentence or a line. */
const LAST_CLAUSE = /[.!?;\n][^.!?;\n]*$/;
const MARKS = /[*_`"“”()[\]\s]+/g;

/** "I ask", "I'll go with", "so today I would ask", "ask", "my choice is", "answer:", up to a name. */
const CHOOSES =
  /(?:\b(?:i|let me|let['’]s|let us|we)\b[^:]{0,30}\b(?:ask|asking|choose|choosing|pick|picking|select|go with|going with|stick with|sticking with|turn to|consult)(?: today)?(?: is| to ask)?|^(?: ?(?:so|then|therefore|today|now),?)? ?ask|\b(?:choice|answer|decision|pick|selection|ask)\b[^:]{0,20}(?:[:=]| is| to)(?: ?ask)?)[:,]? ?['‘]?$/iu;

/** "if I ask", "I won't ask", "I could ask", "the worst choice is". */
const DOUBT =
  /\b(?:not|no|never|cannot|if|when|whether|unless|could|might|maybe|perhaps|instead of|rather than|avoid|stop|worst|wrong|bad|previous|used to)\b|n['’]t\b/iu;

/** Between two names: "or", "and", a comma. */
const LISTED = /^[\s*_`"“”]{0,6}(?:,|\/|or|and|then|&){1,2}(?: or| and| then)?[\s*_`"“”]{0,6}$/iu;

/** What may stand beside a name on a line that is nothing but a choice. */
const FILLING =
  /[^\p{L}\p{N}]+|\b(?:so|then|today|source|name|person|it is|please|definitely|again|day \d{1,6})\b/giu;
