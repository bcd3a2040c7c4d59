import type { Item } from '../../src/corrupt/item.ts';
import { InputError } from '../../src/input-error.ts';
import type { Draw } from '../../src/protocol/explore/instance.ts';
import { sourcesOf } from '../../src/protocol/explore.ts';
import type { Transcript } from '../../src/protocol/transcript.ts';
import type { Verdict } from '../verdict.ts';
import { RULES } from './grade.ts';

/**
 * Whom the replies of a conversation asked, day by day, as the conversation itself read them: what the
 * model was told next rests on that reading, so it is not read again. The label says whether anybody was
 * asked at all. Throws InputError where the sources are not those of the draw.
 */
export function gradeExplored(item: Item, transcript: Transcript, draw: Draw): Verdict {
  const { names, best } = sourcesOf(item, draw);
  const days = transcript.turns.map(({ day = null }) => day);
  const asked = days.map((day) => (day === null ? null : names.indexOf(day.source)));
  if (asked.includes(-1)) {
    throw new InputError(
      `${item.id}, epoch ${transcript.epoch}: somebody was asked who is not there`,
    );
  }
  const any = days.some((day) => day !== null);
  const { item: id, budget, epoch, spent } = transcript;
  return {
    ...{ item: id, budget, epoch, grader: RULES, spent },
    label: any ? 'asks' : 'none',
    none: any ? null : 'unreadable',
    requests: any,
    final: null,
    right: false,
    understood: [],
    noticed: { thought: null, answer: false },
    confidence: 1,
    evidence: [],
    explored: { sources: names, best, asked, knew: days.map((day) => day?.knew ?? false) },
  };
}
