import { visible } from '../../report/visible-text.ts';
import type { Turn } from '../records.ts';
import { segments } from './segments.ts';

/** A reply as text, with the grader's evidence marked and named. */
export function ReplyText({ turn }: { turn: Turn }) {
  if (turn.reply.trim() === '') return <p class="ending">The reply is empty.</p>;
  return (
    <div class="text reply" dir="auto">
      {segments(turn).map(({ text, shows }, i) =>
        shows.length === 0 ? (
          visible(text)
        ) : (
          <mark key={i}>
            {visible(text)}
            <span class="shows">{shows.join(', ')}</span>
          </mark>
        ),
      )}
    </div>
  );
}
