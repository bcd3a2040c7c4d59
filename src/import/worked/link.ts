import type { Fraction } from '../../math/fraction.ts';
import type { Place } from '../text/number-places.ts';
import { type Expression, factorsOf, leavesOf } from './arithmetic.ts';
import { listLengths } from './enumerations.ts';
import { type Context, type Option, options, rolesOf } from './link-options.ts';
import { distinct, doubtReuse, useAllSteps, withLoosePlaces } from './settled-links.ts';
import { type Link, type Links, note, type Placed, type Source } from './sources.ts';
import { totalOf, workedInHead } from './worked-in-head.ts';
import type { Calculation } from './worked-solution.ts';

/** How much likelier the best source must be for another not to count. */
const MARGIN = 0.7;

/**
 * Says for each number of each calculation where it comes from: an earlier result, a number of the
 * text, or what every reader knows. Earlier results that nothing has used yet come first; among
 * numbers of the text, those whose words the solution uses.
 */
export function linkLeaves(
  calculations: readonly Calculation[],
  places: readonly Place[],
  question: string,
): Links {
  const lists = listLengths(question);
  const usedSteps = new Set<number>();
  const usedPlaces = new Set<number>();
  const links = calculations.map((calculation, index) => {
    const links = new Map<number, Link>();
    const usedHere = new Set<number>();
    for (const { leaf, role } of rolesOf(calculation.expression)) {
      const context = {
        calculations,
        places,
        question,
        lists,
        usedSteps,
        usedPlaces,
        usedHere,
        index,
        leaf,
        role,
      };
      const link = linkOf(context);
      if (!link) continue;
      links.set(leaf.index, link);
      note(link.source, usedSteps, usedPlaces);
      if (link.source.from === 'place') usedHere.add(link.source.place.index);
    }
    return distinct(calculation.expression, links);
  });
  return withLoosePlaces(doubtReuse(useAllSteps(links), places));
}

function linkOf(context: Context): Link | undefined {
  const { calculations, index, leaf, usedPlaces } = context;
  const [best, ...rest] = options(context);
  if (!best) {
    const source = workedInHead(context) ?? totalOf(context) ?? likeTerms(context);
    return source && { source, others: [] };
  }
  const others = rest.filter(({ score }) => score >= best.score - MARGIN);
  const tied = others.filter(({ source }) => source.from === 'place');
  const expression = calculations[index]?.expression;
  const source =
    best.source.from === 'place' && tied.length > 0 && expression
      ? settle(best.source, tied, expression, leaf, usedPlaces)
      : best.source;
  return { source, others: others.map(({ source: other }) => other) };
}

/** "7x" for "x + 3x + 3x": what the text says of the unknown, taken together. */
function likeTerms({ calculations, index, leaf, role }: Context): Source | undefined {
  return calculations[index]?.expression.kind === 'equation' &&
    role === 'factor' &&
    leaf.value.d === 1n &&
    leaf.value.compare(12) <= 0
    ? { from: 'text', reason: 'like terms are taken together' }
    : undefined;
}

/** Two places of one value that nothing tells apart. */
function settle(
  best: Placed,
  tied: readonly Option[],
  expression: Expression,
  leaf: { index: number; value: Fraction },
  used: ReadonlySet<number>,
): Source {
  const all = [best, ...tied.flatMap(({ source }) => (source.from === 'place' ? [source] : []))];
  const alike = leavesOf(expression).filter(
    ({ index, value }) => index >= leaf.index && value.equals(leaf.value),
  ).length;
  const product = factorsOf(expression).every(
    ({ factor, below }) => factor.kind === 'leaf' && !below,
  );
  const free = all.find(({ place }) => !used.has(place.index));
  // "3 * 3" where the text has two threes: each is one of them, whichever.
  if (product && alike === all.length && free) return free;
  return {
    from: 'text',
    reason: `the text states ${leaf.value.toFraction()} more than once`,
    places: all,
  };
}
