import type { Intake } from '../intake.ts';
import type { FileRecord } from '../records.ts';

/** How the files of a published set become items and labelled replies. */
export interface PublishedSet {
  /** Of the command: `lacuna import <name>`. */
  readonly name: string;
  /** As the set calls itself. */
  readonly title: string;
  /** Takes the records of all its files in; several of them may be about one item. */
  take(records: readonly FileRecord[], intake: Intake): void;
}
