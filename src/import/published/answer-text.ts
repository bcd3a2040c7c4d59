import { exact } from '../external.ts';

/** Longer answers are no single number. */
const LONGEST = 200;

const NUMBER =
  /^(-?)(?:\\[dt]?frac ?(?:\{(\d{1,30})\}|(\d)) ?(?:\{(\d{1,30})\}|(\d))|(\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,30})?|\d{1,30}(?:\.\d{1,30})?(?:\/\d{1,30})?))$/;
const AFTER = /(?:\\text ?\{[^{}]{0,60}\}|\^ ?\\circ|\^ ?\{ ?\\circ ?\}|°|\\?%|\.)$/;

/**
 * The exact number in an answer as data sets write them: "540", "1,250", "\frac{3}{2}", "90^\circ",
 * "\$18.90", "5.4 \text{ cents}". null where the answer is none (an expression, an interval, a name).
 */
export function exactAnswer(answer: string | number | null | undefined): string | null {
  if (answer === null || answer === undefined) return null;
  let text = String(answer).slice(0, LONGEST).trim();
  if (String(answer).length > LONGEST) return null;
  text = text
    .replace(/^\$(.+)\$$/, '$1')
    .replace(/^\\?\$/, '')
    .trim();
  for (
    let cut = text.replace(AFTER, '').trim();
    cut !== text;
    cut = text.replace(AFTER, '').trim()
  ) {
    text = cut;
  }
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, sign = '', top, oneTop, bottom, oneBottom, plain] = match;
  const number =
    plain === undefined ? `${top ?? oneTop}/${bottom ?? oneBottom}` : plain.replaceAll(',', '');
  return exact(`${sign}${number}`) === null ? null : `${sign}${number}`;
}

/** The answer that a GSM8K solution ends in: "#### 540". null where it has none. */
export function markedAnswer(solution: string): string | null {
  const at = solution.lastIndexOf('####');
  return at < 0 ? null : exactAnswer(solution.slice(at + 4));
}

/** An answer that is a worked solution in GSM8K's format; undefined for any other. */
export function workedSolution(answer: string | number | null): string | undefined {
  return typeof answer === 'string' && answer.includes('<<') && answer.includes('####')
    ? answer
    : undefined;
}
