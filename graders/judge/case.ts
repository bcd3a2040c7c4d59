import type { Completion } from '../../src/model/completion.ts';
import type { Subject } from '../../src/reading/subject.ts';

/** One reply to be judged. */
export interface Case {
  /** For people who read the record: an item's id, or another name. */
  readonly about: string;
  readonly subject: Subject;
  /** What the user has said since he put the problem: the reply is the last of a conversation. */
  readonly told: readonly string[];
  readonly text: string;
  readonly finish: Completion['finish'];
}
