import type { JudgedReply } from '../../graders/calibrate/judged-reply.ts';
import { graded, isRight } from '../stats/calibration.ts';
import { printable } from './plain-text.ts';

/** Characters of a reply that are shown: its end, where the answer is, more than its beginning. */
const SHOWN = { head: 300, tail: 700 };

/** The replies that the grader got wrong, those first of which it was most sure. */
export function worstReplies(judged: readonly JudgedReply[], most: number): JudgedReply[] {
  return judged
    .filter((row) => !isRight(row))
    .sort((a, b) => b.found.confidence - a.found.confidence)
    .slice(0, most);
}

/** One of them in words: what was labelled and what graded, and the reply with the evidence marked. */
export function worstWords(row: JudgedReply): { about: string; text: string } {
  const { where, item, style, right, final, found } = row;
  const verdict = graded(row) === 'unsure' ? `unsure (${found.label})` : found.label;
  const numbers =
    final === undefined ? '' : ` · number ${final ?? 'none'}, graded ${found.final ?? 'none'}`;
  const about = [
    `${where} · ${item}${style === '' ? '' : ` · ${style}`}`,
    ` · labelled ${right.join(' or ')}, graded ${verdict} ${found.confidence.toFixed(2)}${numbers}`,
  ];
  return { about: printable(about.join('')), text: shortened(marked(row)) };
}

/** The reply with what the grader saw in ⟦brackets⟧. */
function marked({ reply, found }: JudgedReply): string {
  let at = 0;
  let text = '';
  for (const { span, shows } of found.evidence.toSorted((a, b) => a.span[0] - b.span[0])) {
    const [start, end] = span;
    if (start < at || end <= start) continue;
    text += `${reply.slice(at, start)}⟦${shows}: ${reply.slice(start, end)}⟧`;
    at = end;
  }
  return text + reply.slice(at);
}

function shortened(text: string): string {
  const { head, tail } = SHOWN;
  const shown =
    text.length <= head + tail
      ? text
      : `${text.slice(0, head)} … ${text.length - head - tail} characters … ${text.slice(-tail)}`;
  return shown
    .split('\n')
    .map((line) => printable(line).trimEnd())
    .filter((line, i, all) => line !== '' || (i > 0 && all[i - 1] !== ''))
    .join('\n');
}
