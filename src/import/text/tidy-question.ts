/**
 * A question as a careful writer would set it: single spaces, none before punctuation, "a.m." without
 * its full stops, a capital where a sentence starts, a sentence's end at the end. The words stay.
 */
export function tidyQuestion(raw: string): string {
  const text = raw
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(^|[\s$(])\.(?=\d)/g, '$10.')
    .replace(/(\$\d{1,3}) (\d{3})\b/g, '$1,$2')
    .replace(/ ([.,;:!?]|n['’]t\b)/g, '$1')
    .replace(/([$€£]) (?=\d)/g, '$1')
    .replace(/([,;])(?=\p{L})/gu, '$1 ')
    .replace(/\b([ap])\.m\.(?= ?[a-z,;?])/gi, '$1m')
    .replace(/\b([ap])\.m\.$/gi, '$1m.')
    .replace(/([.!?])\1+(?= |$)/g, '$1')
    .replace(/\b(oz|lbs?|ft|in|vs|etc)\.(?= [a-z])/g, '$1')
    .replace(
      /([.!?]["”']?) (\p{Ll})/gu,
      (_, stop: string, letter: string) => `${stop} ${letter.toUpperCase()}`,
    )
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return /[.!?]["”’')]?$/.test(text)
    ? text
    : `${text}${/\b(?:how|what|which|find|calculate)\b[^.]*$/i.test(text) && !/\b(?:find|calculate)\b[^.]*$/i.test(text) ? '?' : '.'}`;
}
