import { InputError } from '../../input-error.ts';
import { determine } from '../../math/determine.ts';
import { eliminate } from '../../math/eliminate.ts';
import { type Fraction, fraction } from '../../math/fraction.ts';
import { networkOf } from '../../math/network.ts';
import { add, constant } from '../../math/polynomial.ts';
import { type Equation, equation } from '../../math/system.ts';
import { drawProblem } from '../../problem/draw.ts';
import { DrawError } from '../../problem/draw-world.ts';
import type { Family } from '../../problem/family.ts';
import type { Fault } from '../../problem/family-faults.ts';
import { domainOf } from '../../problem/values.ts';

/** A background that says nothing new or contradicts itself, and values that cannot be drawn. */
export function mathematicsFaults(family: Family): Fault[] {
  const faults = backgroundFaults(family);
  return faults.length > 0 ? faults : drawingFaults(family);
}

function backgroundFaults(family: Family): Fault[] {
  const background = family.background.map((text, i) => equation(`${i}`, text));
  const domains = new Map(
    Object.entries(family.quantities).map(([id, { domain }]) => [id, domainOf(domain)]),
  );
  const found = determine({ premises: [], background, domains, target: family.target });
  const reason = 'reason' in found ? found.reason : '';
  if (found.status === 'inconsistent' || reason === 'the background contradicts itself') {
    return [{ path: ['background'], message: 'the equations contradict each other' }];
  }
  if (found.status === 'unique') {
    return [{ path: ['background'], message: `fixes ${family.target} without any premise` }];
  }
  return dependent(background, family.background);
}

/**
 * Equations that follow from those before them. Each product of quantities is taken for one unknown; an
 * equation is implied where the others contradict it once a 1 is added to it.
 */
function dependent(background: readonly Equation[], texts: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  const kept: Equation[] = [];
  for (const each of background) {
    const shifted = { id: each.id, polynomial: add(each.polynomial, constant(fraction(1))) };
    const rows = networkOf([...kept, shifted].map(linearized)).relations;
    const result = eliminate(rows.map((relation) => ({ relation, reduced: relation.polynomial })));
    if (!('clash' in result)) {
      kept.push(each);
      continue;
    }
    const others = result.clash.flatMap(({ relation: { id } }) =>
      id === each.id ? [] : [`"${texts[Number(id)]}"`],
    );
    faults.push({
      path: ['background', Number(each.id)],
      message:
        others.length === 0
          ? 'says nothing: it always holds'
          : `is cyclic: it only repeats what ${others.join(' and ')} already says`,
    });
  }
  return faults;
}

/** "a*b" as one unknown. */
function linearized({ id, polynomial }: Equation): Equation {
  const terms = Array.from(polynomial, ([monomial, c]): [string, Fraction] => [
    monomial.replaceAll('*', '·'),
    c,
  ]);
  return { id, polynomial: new Map(terms) };
}

const DRAWS = 12;

/** Whether values can be drawn at all, and fix every quantity. */
function drawingFaults(family: Family): Fault[] {
  try {
    for (let index = 0; index < DRAWS; index++) drawProblem(family, 0, index);
    return [];
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    const path = cause instanceof DrawError ? cause.path : [];
    const own = `family ${family.family}: `;
    const what = path.length === 0 ? '' : `${path.join('.')}: `;
    return [{ path, message: cause.message.replace(own, '').replace(what, '') }];
  }
}
