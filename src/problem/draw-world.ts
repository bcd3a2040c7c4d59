import { InputError } from '../input-error.ts';
import type { World } from '../math/certificate.ts';
import { determine } from '../math/determine.ts';
import { fraction, rational } from '../math/fraction.ts';
import { networkOf } from '../math/network.ts';
import { propagate } from '../math/propagate.ts';
import type { Random } from '../math/random.ts';
import { type Equation, equation, inDomain, type System } from '../math/system.ts';
import type { Family } from './family.ts';
import { domainOf, drawValue, isShort } from './values.ts';

/**
 * How often values are drawn before the family is refused; how long we hold out for better ones; and
 * how many draws that all leave a quantity open say that every draw does.
 */
const TRIES = { most: 300, choosy: 60, open: 20 };

/** A family that cannot be drawn; `path` leads to what is to blame in its file. */
export class DrawError extends InputError {
  constructor(
    message: string,
    readonly path: readonly string[],
  ) {
    super(message);
  }
}

interface Drawn {
  readonly world: World;
  readonly asides: ReadonlyArray<{ aside: Family['asides'][number]; value: string }>;
}

/** Draws until all values are in their domains; the first draws are held to more than that. */
export function drawWorld(family: Family, random: Random): Drawn {
  const relations = relationsOf(family);
  let kept: Drawn | undefined;
  const refusals = new Map<string, Refusal & { times: number }>();
  for (let attempt = 0; attempt < TRIES.most; attempt++) {
    if (kept && attempt >= TRIES.choosy) break;
    const given = drawGiven(family, random);
    const solved = solve(family, relations, given);
    if ('refused' in solved) {
      const { kind } = solved.refused;
      const times = (refusals.get(kind)?.times ?? 0) + 1;
      refusals.set(kind, { ...solved.refused, times });
      if (solved.refused.open && times === TRIES.open && attempt + 1 === times) break;
      continue;
    }
    const drawn = { world: solved.world, asides: drawAsides(family, solved.world, random) };
    if (isChoice(family, given, drawn)) return drawn;
    kept ??= drawn;
  }
  if (kept) return kept;
  const [worst] = [...refusals.values()].sort((a, b) => b.times - a.times);
  const reason =
    worst?.open && refusals.size === 1
      ? worst.reason
      : `none of ${TRIES.most} draws fits the domains; ${worst?.times} failed because ${worst?.reason}`;
  throw new DrawError(`family ${family.family}: ${reason}`, worst?.path ?? []);
}

function drawGiven(family: Family, random: Random): World {
  const given: World = {};
  for (const [id, { draw }] of Object.entries(family.quantities)) {
    if (draw !== undefined) given[id] = rational(drawValue(draw, random));
  }
  return given;
}

/** Asides whose values no other number of the problem has, where a few tries find such. */
function drawAsides(family: Family, world: World, random: Random): Drawn['asides'] {
  const taken = new Set(Object.values(world));
  return family.asides.map((aside) => {
    let value = rational(drawValue(aside.draw, random));
    for (let tries = 0; tries < 20 && taken.has(value); tries++) {
      value = rational(drawValue(aside.draw, random));
    }
    taken.add(value);
    return { aside, value };
  });
}

/**
 * Whether no number of the text is also another quantity's value (it would leak or confuse), and the
 * answer has two decimals at most.
 */
function isChoice(family: Family, given: World, { world, asides }: Drawn): boolean {
  const values = [...Object.values(world), ...asides.map(({ value }) => value)];
  const times = new Map<string, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  const stated = [...Object.values(given), ...asides.map(({ value }) => value)];
  return (
    stated.every((value) => times.get(value) === 1) &&
    isShort(fraction(valueIn(world, family.target)))
  );
}

type Relations = Pick<System, 'premises' | 'background' | 'domains'>;

function relationsOf(family: Family): Relations {
  return {
    premises: Object.entries(family.premises)
      .filter(([, text]) => text !== 'given')
      .map(([id, text]) => equation(id, text)),
    background: family.background.map((text, i) => equation(`b${i + 1}`, text)),
    domains: new Map(
      Object.entries(family.quantities).map(([id, { domain }]) => [id, domainOf(domain)]),
    ),
  };
}

/** Why a draw will not do. Draws of the same kind fail for the same reason, whatever their numbers. */
interface Refusal {
  readonly reason: string;
  readonly kind: string;
  readonly path: readonly string[];
  /** Whether the premises leave a quantity open: with other numbers they may fix it (2x = 2x + 0). */
  readonly open: boolean;
}

/** The values of all quantities, each of which the premises must fix; or why this draw will not do. */
function solve(
  family: Family,
  relations: Relations,
  given: World,
): { world: World } | { refused: Refusal } {
  const world: World = { ...given };
  const givens = Object.entries(given).map(
    ([id, value]): Equation => equation(id, `${id} = ${value}`),
  );
  const premises = [...relations.premises, ...givens];
  const { values, clash } = propagate(networkOf([...premises, ...relations.background]));
  for (const id of relations.domains.keys()) {
    const value = values.get(id);
    if (value) world[id] = rational(value);
  }
  const [open] = [family.target, ...relations.domains.keys()].filter(
    (id) => world[id] === undefined,
  );
  if (clash || open !== undefined) {
    return {
      refused: refusalOf(family, { ...relations, premises, target: open ?? family.target }),
    };
  }
  for (const [id, domain] of relations.domains) {
    const value = valueIn(world, id);
    if (!inDomain(fraction(value), domain)) {
      const reason = `${id} = ${value} leaves its domain`;
      const path = ['quantities', id, 'domain'];
      return { refused: { reason, kind: `domain of ${id}`, path, open: false } };
    }
  }
  return { world };
}

/** Why the premises do not fix a quantity of this draw. */
function refusalOf(family: Family, system: System): Refusal {
  const { target } = system;
  const found = determine(system);
  if (found.status === 'open') {
    const reason = `quantities.${target}: all premises together leave it open; add the equation that fixes it`;
    return { reason, kind: `open ${target}`, path: ['quantities', target], open: true };
  }
  if (found.status === 'inconsistent') {
    const clash = found.certificate.premises.join(', ');
    const reason = `the premises ${clash} contradict each other over ${found.certificate.of}`;
    const [premise = ''] = found.certificate.premises;
    return { reason, kind: `clash of ${clash}`, path: ['premises', premise], open: false };
  }
  const reason =
    found.status === 'undecided' ? found.reason : `${target} is fixed by a search alone`;
  const [named = target] = Object.keys(family.quantities).filter((id) =>
    reason.startsWith(`${id} `),
  );
  const path = ['quantities', named, 'domain'];
  return { reason, kind: `undecided ${named}`, path, open: false };
}

export function valueIn(world: World, id: string): string {
  const value = world[id];
  if (value === undefined) throw new RangeError(`the world has no value of ${id}`);
  return value;
}
