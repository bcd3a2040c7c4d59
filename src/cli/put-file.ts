import { writeFile } from 'node:fs/promises';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';

/** Writes a file that the user named. Throws InputError where it cannot be written. */
export async function putFile(
  path: string,
  text: string,
  write: (path: string, text: string) => Promise<void> = writeFile,
): Promise<void> {
  try {
    await write(path, text);
  } catch (error) {
    throw new InputError(`${path}: cannot be written: ${whyOf(error)}`);
  }
}
