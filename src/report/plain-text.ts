import { stripVTControlCharacters } from 'node:util';

/** What may not reach a terminal: controls, and marks that reorder or hide text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u;

/** Text from outside, fit to print on one line: no escape sequences, no control characters. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(UNPRINTABLE, ' ');
}

/** Terminal columns that a printable text takes. */
export function columns(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

/** Shortens to at most `width` columns, with "…" in the middle: both ends of a model's name tell it apart. */
export function shorten(text: string, width: number): string {
  if (columns(text) <= width) return text;
  const characters = Array.from(text);
  let keep = characters.length;
  let shortened = text;
  while (columns(shortened) > width && keep > 0) {
    keep -= 1;
    const head = characters.slice(0, Math.ceil(keep / 2));
    const tail = characters.slice(characters.length - Math.floor(keep / 2));
    shortened = `${head.join('')}…${tail.join('')}`;
  }
  return shortened;
}

/**
 * Breaks a text into lines of at most `width` columns, between words, or within one that alone is
 * wider. The first line starts with `lead` (a bullet, a number), the others stand under its end.
 */
export function wrap(text: string, width: number, lead = ''): string {
  const indent = ' '.repeat(columns(lead));
  const lines: string[] = [];
  let line = lead;
  let empty = true;
  const room = Math.max(2, width - indent.length);
  for (const word of text.split(' ').flatMap((whole) => pieces(whole, room))) {
    const longer = empty ? line + word : `${line} ${word}`;
    if (!empty && columns(longer) > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line = longer;
    }
    empty = false;
  }
  return [...lines, line].join('\n');
}

/** A word in pieces of at most `width` columns: languages without spaces are one word to us. */
function pieces(word: string, width: number): string[] {
  if (columns(word) <= width) return [word];
  const cut: string[] = [];
  let piece = '';
  for (const character of word) {
    if (columns(piece + character) > width) {
      cut.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...cut, piece];
}

/** Emphasis for terminals, or none. */
export interface Ink {
  bold(text: string): string;
  dim(text: string): string;
}

export function ink(color: boolean): Ink {
  if (!color) return { bold: (text) => text, dim: (text) => text };
  return {
    bold: (text) => `\u001b[1m${text}\u001b[22m`,
    dim: (text) => `\u001b[2m${text}\u001b[22m`,
  };
}
