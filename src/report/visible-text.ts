/**
 * Text from outside, for a page, with what hides or reorders it made visible: "‹U+202E›". Free of
 * Node, so that scripts of pages can use it.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) =>
    KEPT.has(character)
      ? character
      : `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}

/** Line breaks, tabs, and the joiners that emoji and some scripts are written with. */
const KEPT: ReadonlySet<string> = new Set(['\n', '\r', '\t', '\u200c', '\u200d']);
