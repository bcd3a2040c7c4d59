import { tokens } from '../../src/report/numbers.ts';
import { visible } from '../../src/report/visible-text.ts';
import type { ShownReply, ShownTurn } from './shown-reply.ts';
import { Outside } from './text.tsx';

/** The replies to both halves of a pair. Loading: null until they are there, or why they cannot be had. */
export interface LoadedPair {
  readonly corrupted: ShownReply | undefined;
  readonly intact: ShownReply | undefined;
}
export type Loading = LoadedPair | string | null;

/** What a model replied to both halves of a pair. */
export function ReplyCard({
  id,
  name,
  budget,
  epochs,
  pair,
  onClose,
}: {
  id: string;
  name: string;
  budget: string;
  epochs: number;
  pair: Loading;
  onClose: () => void;
}) {
  return (
    <article class="reply">
      <header>
        <h3 id={id} tabIndex={-1}>
          <Outside text={name} />{' '}
          <span class="budget">
            <Outside text={budget} />
          </span>
        </h3>
        <button type="button" class="close" onClick={onClose}>
          Close<span class="unseen"> {name}</span>
        </button>
      </header>
      {pair === null ? <p class="note">Loading …</p> : null}
      {typeof pair === 'string' ? <p class="note">{pair}</p> : null}
      {pair !== null && typeof pair === 'object' ? (
        <>
          {epochs > 1 ? <p class="note">The first of {epochs} epochs.</p> : null}
          <Half title="To the corrupted problem" reply={pair.corrupted} />
          <Half title="To the whole twin" reply={pair.intact} />
        </>
      ) : null}
    </article>
  );
}

function Half({ title, reply }: { title: string; reply: ShownReply | undefined }) {
  if (!reply) return <p class="note">{title}: no reply with a verdict.</p>;
  const why = reply.none === null ? '' : `, ${reply.none}`;
  return (
    <section>
      <h4>
        {title}{' '}
        <span class="verdict">
          <i class={`swatch o-${reply.label}`} aria-hidden="true" />
          {reply.label}
          {why}
          {reply.unsure ? ' (unsure)' : ''}
        </span>
      </h4>
      {reply.turns.map((turn, i) => (
        <Turn key={i} turn={turn} />
      ))}
      {reply.left > 0 ? <p class="note">{reply.left} more turns are left out.</p> : null}
      {reply.tokens === null ? null : <p class="note">{tokens(reply.tokens)} tokens</p>}
    </section>
  );
}

function Turn({ turn: { user, head, cut, tail, evidence } }: { turn: ShownTurn }) {
  const whole = head + tail;
  const pieces = marked(whole, evidence);
  return (
    <>
      {user === undefined ? null : (
        <p class="said user">
          <span class="tag">user</span> <Outside text={user} />
        </p>
      )}
      {whole.trim() === '' ? (
        <p class="note">An empty reply.</p>
      ) : (
        <p class="said" dir="auto">
          {pieces.map(({ text, shows, start }) => {
            const shown = visible(text);
            return shows === null ? (
              shown
            ) : (
              <mark key={start} title={shows}>
                {shown}
              </mark>
            );
          })}
        </p>
      )}
      {cut > 0 ? <p class="note">{cut} characters in its middle are left out.</p> : null}
    </>
  );
}

interface Piece {
  readonly start: number;
  readonly text: string;
  readonly shows: string | null;
}

/** A reply cut at the ends of its evidence; where two pieces overlap, the first stands. */
function marked(text: string, evidence: ShownTurn['evidence']): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end, shows] of evidence) {
    if (start < at || end <= start || end > text.length) continue;
    pieces.push({ start: at, text: text.slice(at, start), shows: null });
    pieces.push({ start, text: text.slice(start, end), shows });
    at = end;
  }
  pieces.push({ start: at, text: text.slice(at), shows: null });
  return pieces.filter((piece) => piece.text !== '');
}
