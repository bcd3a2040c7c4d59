import { createRequire } from 'node:module';
import type { MathJsInstance } from 'mathjs';
import type mathjs from 'mathjs/lib/browser/math.js';

/**
 * mathjs, reading every number as an exact fraction. From its one file: its thousand modules take ten
 * times as long to load. Even that file takes a third of the start of a command, so it is loaded with
 * the first equation that is parsed: most commands parse none.
 */
export function math(): MathJsInstance {
  loaded ??= load();
  return loaded;
}

let loaded: MathJsInstance | undefined;

function load(): MathJsInstance {
  const oneFile: typeof mathjs = createRequire(import.meta.url)('mathjs/lib/browser/math.js');
  return oneFile.create({ number: 'Fraction' });
}
