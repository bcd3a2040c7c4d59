import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';

/** What the flags were measured with: others may know them not, or not need them. */
const MEASURED = /^11\.3\./;

/**
 * On a single processor the engine's compiler takes its time from the program: of a command of a few seconds nearly half
 * (docs/performance.md). There it compiles later, and each pattern once. Before anything of note has run; without
 * effect elsewhere.
 */
export function compileLaterOnOneProcessor(): void {
  if (availableParallelism() > 1 || !MEASURED.test(process.versions.v8)) return;
  setFlagsFromString('--interrupt-budget=1000000');
  setFlagsFromString('--no-regexp-tier-up');
}
