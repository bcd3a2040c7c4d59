import { fileDigest } from '../../src/card/run-source.ts';
import type { CheckedRun } from '../../src/submission/check.ts';
import { RunItems } from './collect.tsx';
import { keepEntry } from './kept-entry.ts';
import { KnownItems } from './known-items.ts';
import { prepareFolder } from './site-folder.ts';
import { ofCheckedBundle } from './submission.ts';

/**
 * Keeps in a site's folder what checked bundles come to, as a build does: it finds it there under the hash
 * of the same file, and need not check that again.
 */
export class CheckedEntries {
  readonly #out: string;
  readonly #items: RunItems;

  /** Throws InputError where the folder holds something else than a site. */
  static async into(out: string, releases: string): Promise<CheckedEntries> {
    await prepareFolder(out);
    return new CheckedEntries(out, releases);
  }

  private constructor(out: string, releases: string) {
    this.#out = out;
    this.#items = new RunItems(new KnownItems(releases));
  }

  /**
   * To be called before the bundle is opened; what it gives keeps the run that was checked. Its hash is
   * taken now: were the file exchanged in between, a build would find another one, and check it.
   */
  async of(path: string): Promise<(run: CheckedRun) => Promise<void>> {
    // What cannot be read is no bundle, as whoever opens it will say.
    const hash = await fileDigest(path).catch(() => '');
    return async (run) => {
      await keepEntry(this.#out, ofCheckedBundle(run, hash), this.#items);
    };
  }
}
