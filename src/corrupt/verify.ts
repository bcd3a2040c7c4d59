import type { World } from '../math/certificate.ts';
import { checkCertificate } from '../math/check.ts';
import { determine } from '../math/determine.ts';
import { fraction } from '../math/fraction.ts';
import { parseEquation, substitute, symbolsOf } from '../math/polynomial.ts';
import { inDomain, type System } from '../math/system.ts';
import { changeFaults } from './applied-change.ts';
import { difficultyOf } from './difficulty.ts';
import { canonicalJson, itemDigest } from './digest.ts';
import { helpfulAsks } from './helpful-asks.ts';
import { isIdleClash } from './idle-clash.ts';
import { type CertifiedItem, Item, isCertified } from './item.ts';
import { shapeFaults, unknownSymbols } from './item-shape.ts';
import { leak } from './leak.ts';
import { lintItem } from './lint/index.ts';
import { states } from './number-phrases.ts';
import { OPERATORS } from './operators/index.ts';
import { itemSystem, tellValues } from './system.ts';
import { uncertifiedFaults } from './uncertified.ts';

/**
 * Everything wrong with an item, given its twin (undefined for an intact one); [] where it holds.
 * Of an item that claims no proof, only its form is checked. Trusts nothing but the item's own
 * statements: the certificate is checked by substitution, the text is rebuilt from the twin's.
 * Never throws on a hostile item. `lint: false` leaves out how well the text reads, which later versions
 * judge more sharply: a proof is not the worse for it.
 */
export function verifyItem(
  item: Item,
  twin: Item | undefined,
  { lint = true }: { readonly lint?: boolean } = {},
): string[] {
  const parsed = Item.safeParse(item);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
  const shape = shapeFaults(item);
  if (shape.length > 0) return shape;
  if (!isCertified(item)) return uncertifiedFaults(item, twin);
  let system: System;
  try {
    system = itemSystem(item);
  } catch (cause) {
    return [`equations: ${cause instanceof Error ? cause.message : String(cause)}`];
  }
  const faults = [
    ...(itemDigest(item) === item.digest ? [] : ['digest: it is not that of the item']),
    ...unknownSymbols(system),
    ...operatorFaults(item),
    ...checkCertificate(system, item.certificate).map((fault) => `certificate: ${fault}`),
    ...spanFaults(item),
    ...asideFaults(item, system),
    ...worldFaults(item),
    ...changeOwnFaults(item),
    ...twinFaults(item, twin),
    ...difficultyFaults(item, twin),
    ...(lint ? lintItem(item).map(({ message }) => `text: ${message}`) : []),
  ];
  // The solver works for items that hold so far, not for whatever a file asks of it.
  return faults.length > 0 ? faults : [...askFaults(item, system), ...clashFaults(item, system)];
}

/** The operator, the kind of change, the kind of certificate and the asks go together. */
function operatorFaults(item: CertifiedItem): string[] {
  const operator = OPERATORS.get(item.operator);
  if (!operator || operator.name !== item.operator) return [`operator: no "${item.operator}"`];
  const kinds = { unique: 'none', open: 'gap', inconsistent: 'clash' } as const;
  const faults: string[] = [];
  if (item.id !== `${item.problem}.${item.operator}`) faults.push('id: not "<problem>.<operator>"');
  if (!operator.proves(item.certificate)) {
    faults.push(`certificate: does not prove what ${item.operator} does`);
  }
  if (item.change.kind !== kinds[operator.expects]) {
    faults.push(`change: ${item.change.kind} is not what ${item.operator} does`);
  }
  if (operator.distracts !== item.asides.length > 0) {
    faults.push(`asides: ${item.asides.length} of them do not go with ${item.operator}`);
  }
  if (item.asks.length > 0 !== (operator.expects === 'open')) {
    faults.push(`asks: ${item.asks.length} of them do not go with ${item.operator}`);
  }
  return faults;
}

/** Spans lie within the text, apart from each other, and a given premise's span states its value. */
function spanFaults({ text, premises, world, change }: CertifiedItem): string[] {
  const faults: string[] = [];
  for (const { id, gives, equation, span } of premises) {
    if (!span) {
      faults.push(`premises: the text does not state ${id}`);
      continue;
    }
    const [start, end] = span;
    if (start >= end || end > text.length) {
      faults.push(`premises: the span of ${id} is not within the text`);
      continue;
    }
    if (gives === null) continue;
    const clash = change.kind === 'clash' && change.premise === id;
    const value = clash ? change.values[1] : own(world, gives);
    if (value === undefined || equation !== `${gives} = ${value}`) {
      faults.push(`premises: ${id} does not give ${gives} its value`);
    } else if (!states(text.slice(start, end), fraction(value))) {
      faults.push(`premises: the text of ${id} does not state ${value}`);
    }
  }
  const spans = premises.flatMap(({ span }) => (span ? [span] : [])).sort((a, b) => a[0] - b[0]);
  if (spans.some(([start], i) => start < (spans[i - 1]?.[1] ?? 0))) {
    faults.push('premises: two of them claim the same text');
  }
  return faults;
}

/** An aside is a premise that shares no symbol with any other equation, nor is it the target. */
function asideFaults(item: Item, system: System): string[] {
  const equations = [...system.premises, ...system.background];
  return item.asides.flatMap((id) => {
    const aside = system.premises.find((premise) => premise.id === id);
    if (!aside) return [`asides: there is no premise ${id}`];
    const symbols = new Set(symbolsOf(aside.polynomial));
    const touched = equations.some(
      (other) =>
        other.id !== id && symbolsOf(other.polynomial).some((symbol) => symbols.has(symbol)),
    );
    return touched || symbols.has(item.target) ? [`asides: ${id} touches other equations`] : [];
  });
}

/** The world holds each quantity once, in its domain, and the answer is the target's value. */
function worldFaults({ world, quantities, target, answer }: Item): string[] {
  const faults = quantities.flatMap(({ id, domain }) => {
    const value = own(world, id);
    return value !== undefined && inDomain(fraction(value), domain)
      ? []
      : [`world: no value of ${id} in its domain`];
  });
  if (Object.keys(world).length !== quantities.length) {
    faults.push('world: it has values of what is no quantity');
  }
  if (own(world, target) !== answer) faults.push("answer: not the target's value in the world");
  return faults;
}

function changeOwnFaults({ change, premises, world }: CertifiedItem): string[] {
  if (change.kind === 'none') return [];
  const stated = premises.find(({ id }) => id === change.premise);
  if (change.kind === 'gap') {
    return stated ? [`change: the text still states ${change.premise}`] : [];
  }
  const [truth, wrong] = change.values;
  const holds =
    stated?.gives === change.quantity &&
    stated.span?.join() === change.span.join() &&
    own(world, change.quantity) === truth &&
    truth !== wrong;
  return holds ? [] : ['change: its premise, span or values do not hold'];
}

/** What ties an item to its intact twin: the answer, the world, the premises and the text. */
function twinFaults(item: CertifiedItem, twin: Item | undefined): string[] {
  if (item.twin === null) {
    const derivation = item.certificate.kind === 'derivation' ? item.certificate : undefined;
    const faults = derivation?.answer === item.answer ? [] : ['answer: not the one derived'];
    if (item.change.kind !== 'none') faults.push('twin: a changed item needs one');
    return [...faults, ...unsatisfied(item, item.world)];
  }
  if (!twin) return [`twin: there is no item ${item.twin}`];
  const faults = changeFaults(item, twin);
  if (twin.id !== item.twin || twin.twin !== null) faults.push('twin: not the intact item');
  if (twin.certificate.kind !== 'derivation' || twin.certificate.answer !== item.answer) {
    faults.push("answer: not the one that the twin's certificate derives");
  }
  for (const field of SHARED) {
    if (JSON.stringify(item[field]) !== JSON.stringify(twin[field])) {
      faults.push(`${field}: differs from the twin's`);
    }
  }
  const { change } = item;
  if (change.kind === 'gap') {
    const removed = twin.premises.find(({ id }) => id === change.premise);
    if (removed?.equation !== change.equation) {
      faults.push("change: its equation is not the twin's");
    }
    const leaked = leak(item, twin);
    if (leaked !== undefined) faults.push(`text: ${leaked}`);
  }
  return [...faults, ...unsatisfied(twin, item.world)];
}

/** The difficulty is what comes out when it is measured again. */
function difficultyFaults(item: CertifiedItem, twin: Item | undefined): string[] {
  const intact = item.twin === null ? item : twin;
  if (intact?.certificate.kind !== 'derivation') return [];
  const { premises, certificate: derivation } = intact;
  const measured = difficultyOf(item, { premises, derivation });
  return canonicalJson(measured) === canonicalJson(item.difficulty)
    ? []
    : ['difficulty: not what is measured'];
}

const SHARED = [
  'family',
  'topic',
  'problem',
  'seed',
  'wording',
  'target',
  'answer',
  'quantities',
  'background',
  'asides',
  'world',
] as const;

/** Equations of an intact item that a world does not satisfy. */
function unsatisfied({ premises, background }: Item, world: World): string[] {
  return [...premises, ...background].flatMap(({ id, equation }) => {
    const values = new Map(Object.entries(world).map(([symbol, v]) => [symbol, fraction(v)]));
    try {
      return substitute(parseEquation(equation), values).size === 0
        ? []
        : [`world: it does not satisfy ${id}`];
    } catch {
      return [`world: ${id} cannot be read`];
    }
  });
}

/** Each set makes the target unique, none of its quantities is superfluous, and no set is left out. */
function askFaults({ asks, world }: Item, system: System): string[] {
  const fixes = (set: readonly string[], premises = system.premises) =>
    determine(tellValues({ ...system, premises }, set, world), { known: world }).status ===
    'unique';
  const wrong = asks.flatMap((set) => {
    const said = `asks: {${set.join(', ')}}`;
    if (set.length < 1 || set.length > 3 || set.some((id) => !system.domains.has(id))) {
      return [`${said} is not a set of 1 to 3 quantities`];
    }
    if (set.includes(system.target)) return [`${said} has the target in it`];
    if (!fixes(set)) return [`${said} does not make the target unique`];
    if (set.length === 1 && fixes(set, [])) return [`${said} only repeats the question`];
    const smaller = set.some((id) => fixes(set.filter((other) => other !== id)));
    return smaller ? [`${said} is not minimal`] : [];
  });
  const listed = new Set(asks.map((set) => set.toSorted().join()));
  const missed = helpfulAsks(system, world).filter((set) => !listed.has(set.toSorted().join()));
  return [...wrong, ...missed.map((set) => `asks: {${set.join(', ')}} would do, and is not there`)];
}

/** Whatever clashes must matter to the question. */
function clashFaults({ certificate }: Item, system: System): string[] {
  return certificate.kind === 'conflict' && isIdleClash(system, certificate.premises)
    ? ['certificate: the answer does not hang on what clashes']
    : [];
}

function own(world: World, id: string): string | undefined {
  return Object.hasOwn(world, id) ? world[id] : undefined;
}
