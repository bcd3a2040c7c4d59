import { z } from 'zod';
import { ByteTable } from './byte-table.ts';

/**
 * Looks at the JSON that begins at `at`: gives where it ends, if it is surely as a schema has it; -1 if it may not
 * be. The byte after it has to be there.
 */
export type Shape = (bytes: Uint8Array, at: number) => number;

/** Told where the value of a field stands, as JSON, when it has been seen to be as the schema has it. */
export type Watcher = (bytes: Uint8Array, start: number, end: number) => void;

/** Watchers by the path of their field: "usage.input", and of the members of a list "turns.*.user". */
export type Watchers = Readonly<Record<string, Watcher>>;

/**
 * How a schema looks at JSON that JSON.stringify wrote, without making values of it: of millions of lines most are
 * only to be seen to be whole. Of what it does not know (white space, other kinds of schema, a field that stands
 * twice) it says -1: then parse. A watcher is told of a line that comes to -1 further on, too.
 */
export function shapeOf(schema: z.ZodType, watchers: Watchers = {}): Shape {
  return shapeAt(schema, '', watchers);
}

function shapeAt(schema: z.core.$ZodType, path: string, watchers: Watchers): Shape {
  const shape = unwatched(schema, path, watchers);
  const watcher = watchers[path];
  if (!watcher) return shape;
  return (bytes, at) => {
    const end = shape(bytes, at);
    if (end >= 0) watcher(bytes, at, end);
    return end;
  };
}

function unwatched(schema: z.core.$ZodType, path: string, watchers: Watchers): Shape {
  if (schema instanceof z.ZodObject) return objectShape(schema, path, watchers);
  if (schema instanceof z.ZodArray) return listShape(schema, path, watchers);
  if (schema instanceof z.ZodOptional) return unwatched(schema.unwrap(), path, watchers);
  if (schema instanceof z.ZodNullable) {
    const shape = unwatched(schema.unwrap(), path, watchers);
    return (bytes, at) => (startsWith(bytes, at, NULL) ? at + NULL.length : shape(bytes, at));
  }
  if (schema instanceof z.ZodUnion) {
    const shapes = schema.options.map((option) => unwatched(option, path, watchers));
    return (bytes, at) => {
      for (const shape of shapes) {
        const end = shape(bytes, at);
        if (end >= 0) return end;
      }
      return -1;
    };
  }
  if (schema instanceof z.ZodTuple) {
    const shapes = schema.def.items.map((item) => shapeAt(item, `${path}.*`, watchers));
    return schema.def.rest || isChecked(schema) ? unsure : membersShape(shapes);
  }
  if (schema instanceof z.ZodString && !isChecked(schema)) return textShape;
  return scalarShape(schema);
}

const unsure: Shape = () => -1;

function isChecked({ _zod: { def } }: z.core.$ZodType): boolean {
  return (def.checks?.length ?? 0) > 0;
}

/** More fields than a number has bits are not looked at. */
const MOST_FIELDS = 30;

function objectShape(schema: z.ZodObject, path: string, watchers: Watchers): Shape {
  const fields = Object.entries(schema.shape).map(([name, field]) => ({
    name: bytesOf(`${JSON.stringify(name)}:`),
    shape: shapeAt(field, path === '' ? name : `${path}.${name}`, watchers),
    optional: field instanceof z.ZodOptional,
  }));
  const isStrict = schema.def.catchall instanceof z.ZodNever;
  if (!isStrict || isChecked(schema) || fields.length > MOST_FIELDS) return unsure;
  const required = fields.reduce((bits, { optional }, i) => (optional ? bits : bits | (1 << i)), 0);
  const names = fields.map(({ name }) => name);
  const shapes = fields.map(({ shape }) => shape);
  return (bytes, start) => {
    if (bytes[start] !== OPENING_BRACE) return -1;
    let at = start + 1;
    if (bytes[at] === CLOSING_BRACE) return required === 0 ? at + 1 : -1;
    let seen = 0;
    for (let next = 0; ; ) {
      const i = whichOf(names, bytes, at, next);
      const shape = shapes[i];
      if (shape === undefined || (seen & (1 << i)) !== 0) return -1;
      seen |= 1 << i;
      next = i + 1;
      at = shape(bytes, at + (names[i]?.length ?? 0));
      if (at < 0) return -1;
      const after = bytes[at];
      at += 1;
      if (after === COMMA) continue;
      return after === CLOSING_BRACE && (seen & required) === required ? at : -1;
    }
  };
}

/** The place of the name that stands there: fields mostly come in the order of the schema. */
function whichOf(names: readonly Uint8Array[], bytes: Uint8Array, at: number, next: number) {
  for (let i = next; i < names.length; i += 1) {
    const name = names[i];
    if (name && startsWith(bytes, at, name)) return i;
  }
  for (let i = 0; i < next; i += 1) {
    const name = names[i];
    if (name && startsWith(bytes, at, name)) return i;
  }
  return -1;
}

function listShape(schema: z.ZodArray, path: string, watchers: Watchers): Shape {
  const member = shapeAt(schema.element, `${path}.*`, watchers);
  let least = 0;
  for (const check of schema.def.checks ?? []) {
    if (!(check instanceof z.core.$ZodCheckMinLength)) return unsure;
    least = Math.max(least, check._zod.def.minimum);
  }
  return (bytes, start) => {
    if (bytes[start] !== OPENING_BRACKET) return -1;
    let at = start + 1;
    if (bytes[at] === CLOSING_BRACKET) return least === 0 ? at + 1 : -1;
    for (let members = 1; ; members += 1) {
      at = member(bytes, at);
      if (at < 0) return -1;
      const after = bytes[at];
      at += 1;
      if (after === COMMA) continue;
      return after === CLOSING_BRACKET && members >= least ? at : -1;
    }
  };
}

/** A list of as many members as there are shapes. */
function membersShape(shapes: readonly Shape[]): Shape {
  return (bytes, start) => {
    let at = start;
    for (const [i, shape] of shapes.entries()) {
      if (bytes[at] !== (i === 0 ? OPENING_BRACKET : COMMA)) return -1;
      at = shape(bytes, at + 1);
      if (at < 0) return -1;
    }
    return shapes.length > 0 && bytes[at] === CLOSING_BRACKET ? at + 1 : -1;
  };
}

/** Values of a field that are remembered. */
const REMEMBERED = 1024;
/** Whole numbers below are remembered in a table of their own: tokens, mostly. */
const SMALL = 1 << 17;
const NOT_ASKED = 0;
const TAKEN = 1;
const REFUSED = 2;

/** A text, a number, true, false or null: the schema is asked once for each value. */
function scalarShape(schema: z.core.$ZodType): Shape {
  const takes = (json: string): boolean => {
    try {
      return z.safeParse(schema, JSON.parse(json)).success;
    } catch {
      return false;
    }
  };
  const known = new ByteTable(takes, REMEMBERED);
  let small: Uint8Array | undefined;
  return (bytes, at) => {
    const end = scalarEnd(bytes, at);
    if (end < 0) return -1;
    const number = smallNumber(bytes, at, end);
    if (number < 0) return known.get(bytes, at, end) ? end : -1;
    small ??= new Uint8Array(SMALL);
    if (small[number] === NOT_ASKED) small[number] = takes(String(number)) ? TAKEN : REFUSED;
    return small[number] === TAKEN ? end : -1;
  };
}

/** Where a scalar ends, if it is one: what it is made of, JSON.parse says. */
function scalarEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === QUOTE) return textShape(bytes, at);
  let end = at;
  while (IN_WORD[bytes[end] ?? 0] === 1) end += 1;
  return end > at ? end : -1;
}

/** A whole number below SMALL; -1 where there is none. */
function smallNumber(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 6 || (bytes[start] === ZERO && end - start > 1)) return -1;
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number < SMALL ? number : -1;
}

/** A text: no control characters, and of escapes those alone that there are (RFC 8259, section 7). */
function textShape(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== QUOTE) return -1;
  for (let at = start + 1; ; ) {
    while (PLAIN[bytes[at] ?? 0] === 1) at += 1;
    const special = bytes[at];
    if (special === QUOTE) return at + 1;
    if (special !== BACKSLASH) return -1;
    const escaped = bytes[at + 1] ?? 0;
    if (ESCAPES[escaped] === 1) at += 2;
    else if (escaped === SMALL_U && hasFourDigits(bytes, at + 2)) at += 6;
    else return -1;
  }
}

function hasFourDigits(bytes: Uint8Array, at: number): boolean {
  for (let i = at; i < at + 4; i += 1) if (HEX[bytes[i] ?? 0] !== 1) return false;
  return true;
}

function startsWith(bytes: Uint8Array, at: number, start: Uint8Array): boolean {
  for (let i = 0; i < start.length; i += 1) if (bytes[at + i] !== start[i]) return false;
  return true;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** By byte: 1 where it is one of the characters. */
function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of bytesOf(characters)) table[byte] = 1;
  return table;
}

const [QUOTE, BACKSLASH, COMMA, ZERO, SMALL_U] = [0x22, 0x5c, 0x2c, 0x30, 0x75];
const [OPENING_BRACE, CLOSING_BRACE, OPENING_BRACKET, CLOSING_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
const NULL = bytesOf('null');
const ESCAPES = tableOf('"\\/bfnrt');
const HEX = tableOf('0123456789abcdefABCDEF');
const IN_WORD = tableOf('0123456789+-.Eabcdefghijklmnopqrstuvwxyz');
const PLAIN = new Uint8Array(256).fill(1, 0x20);
PLAIN[QUOTE] = 0;
PLAIN[BACKSLASH] = 0;
