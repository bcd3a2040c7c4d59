import { type Naming, tidy } from './place-nouns.ts';
import { singular } from './plural.ts';

/** What a problem asks for, as a noun phrase: "How many eggs does she sell?" → "number of eggs that she sells". */
export function questionNaming(question: string): Pick<Naming, 'noun' | 'unit'> {
  const asked = question.trim().replace(/^.*?,\s*(?=(?:how|what|calculate|find)\b)/i, '');
  const many =
    /\bhow many ((?:more |less |fewer |total )?[a-z][a-z '’-]{1,40}?) (?:does|do|did|is|are|was|were|will|would|can|could|should|has|have|had)\b ?(.*)$/i.exec(
      asked,
    );
  if (many?.[1]) {
    return {
      noun: cut(`number of ${many[1]} that ${many[2] ?? ''}`),
      unit: singular(many[1].split(' ').at(-1) ?? ''),
    };
  }
  const much =
    /\bhow much (money|[a-z]+)?.*? ?(?:does|do|did|is|are|was|were|will|would|can|could|should|has|have|had) (.*)$/i.exec(
      asked,
    );
  if (much) {
    const money = /\$|dollar|money|cost|pay|spend|earn|price|profit/i.test(question);
    return {
      noun: cut(`amount ${money ? 'of money ' : ''}that ${much[2] ?? ''}`),
      unit: money ? 'dollar' : '',
    };
  }
  const what =
    /\b(?:what(?:['’]s| is| was| will be| are| were| would be)|calculate|find|determine) (?:the )?(.*)$/i.exec(
      asked,
    );
  if (what?.[1]) return { noun: cut(what[1]), unit: '' };
  return { noun: 'answer to the question', unit: '' };
}

/** The first clause, without its end. */
function cut(noun: string): string {
  const words = tidy(
    noun.replace(/[?.].*$/, '').replace(/,? (?:if|when|assuming|given)\b.*$/i, ''),
  ).split(' ');
  const kept = words.slice(0, 20).join(' ');
  return kept.split(' ').length < 2 ? 'answer to the question' : kept;
}
