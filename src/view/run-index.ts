import { readdir } from 'node:fs/promises';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { readRun, readRunItems, runFiles } from '../run/folder.ts';
import { releaseOf } from '../run/plan.ts';
import type { RunRecord } from '../run/record.ts';
import { ConversationIndex } from './conversation-index.ts';
import { Places } from './places.ts';
import { VerdictIndex } from './verdict-index.ts';

const VERDICTS = /^verdicts\.([a-z][a-z0-9-]{0,40})\.jsonl$/;

/** Where everything of a run is that may still be growing, by item, budget, epoch and grader. */
export class RunIndex {
  readonly dir: string;
  readonly run: RunRecord;
  readonly items: ReadonlyMap<string, Item>;
  readonly places: Places;
  readonly conversations: ConversationIndex;
  readonly #graders = new Map<string, VerdictIndex>();

  private constructor(dir: string, run: RunRecord, items: readonly Item[]) {
    this.dir = dir;
    this.run = run;
    this.items = new Map(items.map((item) => [item.id, item]));
    this.places = new Places(run, items);
    this.conversations = new ConversationIndex(runFiles(dir).replies, this.places);
  }

  /** Opens a run folder without reading its replies. Throws InputError where it is none, or its items are others. */
  static async open(dir: string): Promise<RunIndex> {
    const run = await readRun(dir);
    const items = await readRunItems(dir);
    if (releaseOf(items) !== run.release) {
      throw new InputError(
        `${runFiles(dir).items} does not hold the items of this run: run.json names the release ${run.release.slice(0, 12)}, ` +
          `these are ${releaseOf(items).slice(0, 12)}`,
      );
    }
    const index = new RunIndex(dir, run, items);
    await index.#findGraders();
    return index;
  }

  /** Goes up when anything was taken in. */
  get version(): number {
    const changes = [...this.#graders.values()].map((grader) => grader.changes);
    return changes.reduce((sum, each) => sum + each, this.conversations.progress.read);
  }

  /** By their names in file names, the rules first. */
  get graders(): string[] {
    return [...this.#graders.keys()].sort((a, b) =>
      a === 'rules' ? -1 : b === 'rules' ? 1 : a < b ? -1 : 1,
    );
  }

  grader(name: string): VerdictIndex | undefined {
    return this.#graders.get(name);
  }

  /**
   * Takes in some of what is new in every file; gives whether there is more. Throws InputError for a line that is
   * broken or of another run.
   */
  async advance(): Promise<boolean> {
    await this.#findGraders();
    const advances = [await this.conversations.advance()];
    for (const grader of this.#graders.values()) advances.push(await grader.advance());
    return advances.includes('more');
  }

  async #findGraders(): Promise<void> {
    for (const name of await readdir(this.dir)) {
      const grader = VERDICTS.exec(name)?.[1];
      if (grader === undefined || this.#graders.has(grader)) continue;
      const path = runFiles(this.dir).verdicts(grader);
      this.#graders.set(grader, new VerdictIndex(grader, path, this.places));
    }
  }
}
