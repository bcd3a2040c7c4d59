import type { Fraction } from '../math/fraction.ts';
import { judge } from './judge-part.ts';
import { lexicon, mentions } from './mentions.ts';
import { type NumberInText, numbers } from './numbers.ts';
import type { Request } from './requests.ts';
import type { Subject } from './subject.ts';
import { isStrange as namesStrange, surroundings } from './surroundings.ts';
import { features } from './words.ts';

/** Stands for "which of the clashing statements holds". */
export const CLASH = 'clash';
/**
 * Stands for another quantity of the text than those that the subject names, which would do as well: what
 * a judge may say of a subject that names only what is missing.
 */
export const OTHER = 'other';

export interface Meaning {
  /** Quantities, or "clash". */
  readonly means: readonly string[];
  /** It plainly asks for something else: what the text states, or what the problem does not speak of. */
  readonly elsewhere: boolean;
}

/**
 * What a request means: ids of quantities, "clash" where it asks which of the clashing statements
 * holds; [] where it means nothing that the problem has. `noticed` says that the reply, outside of
 * the request too, shows the clash.
 */
export function understand(request: Request, subject: Subject, noticed: boolean): Meaning {
  if (subject.clash) {
    if (asksForClash(request, subject, noticed)) return { means: [CLASH], elsewhere: false };
    return { means: quantities(request, subject), elsewhere: true };
  }
  if (subject.complete) return { means: quantities(request, subject), elsewhere: true };
  const verbatim = named(request, subject);
  if (verbatim.length > 0) return { means: verbatim, elsewhere: false };
  return request.generic ? { means: [], elsewhere: false } : missing(request, subject);
}

/** Missing quantities that the request calls by their very names. */
function named({ parts }: Request, subject: Subject): string[] {
  const said = parts.join('\n');
  return lexicon(subject.quantities)
    .filter(({ names }) => names.some((name) => name.includes(' ') && said.includes(name)))
    .map(({ id }) => id);
}

/** Quantities of a subject that has all of them. */
function quantities(request: Request, subject: Subject): string[] {
  if (request.generic || !subject.complete) return [];
  const preferred = new Set(
    subject.quantities
      .map(({ id }) => id)
      .filter((id) => !subject.stated.has(id) && id !== subject.target),
  );
  const { vocabulary } = surroundings(subject);
  // "Was there a discount?" asks for no value, and for nothing that the problem has.
  if (request.yesNo && goesBeyond(request, vocabulary)) return [];
  const mean = (text: string, context = false) =>
    mentions(text, subject.quantities, { preferred, context, tongue: request.tongue, vocabulary });
  const direct = [...new Set(request.parts.flatMap((part) => mean(part)))];
  if (direct.length > 0) return direct;
  return [...new Set(request.antecedents.flatMap((text) => mean(`${text} ${request.text}`, true)))];
}

/** It speaks of something that the problem does not. */
function goesBeyond({ parts, tongue }: Request, vocabulary: ReadonlySet<string>): boolean {
  const said = features(parts.join(' '), tongue, vocabulary);
  return said.some((feature) => namesStrange(feature, vocabulary));
}

/** Missing quantities of a subject that names no others. */
function missing(request: Request, subject: Subject): Meaning {
  const { tongue, yesNo } = request;
  const judged = request.parts
    .flatMap(listed)
    .map((part) => judge(part, subject, { tongue, yesNo, context: false }));
  const direct = new Set(judged.flatMap(({ ids }) => ids));
  if (direct.size > 0) return { means: [...direct], elsewhere: false };
  if (judged.some(({ meaning }) => meaning === 'given' || meaning === 'strange')) {
    return { means: [], elsewhere: true };
  }
  if (request.symbol) {
    const only = subject.sufficient.find((set) => set.length === 1) ?? [];
    return { means: only, elsewhere: false };
  }
  const back = request.antecedents.flatMap(
    (before) =>
      judge(`${before} ${request.parts.join(' ')}`, subject, {
        tongue,
        yesNo: false,
        context: true,
      }).ids,
  );
  return { means: [...new Set(back)], elsewhere: false };
}

/** The things that one request lists, each asked for by itself: "the takings or the number of seats". */
function listed(part: string): string[] {
  const several = part
    .split(
      /\n|;|,? (?:and|or|und|oder|y|o|et|ou) (?=(?:what|how|which|the|its|his|her|their|of|a|an|die|der|das|wie|el|la|le|les|l')\b)|\?|[;?]/,
    )
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  return several.length > 1 ? several : [part];
}

/** It names the clashing quantity or values, or asks which is right where they are named. */
function asksForClash(request: Request, subject: Subject, noticed: boolean): boolean {
  const { clash } = subject;
  if (!clash) return false;
  const asked = request.parts.join('\n');
  const said = numbers(asked, request.tongue);
  const one = said.some(({ value }) => clash.values.some((own) => own.equals(value)));
  if (namesAll(said, clash.values) || (one && request.choice)) return true;
  const { vocabulary } = surroundings(subject);
  const options = { tongue: request.tongue, vocabulary };
  const about = (text: string, context: boolean) =>
    mentions(text, subject.quantities, { ...options, context }).includes(clash.quantity);
  if (!request.yesNo && about(asked, false)) return true;
  if (!request.choice && !one && meansAnother(asked, subject, request)) return false;
  const back = request.antecedents.some(
    (text) => namesAll(numbers(text, request.tongue), clash.values) || about(text, true),
  );
  if (request.choice && (back || noticed)) return true;
  if (isStrange(asked, request, vocabulary)) return false;
  // "Did she swim 18 lengths?" doubts a number of the text.
  return (noticed && !request.generic) || said.length > 0;
}

/** It plainly asks for another quantity of a subject that has all of them. */
function meansAnother(asked: string, subject: Subject, { tongue }: Request): boolean {
  if (!subject.complete) return false;
  const { vocabulary } = surroundings(subject);
  return mentions(asked, subject.quantities, { tongue, vocabulary }).length > 0;
}

/** It asks for something that the problem does not speak of. */
function isStrange(asked: string, request: Request, vocabulary: ReadonlySet<string>): boolean {
  const said = features(asked, request.tongue, vocabulary).filter(
    (feature) => !/^[?\d]/.test(feature),
  );
  return (
    said.some((feature) => !vocabulary.has(feature) && !feature.startsWith('#')) &&
    said.every((feature) => !vocabulary.has(feature))
  );
}

/** Whether every one of the values is among the numbers. */
export function namesAll(said: readonly NumberInText[], values: readonly Fraction[]): boolean {
  return values.every((value) => said.some((number) => number.value.equals(value)));
}
