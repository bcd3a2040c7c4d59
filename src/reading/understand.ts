import type { Fraction } from '../math/fraction.ts';
import { dimensionsOfAll, mentions } from './mentions.ts';
import { numbers } from './numbers.ts';
import type { Request } from './requests.ts';
import type { Subject } from './subject.ts';
import { dimensionOf, features } from './words.ts';

/** Stands for "which of the clashing statements holds". */
export const CLASH = 'clash';
/** Stands for another quantity of the text than those that the subject names. */
export const OTHER = 'other';

/**
 * What a request means: ids of quantities, "clash" where it asks which of the clashing statements
 * holds; [] where it means nothing that the problem has. `reply` is the text that it stands in.
 */
export function understand(request: Request, subject: Subject, reply: string): string[] {
  if (subject.clash && asksForClash(request, subject, reply)) return [CLASH];
  if (request.generic) return [];
  const preferred = new Set(
    subject.quantities
      .map(({ id }) => id)
      .filter((id) => !subject.stated.has(id) && id !== subject.target),
  );
  const mean = (text: string, context = false) =>
    mentions(text, subject.quantities, { preferred, context });
  const direct = [...new Set(request.parts.flatMap((part) => mean(part)))];
  if (direct.length > 0) return direct;
  const back = [
    ...new Set(request.antecedents.flatMap((text) => mean(`${text} ${request.text}`, true))),
  ];
  if (back.length > 0) return back;
  return !subject.complete && subject.kind === 'missing' && asksForOtherMeasure(request, subject)
    ? [OTHER]
    : [];
}

/** It names the clashing quantity or both values, or asks which is right where they are named. */
function asksForClash(request: Request, subject: Subject, reply: string): boolean {
  const { clash } = subject;
  if (!clash) return false;
  const asked = request.parts.join('\n');
  if (namesBoth(asked, clash.values)) return true;
  const about = mentions(asked, subject.quantities);
  if (about.includes(clash.quantity)) return true;
  if (!request.choice) return false;
  const pointsBack = request.antecedents.some(
    (text) =>
      namesBoth(text, clash.values) ||
      mentions(text, subject.quantities, { context: true }).includes(clash.quantity),
  );
  return pointsBack || (!request.generic && namesBoth(reply, clash.values));
}

/** Whether every one of the values stands in the text. */
export function namesBoth(text: string, values: readonly Fraction[]): boolean {
  const said = numbers(text.slice(0, 40_002));
  return values.every((value) => said.some((number) => number.value.equals(value)));
}

/** A measure of things in the text, of a kind with what is missing: it may do as well. */
function asksForOtherMeasure(request: Request, subject: Subject): boolean {
  const inText = new Set(features(subject.text));
  const kinds = dimensionsOfAll(subject.quantities);
  const fits = (text: string) => {
    const said = features(text);
    const things = said.filter(isThing);
    const strange = things.filter((thing) => !inText.has(thing)).length;
    return (
      said.some((feature) => feature !== '#count' && kinds(feature)) && strange <= things.length / 3
    );
  };
  return (
    request.parts.some(
      (part) => fits(part) && !numbers(part).some(({ form }) => form === 'digits'),
    ) || request.antecedents.some(fits)
  );
}

function isThing(feature: string): boolean {
  return (
    !feature.startsWith('#') && dimensionOf(feature) === undefined && numbers(feature).length === 0
  );
}
