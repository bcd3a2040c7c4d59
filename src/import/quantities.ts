import type { Quantity } from '../problem/problem.ts';
import { features } from '../reading/words.ts';
import { domainAround } from './text/domains.ts';
import { ENGLISH, type Place } from './text/number-places.ts';
import { type Naming, placeNamings } from './text/place-nouns.ts';
import { questionNaming } from './text/question-noun.ts';
import { stepNaming } from './text/step-nouns.ts';
import type { TaggedText } from './text/tagged-text.ts';
import type { Computation } from './worked/computation.ts';

/** The symbol of a number of the text; of a calculation's result. */
export const placeSymbol = (index: number) => `n${index + 1}`;
export const stepSymbol = (index: number) => `s${index + 1}`;

/** The quantities of a problem, each with a noun phrase of its own: what is stated first, then results. */
export function nameQuantities(
  text: TaggedText,
  places: readonly Place[],
  loose: ReadonlySet<Place>,
  { calculations, steps, results, goal, scale }: Computation,
): Quantity[] {
  const taken = new Set<string>();
  const quantities: Quantity[] = [];
  const add = (
    id: string,
    { noun, unit }: Pick<Naming, 'noun' | 'unit'>,
    domain: Quantity['domain'],
    otherwise: string,
  ) => {
    const own =
      [noun, `${noun} ${otherwise}`].find((each) => !taken.has(each.toLowerCase())) ??
      `${noun} ${id}`;
    taken.add(own.toLowerCase());
    quantities.push({ id, noun: own, unit, also: [], domain });
  };
  const asked = text.text.slice(...(text.sentences.at(-1)?.span ?? [0, 0]));
  const own = new Set(features(asked, ENGLISH));
  const namings = placeNamings(text, places).map((name) => ({
    ...name,
    noun: apart(name.noun, own),
  }));
  for (const [i, place] of places.entries()) {
    const name = loose.has(place)
      ? { ...LOOSE, noun: `number ${place.text} that stands in the text more than once` }
      : namings[i];
    if (!name) continue;
    add(
      placeSymbol(place.index),
      name,
      domainAround(name.measure, place.value, false),
      `that ${ordinal(i)} stands in the text`,
    );
  }
  const question = questionNaming(asked);
  for (const [i, step] of steps.entries()) {
    const calculation = calculations[step];
    const value = results.get(step);
    if (!calculation || !value) continue;
    const isTarget = step === goal && scale === 1;
    const said = stepNaming(calculation);
    const name = isTarget
      ? { ...question, unit: question.unit || (said?.unit ?? '') }
      : (said ?? { noun: `result of the ${ordinal(i)} calculation`, unit: '' });
    add(
      stepSymbol(step),
      name,
      domainAround(said?.measure ?? 'measure', value, true),
      `in the ${ordinal(i)} calculation`,
    );
  }
  const last = results.get(goal);
  if (scale !== 1 && last)
    add('answer', question, domainAround('cents', last.mul(scale), true), 'in all');
  return quantities;
}

/** "total number of …" where a question for it would sound like the problem's own. */
function apart(noun: string, question: ReadonlySet<string>): string {
  const said = new Set(features(noun, ENGLISH));
  const shared = [...said].filter((feature) => question.has(feature)).length;
  const alike = shared / Math.max(said.size, question.size, 1) >= ALIKE;
  return alike && noun.startsWith('number of ') ? `total ${noun}` : noun;
}

/** Share of their words above which two phrases sound alike. */
const ALIKE = 0.75;

const LOOSE = { unit: '', measure: 'count' } as const;

const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

function ordinal(index: number): string {
  return ORDINALS[index] ?? `${index + 1}th`;
}
