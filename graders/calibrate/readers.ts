import { InputError } from '../../src/input-error.ts';
import { rulesReader } from '../rules/reader.ts';
import type { ReplyReader } from './reader.ts';

/** Every grader that can read single replies, by the name that users give. */
export const READERS: ReadonlyMap<string, ReplyReader> = new Map([['rules', rulesReader]]);

/** Throws InputError, listing the graders, for a name that is none. */
export function readerNamed(name: string): ReplyReader {
  const reader = READERS.get(name);
  if (reader) return reader;
  throw new InputError(`no grader "${name}": use one of ${[...READERS.keys()].join(', ')}`);
}
