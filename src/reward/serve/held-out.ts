import { readdir } from 'node:fs/promises';
import type { z } from 'zod';
import { itemDigest } from '../../corrupt/digest.ts';
import { Item } from '../../corrupt/item.ts';
import { readJsonLines } from '../../jsonl.ts';
import { releaseFile } from '../../release/named.ts';

/** What an item is known by. Of a frozen release's own file the digest is taken as it stands. */
const Known = Item.pick({ id: true, digest: true, text: true, family: true }).strip();
type Known = z.output<typeof Known>;

/**
 * What no model may be trained on: the test splits of the frozen releases, and sealed rounds that the user
 * names. An item is known by its content, whatever it is called: by its digest, which is computed anew, by
 * its text, and by its family, of which the test split holds other draws.
 */
export class HeldOut {
  readonly #ids = new Set<string>();
  readonly #digests = new Set<string>();
  readonly #texts = new Set<string>();
  readonly #families = new Set<string>();

  /** Those of the releases that ship with the package. Throws InputError where one cannot be read. */
  static async ofReleases(): Promise<HeldOut> {
    const heldOut = new HeldOut();
    const versions = (await readdir(releaseFile(''))).filter((name) => /^v\d{1,6}$/.test(name));
    for (const version of versions) {
      const path = releaseFile(`${version}/test.jsonl`);
      for await (const { value } of readJsonLines(path, Known)) {
        heldOut.#add(value);
        heldOut.#families.add(value.family);
      }
    }
    return heldOut;
  }

  /** Holds out one item, but not others of its family. */
  add(item: Item): void {
    this.#add({ ...item, digest: itemDigest(item) });
  }

  #add({ id, digest, text }: Known): void {
    this.#ids.add(plain(id));
    this.#digests.add(digest);
    this.#texts.add(plain(text));
  }

  /** Why an item may not be graded for training; null where it may. */
  why(item: Item): string | null {
    if (this.#digests.has(itemDigest(item)) || this.#texts.has(plain(item.text))) {
      return 'it is an item of a test split or sealed round';
    }
    if (this.names(item.id)) return 'it has the id of an item of a test split or sealed round';
    if (this.#families.has(item.family)) return `its family ${item.family} is held out for tests`;
    return null;
  }

  /** Whether an id, however it is spelt, is that of a held-out item. */
  names(id: string): boolean {
    return this.#ids.has(plain(id));
  }
}

/**
 * A text without what spellings differ in: case, width, accents, white space, invisible and percent-encoded
 * characters, and the name of the split before an id.
 */
function plain(text: string): string {
  return decoded(text)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.+-]/gu, '')
    .replace(/^v\d{1,6}(?:test)/, '');
}

function decoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
