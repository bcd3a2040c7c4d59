import type { Completion } from '../../src/model/completion.ts';
import type { Reading } from '../../src/reading/read-reply.ts';
import type { Subject } from '../../src/reading/subject.ts';
import { type Finding, nothing } from './finding.ts';
import { labelCorrupted } from './label-corrupted.ts';
import { labelIntact } from './label-intact.ts';

/** What one reply did, by its text and by how it ended. */
export function label(subject: Subject, reading: Reading, finish: Completion['finish']): Finding {
  if (finish === 'filter') return nothing('filtered', 'nothing');
  if (reading.text.trim() === '') return nothing(finish === 'length' ? 'cut' : 'empty', 'nothing');
  if (!/[\p{L}\d]/u.test(reading.text)) return nothing('unreadable', 'no words');
  const found =
    subject.kind === 'intact' ? labelIntact(subject, reading) : labelCorrupted(subject, reading);
  if (finish !== 'length') return found;
  // Out of tokens: what was committed to by then stands, a statement on the way to it does not.
  const committed = reading.answer?.how === 'boxed' || reading.answer?.how === 'marked';
  return committed || reading.asked.length > 0 ? found : nothing('cut', 'out of tokens');
}
