import type { Certificate, Conflict, Derivation, World, Worlds } from './certificate.ts';
import { checkSteps, readNumber } from './check-steps.ts';
import type { Fraction } from './fraction.ts';
import { factorsOf, substitute, symbolsOf } from './polynomial.ts';
import { type Equation, inDomain, type System } from './system.ts';

/**
 * Checks a certificate by putting numbers into equations, and nothing else: it shares no code with
 * the solver but the arithmetic. Answers the problems found, [] where the certificate holds.
 * There is one form for each proof (lowest terms, steps in one order, no step or value too many), so
 * that no single change to a certificate goes unnoticed. Never throws, whatever it is given.
 */
export function checkCertificate(system: System, certificate: Certificate): string[] {
  try {
    const equations = [...system.premises, ...system.background];
    if (new Set(equations.map(({ id }) => id)).size < equations.length) {
      return ['two equations have the same id'];
    }
    switch (certificate.kind) {
      case 'derivation':
        return checkDerivation(system, equations, certificate);
      case 'worlds':
        return checkWorlds(system, equations, certificate);
      case 'conflict':
        return checkConflict(system, certificate);
      default:
        return ['the certificate is of no known kind'];
    }
  } catch (cause) {
    // Certificates come from files: one of the wrong shape fails somewhere, and that is the answer.
    return [`the certificate cannot be read: ${cause instanceof Error ? cause.message : cause}`];
  }
}

function checkDerivation(
  system: System,
  equations: readonly Equation[],
  { target, answer, steps, world }: Derivation,
): string[] {
  if (target !== system.target) return ['the target is not that of the system'];
  const last = steps.at(-1);
  if (last?.yields !== target || last.value !== answer) {
    return ['the last step does not yield the answer'];
  }
  const problems = checkSteps(system, equations, steps);
  if (problems.length > 0) return problems;
  // The world satisfies all equations that the steps use, so it has their values; this says it first.
  if (world[target] !== answer) return ['the world has another answer'];
  return checkWorld(system, equations, world, 'the world', target);
}

function checkWorlds(
  system: System,
  equations: readonly Equation[],
  { target, answers, worlds }: Worlds,
): string[] {
  if (target !== system.target) return ['the target is not that of the system'];
  if (answers.length !== 2 || worlds.length !== 2) return ['two worlds are needed'];
  if (answers[0] === answers[1]) return ['the two answers are the same'];
  return worlds.flatMap((world, index) => {
    const name = index === 0 ? 'the first world' : 'the second world';
    if (world[target] !== answers[index]) return [`${name} has another answer`];
    return checkWorld(system, equations, world, name, target);
  });
}

function checkConflict(system: System, conflict: Conflict): string[] {
  const { premises, of, values, first, second, without } = conflict;
  const members = system.premises.filter(({ id }) => premises.includes(id));
  if (members.length === 0 || members.map(({ id }) => id).join() !== premises.join()) {
    return ['the premises of the conflict are not premises of the system, in its order, each once'];
  }
  if (values.length !== 2 || values[0] === values[1]) return ['the two values are the same'];
  const equations = [...members, ...system.background];
  const problems = [first, second].flatMap((steps, side) => {
    const last = steps.at(-1);
    if (last?.yields !== of || last.value !== values[side]) {
      return [`the ${side === 0 ? 'first' : 'second'} derivation does not end in "${of}"`];
    }
    return checkSteps(system, equations, steps, of);
  });
  if (problems.length > 0) return problems;
  if (Object.keys(without).sort().join() !== premises.toSorted().join()) {
    return ['a world is needed for each premise of the conflict, and for no other'];
  }
  return members.flatMap((member) => {
    const others = equations.filter((equation) => equation !== member);
    const world = without[member.id];
    if (!world) return [`no world without ${member.id}`];
    return checkWorld(system, others, world, `the world without ${member.id}`);
  });
}

/**
 * A world gives a value of its domain to each symbol of the equations (and the target), to no other,
 * and satisfies all of them; no quantity but the target is free to vary on its own.
 */
function checkWorld(
  system: System,
  equations: readonly Equation[],
  world: World,
  name: string,
  target?: string,
): string[] {
  const symbols = new Set(equations.flatMap(({ polynomial }) => symbolsOf(polynomial)));
  if (target !== undefined) symbols.add(target);
  const values = new Map<string, Fraction>();
  for (const [symbol, text] of Object.entries(world)) {
    const value = readNumber(text);
    const domain = system.domains.get(symbol);
    if (!value) return [`${name}: the value of ${symbol} is not a number in lowest terms`];
    if (!domain || !symbols.has(symbol)) return [`${name}: ${symbol} is in no equation`];
    if (!inDomain(value, domain)) return [`${name}: ${symbol} = ${text} is outside its domain`];
    values.set(symbol, value);
  }
  for (const symbol of symbols) {
    if (!values.has(symbol)) return [`${name}: ${symbol} has no value`];
  }
  for (const { id, polynomial } of equations) {
    if (substitute(polynomial, values).size > 0) return [`${name}: ${id} does not hold`];
  }
  for (const symbol of symbols) {
    if (symbol !== target && isLoose(symbol, values, equations)) {
      return [`${name}: ${symbol} could have any value, all else being the same`];
    }
  }
  return [];
}

/** Whether no equation, with all other values put in, says anything of the symbol. */
function isLoose(
  symbol: string,
  values: ReadonlyMap<string, Fraction>,
  equations: readonly Equation[],
): boolean {
  const others = new Map(values);
  others.delete(symbol);
  return equations.every(({ polynomial }) => {
    const mentions = [...polynomial.keys()].filter((term) => factorsOf(term).includes(symbol));
    if (mentions.length === 0) return true;
    if (mentions.length === 1 && mentions[0] === symbol) return false;
    return substitute(polynomial, others).size === 0;
  });
}
