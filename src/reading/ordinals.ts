/**
 * Part of a pattern: not behind an ordinal. "The 8th graders" are pupils, and nobody who grades.
 * For lower-case text, in the notations that people use: "8th", "third-", "$8^{th}$".
 */
export const NOT_BEHIND_ORDINAL =
  '(?<!(?:\\d[\\^{$*]{0,3}(?:st|nd|rd|th)[}$*]{0,3}|\\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth))[- ])';
