import { numberPhrases } from '../../corrupt/number-phrases.ts';
import type { Calculation } from '../worked/worked-solution.ts';
import { type ClauseParts, clauseParts } from './clause-parts.ts';
import { lowerFirst, type Naming, type Numeral, naming, tidy } from './place-nouns.ts';
import { type TaggedText, tagged } from './tagged-text.ts';

/** What leads up to a result in its line: "20 fruit/cluster * 6 clusters =". */
const EXPRESSION =
  /(?:[($]*\d[\d,.]*%?\)?(?:[ /-]?[a-z][a-z/'’-]*){0,4}\s*[-+*/x×÷=–−]\s*\(?)+[($\s]*$/i;

/** Openings that say nothing of the result. */
const OPENING =
  /^(?:so|then|thus|hence|therefore|first|next|now|finally|also|this means|that means|it means|which means|meaning|in total|altogether|overall|together|that|we know that|since|if|because|and|but)\b,?\s*/i;

/**
 * Names the result of a calculation by the sentence that the solution says it in: "Petra sells
 * 40 - 6 = 34 fresh rolls a day" is the number of fresh rolls that Petra sells a day. Undefined where
 * the line says nothing of the kind.
 */
export function stepNaming(calculation: Calculation): Naming | undefined {
  const { line, at } = calculation;
  const head = line.slice(0, at).replace(EXPRESSION, '').trimEnd();
  const because = /^(.*)\bbecause$/i.exec(head);
  const found = because?.[1]
    ? givenReason(because[1], calculation)
    : resultClause(head, calculation);
  return found && isName(found.noun) ? found : undefined;
}

/** "He sold 11 sets because 11 x 15 = 165": the number of sets that he sold. */
function givenReason(clause: string, { result }: Calculation): Naming | undefined {
  const number = numberPhrases(clause).findLast(({ value }) => value.equals(result));
  if (!number) return undefined;
  const [start, end] = number.span;
  const money = /\$ ?$/.test(clause.slice(0, start));
  const percent = clause[end] === '%';
  const text = tagged(clause);
  return nameAt(text, [start - (money ? 1 : 0), end + (percent ? 1 : 0)], result, money, percent);
}

function resultClause(head: string, { line, at, result }: Calculation): Naming | undefined {
  const behind = line.slice(at);
  const money = /\$\s*$/.test(line.slice(0, at)) || /^\s*\$/.test(behind);
  const percent = /^\s*[\d.,]+%/.test(behind);
  const measure = money ? 'money' : percent ? 'percent' : 'measure';
  const unit = money ? 'dollar' : percent ? 'percent' : '';
  const sought =
    /\b(?:find|calculate|get|determine|know|compute|figure)(?: out)? (?:the |how (?:many|much) )(.{3,80}?):$/i.exec(
      head,
    );
  if (sought?.[1]) return { noun: tidy(sought[1]), unit, measure };
  const lead = leadIn(head);
  const rest = behind.replace(/^\s*[$€£]?\s*[\d,.]*\d%?/, '').replace(/^[^\w(]*\)?/, ' ');
  const text = tagged(`${lead} ${money ? '$' : ''}5${percent ? '%' : ''}${rest}`.trim());
  const place = text.text.indexOf('5', lead.length);
  const named = nameAt(
    text,
    [place - (money ? 1 : 0), place + 1 + (percent ? 1 : 0)],
    result,
    money,
    percent,
  );
  const copula =
    /^(?:the |his |her |their |its )?(.{3,80}?) (?:is|are|was|were|will be|would be|comes to|equals?)(?: (?:equal to|a total of|only|just|about))?$/i.exec(
      lead,
    );
  const said = copula?.[1];
  if (said === undefined || /\bthere$|^(?:he|she|they|it|this|that|which|there|when)\b/i.test(said))
    return named;
  return {
    unit: named?.unit ?? unit,
    measure: named?.measure ?? measure,
    noun: tidy(lowerFirst(said)),
  };
}

function nameAt(
  text: TaggedText,
  span: [number, number],
  value: Numeral['value'],
  money: boolean,
  percent: boolean,
): Naming | undefined {
  const parts = clauseParts(text, span);
  const clause: ClauseParts = { ...parts, before: lowerFirst(parts.before), asked: false };
  if (clause.before === '' && clause.thing === '') return undefined;
  return naming(
    clause,
    { kind: money ? 'money' : percent ? 'percent' : 'plain', value, unit: clause.head },
    '',
  );
}

/** The last clause of what leads up to a calculation, without its opening. */
function leadIn(head: string): string {
  const clauses = head.split(/[.;:,]\s|\b(?:so|then|that means|which means|meaning)\b/i);
  let lead =
    clauses
      .at(-1)
      ?.trim()
      .replace(/[,:;]$/, '') ?? '';
  for (let i = 0; i < 3; i++) lead = lead.replace(OPENING, '');
  return /\d/.test(lead) ? lead.slice(lead.search(/[^\d\s.,$%]*$/)).trim() : lead;
}

/** Whether a phrase says enough to tell a quantity from others. */
function isName(noun: string): boolean {
  const words = noun.split(' ').filter((word) => word.length > 2);
  return (
    words.length >= 2 &&
    words.length <= 24 &&
    !/^(?:which|when|this|that|x|number of things)\b|\d/i.test(noun) &&
    !/ (?:is|are|was|be|that)$/.test(noun)
  );
}
