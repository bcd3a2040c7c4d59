const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * Parts a reply whose thinking stands in its text, as servers without a reasoning parser send it.
 * Thinking that never ends was cut off: then there is no reply at all, and no answer may be read out
 * of the thinking. A close tag alone counts too: chat templates often put the open tag in the prompt.
 */
export function splitThinking(content: string): { text: string; reasoning: string | null } {
  const trimmed = content.trimStart();
  const opened = trimmed.startsWith(OPEN);
  const body = opened ? trimmed.slice(OPEN.length) : content;
  const end = body.indexOf(CLOSE);
  if (end < 0) {
    return opened ? { text: '', reasoning: body.trim() } : { text: content, reasoning: null };
  }
  return { text: body.slice(end + CLOSE.length).trim(), reasoning: body.slice(0, end).trim() };
}
