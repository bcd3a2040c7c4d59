/** What no careful writer leaves in a text. `a one`, `a uniform`, `an hour` are right. */
const SLIPS: ReadonlyArray<[RegExp, string]> = [
  [/^$/, 'there is no text'],
  [/[{}]/, 'a slot is not filled'],
  [/\s\s/, 'there are two spaces in a row'],
  [/\s[.,;:!?]/, 'there is a space before punctuation'],
  [/[,;:][.,;:!?]|\.[.,;:]|[!?]\./, 'punctuation stands twice'],
  [/^["'(]?\p{Ll}|[.!?]["')]? ["'(]?\p{Ll}/u, 'a sentence starts with a small letter'],
  [/\b(\p{L}+) \1\b/iu, 'a word stands twice'],
  [/\ba (?!one\b|once\b|uni|use|usu|eu|ut)[aeiou]/i, '"a" stands before a vowel'],
  [/\ba (?:8\d*|11|18)\b/i, '"a" stands before a number that begins with a vowel'],
  [/\ban (?!hour|hono|heir|8|11\b|18\b)[^aeiou\s"']/i, '"an" stands before a consonant'],
  [/[^.!?]$/, 'the last sentence has no end'],
];

/** What is untidy about a text, or undefined: spacing, punctuation, sentence case, articles, repeats. */
export function untidy(text: string): string | undefined {
  return SLIPS.find(([slip]) => slip.test(text))?.[1];
}
