import type { Verdict } from '../../graders/verdict.ts';
import type { Item } from '../corrupt/item.ts';
import type { Transcript } from '../protocol/transcript.ts';
import type { RunRecord } from '../run/record.ts';
import type { Tally } from '../stats/tally.ts';

/** One finished conversation of a run with what a grader says of it; null where it has no verdict. */
export interface GradedReply {
  readonly item: Item;
  readonly transcript: Transcript;
  readonly verdict: Verdict | null;
}

/** A graded run that is to be written in another format. */
export interface ExportSource {
  readonly run: RunRecord;
  readonly items: ReadonlyMap<string, Item>;
  /** Outcomes of all verdicts, without any text: what the formats that have scores need in memory. */
  tally(): Promise<Tally>;
  /** Reads the run's files anew at each call, one conversation in memory at a time. */
  replies(): AsyncIterable<GradedReply>;
}

/** A format that the ecosystem reads. */
export interface ExportFormat {
  readonly name: string;
  /** What is behind the run's name in the path of the export by default: ".csv". */
  readonly suffix: string;
  /**
   * Writes the run to the path, each file at one stroke; gives the files. What stood there is replaced.
   * Throws InputError where a file cannot be written.
   */
  write(source: ExportSource, path: string): Promise<string[]>;
}
