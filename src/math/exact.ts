import mathjs from 'mathjs/lib/browser/math.js';

/**
 * mathjs, reading every number as an exact fraction. From its one file: its thousand modules take ten
 * times as long to load, which every command would wait for.
 */
export const math = mathjs.create({ number: 'Fraction' });
