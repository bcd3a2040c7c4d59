const VARIABLE = String.raw`(?<![\p{L}\d'’\\_]|\d )[a-zA-Z](?![\p{L}\d'’]|\.[a-z])`;
const TERM = String.raw`(?:${VARIABLE}|(?<![\p{L}\d.])\d{1,9}(?:\.\d{1,9})?[a-fi-kn-rt-z](?![\p{L}\d]))`;
const SYMBOLIC = new RegExp(
  [
    String.raw`${TERM}\s{0,3}[+−*·×÷^]\s{0,3}[\d({a-zA-Z]`,
    String.raw`${TERM}\s{1,3}[-–/]\s{1,3}[\d(]`,
    String.raw`${TERM}[-–/]\d`,
    String.raw`(?<![\p{L}\d.])\d{1,9}(?:[.,]\d{1,9})?[xyzwnrqSNXYR](?![\p{L}\d])`,
    String.raw`[\d)%]\s{0,3}[+−*·×÷]\s{0,3}${TERM}`,
    String.raw`[\d)]\s{0,3}[-–/]\s{0,3}${TERM}`,
    String.raw`[\d)]\s{0,3}[-−–+*·×/÷]\s{0,3}\(\s{0,3}[\d.]{0,9}\s{0,2}[-−–+*·×/]?\s{0,2}${TERM}`,
    String.raw`\p{L}\s{0,3}=\s{0,3}${TERM}`,
    // "s\\sqrt{2}"
    String.raw`${TERM}\s?(?:\\sqrt|√)`,
    // "2(2/3)^n": a letter in the exponent.
    String.raw`[\d)]\s?\^\s?\{?\s?[a-z](?![\p{L}\d])`,
    // "8s + 3f": two letters behind numbers are no units of one sum.
    String.raw`\d([a-z])\s?[+−–-]\s?\d{1,9}(?!\1)[a-z](?![\p{L}\d])`,
    // "40 + 12m": a unit would stand behind both.
    String.raw`(?<![\p{L}\d.,]\s?)\d{1,9}(?:\.\d{1,9})?\s?[+−–-]\s?\d{1,9}(?:\.\d{1,9})?[a-zA-Z](?![\p{L}\d²³/])(?![^=\n]{0,80}=)`,
    // "speed × 0.75 h", "8 * sandwich": a word for a number, not a unit behind one.
    String.raw`(?:^|[^\d\s]\s)\p{L}{2,20}\s?[×·÷]\s?\d`,
    String.raw`\d\s?[*×·]\s?[a-z_]{4,20}\b`,
    // "Base salary + 420": words for a number at the start, or behind "=" or ":".
    String.raw`(?:^|[=:]\s)\p{L}[\p{L} ]{3,40}\s[+−]\s\d`,
  ].join('|'),
  'u',
);
/** Without a lone letter, or one right behind a digit, there is nothing to look for. */
const LETTER =
  /(?:^|[^\p{L}'’\\])[a-zA-Z](?![\p{L}])|\p{L}{2}\s?[*×·÷]\s?\d|\d\s?[*×·]\s?\p{L}|\p{L}{2}\s[+−]\s\d|\d[a-zA-Z]{2,3}(?!\p{L})/u;

/** Whether an expression has a letter for a number in it: "2r + 15", "126/n"; not "5 m + 3 m". */
export function isSymbolic(text: string, symbols: ReadonlySet<string> = NONE): boolean {
  const start = text.slice(0, LONGEST).replace(/([a-zA-Z])(?=[\u4e00-\u9fff])/g, '$1 ');
  if (!LETTER.test(start) && !start.includes('\\')) return false;
  const plain = start
    .replace(/\\(?:text|mathrm|mathbf|operatorname)\s?\{[^{}]{0,200}\}/g, ' ')
    .replace(/\\(?:cdot|times)/g, '×')
    .replace(/\\[dt]?frac\s?\{([^{}]{0,100})\}\s?\{([^{}]{0,100})\}/g, '$1/$2')
    .replace(DEGREES, ' ')
    .replace(/\\(?:left|right|quad|[,;! ])/g, '')
    .replace(GREEK, 'u')
    .replace(/(?<!\p{L})([a-zA-Z])_(?:\{\w{1,5}\}|\d{1,2})/gu, '$1')
    .replace(/\bx\b(?=\s{0,2}\d)/g, '×')
    .replace(/[$_]{1,3}|\*{2,3}/g, '')
    .replaceAll('*', '×');
  if (SYMBOLIC.test(plain)) return true;
  for (const [, letter = ''] of plain.matchAll(/\d\s?([a-zA-Z])(?![\p{L}\d'’])/gu)) {
    if (symbols.has(letter)) return true;
  }
  // "4bx", where it says what b and x are.
  for (const [, letters = ''] of plain.matchAll(/\d([a-zA-Z]{2,3})(?![\p{L}\d'’])/gu)) {
    if ([...letters].every((letter) => symbols.has(letter))) return true;
  }
  return false;
}

/** Letters for numbers in formulas; π is a number. */
const GREEK =
  /\\(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|rho|sigma|tau|upsilon|phi|chi|psi|omega)(?![a-zA-Z])/gi;

/** "180^\circ": a unit, no letter. */
export const DEGREES = /\^\s?\{?\s?\\circ\s?\}?|\\(?:degree|circ)\b/g;

const LONGEST = 2_000;
const NONE: ReadonlySet<string> = new Set();

const LETTER_FOR = String.raw`["'‘“]?\$?(?:\\\()?\s?([a-zA-Z])\s?(?:\\\))?\$?["'’”]?`;
/** "where h is the hourly fee", "let p be", "s = …", "with b for the breadth", "设 x". */
const DECLARED = new RegExp(
  [
    String.raw`\b(?:where|with|let|and|if|for|sei|wobei|mit|siendo|donde|sea|ou|soit|avec|si|wenn) ${LETTER_FOR},?\s?(?:is|are|be|being|denotes|stands|represents|for|as|in|the|=|equals|die|der|das|bezeichnet|es|el|la|las|los|designe|est|le|les|people|\p{L}{3,20})(?![\p{L}])`,
    String.raw`${LETTER_FOR}\s?(?:=|being|denotes|denoting|represents|stands for|为|是|表示)\s?(?:the |a |an |\\text|number|price|amount|\p{L}{3,})`,
    `(?:设|令|其中|用)[^,.,。]{0,20}?${LETTER_FOR}`,
    // "he buys 'b' boxes"
    String.raw`(?<=[\s(])['‘"“]([b-hj-z])['’"”](?=[\s.,)])`,
  ].join('|'),
  'giu',
);

/** The letters that a text declares to stand for numbers. */
export function declaredSymbols(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  if (!hasLoneLetter(text)) return found;
  for (const match of text.slice(0, 20_000).matchAll(DECLARED)) {
    const letter = match.slice(1).find((group) => group !== undefined);
    if (letter !== undefined && !/[aI]/.test(letter)) found.add(letter);
  }
  // In a formula a letter before an operator is no unit.
  for (const [formula] of text.slice(0, 20_000).matchAll(FORMULA)) {
    for (const [, letter = ''] of formula.matchAll(FACTOR)) found.add(letter);
  }
  return found;
}

/**
 * Whether a letter other than "a" and "I" stands by itself. A loop, since every reply is looked through for one: a
 * pattern takes ten times as long.
 */
function hasLoneLetter(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (LETTERS[text.charCodeAt(at)] !== LONE) continue;
    if (!isInWord(text, at - 1) && !isInWord(text, at + 1)) return true;
  }
  return false;
}

const [IN_WORD, LONE] = [1, 2];
const LETTERS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[b-hj-zA-HJ-Z]/.test(character)) return LONE;
  return /[a-zA-Z']/.test(character) ? IN_WORD : 0;
});

/** Whether a letter, or an apostrophe, stands there. */
function isInWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return false;
  if (code < 128) return LETTERS[code] !== 0;
  // The second half of a pair.
  const start = code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
  return /^[\p{L}’]/u.test(text.slice(start, start + 2));
}

const FORMULA = /\$[^$\n]{1,400}\$|\\[[(][^\]]{1,400}?\\[\])]/g;
const FACTOR = /(?:[\d,\s({=])([a-zA-Z])\s?(?:\\cdot|\\times|[+*=^<>$]|\\?\))/g;
