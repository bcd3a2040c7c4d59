/** The record itself. What could steer a terminal that shows the file is written as \u escapes. */
export function renderJson(record: object): string {
  const json = JSON.stringify(record, null, 2);
  return `${json.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, escaped)}\n`;
}

/** JSON escapes are of UTF-16 units: a character beyond 16 bits takes two. */
function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
}
