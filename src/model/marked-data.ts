import { createHash } from 'node:crypto';
import { canonicalJson } from '../corrupt/digest.ts';
import { bounded } from '../reading/bounds.ts';

/** A text by others within a prompt, between two lines that hold a code. */
export function marked(code: string, what: string, text: string): string {
  return `[[${code} ${what} begins]]\n${text}\n[[${code} ${what} ends]]`;
}

/**
 * A code that nobody who wrote the texts can have known, since it hangs on all of them and on a seed;
 * made anew should it stand in one of them all the same.
 */
export function codeFor(seed: number, texts: readonly string[]): string {
  for (let round = 0; ; round += 1) {
    const code = createHash('sha256')
      .update(canonicalJson([seed, round, texts]))
      .digest('hex')
      .slice(0, 24);
    if (!texts.some((text) => text.includes(code))) return code;
  }
}

/**
 * A reply as a person would see it: of a very long one both ends, as the rules read it; characters that
 * hide or reorder text are shown by number, and what some servers take for the control tokens of a
 * chat template loses that power.
 */
export function asSeen(reply: string): string {
  return visible(shortened(reply));
}

function shortened(text: string): string {
  const { text: read } = bounded(text);
  return read.length === text.length ? text : `${read}\n(The middle of the reply is left out.)`;
}

function visible(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (hidden) =>
      HARMLESS.has(hidden) ? hidden : `\\u{${hidden.codePointAt(0)?.toString(16)}}`,
    )
    .replaceAll('<|', '< |')
    .replaceAll('|>', '| >')
    .replace(/<(?=\/?s>)/g, '< ');
}

/** White space, and the joiners of emoji and of Persian words. */
const HARMLESS: ReadonlySet<string> = new Set(['\n', '\t', '\r', '\u200c', '\u200d']);
