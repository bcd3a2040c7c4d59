/** Keys that are shorter are not secrets, and blotting them out would garble every message. */
const SHORTEST_SECRET = 8;

/**
 * Gives a function that blots secrets out of a text: each whole one, and each beginning of one from
 * 8 characters on (endpoints like to echo "Incorrect API key provided: sk-abc12345…").
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  return (text) => known.reduce(blotOut, text);
}

function blotOut(text: string, secret: string): string {
  const head = secret.slice(0, SHORTEST_SECRET);
  let result = '';
  let from = 0;
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, from)) {
    let length = head.length;
    while (length < secret.length && text[at + length] === secret[length]) length += 1;
    result += `${text.slice(from, at)}[redacted]`;
    from = at + length;
  }
  return result + text.slice(from);
}
