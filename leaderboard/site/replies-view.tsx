import { tokens } from '../../src/report/numbers.ts';
import { visible } from '../../src/report/visible-text.ts';
import { SearchBox } from './filters.tsx';
import { type PairMark, readMarks } from './outcome-codes.ts';
import type { MarksFile, ModelsFile, ShownReply, ShownTurn } from './shown-reply.ts';
import { Outside } from './text.tsx';

/** A model under a budget: what a reader opens. */
export interface Opened {
  readonly slug: string;
  readonly budget: string;
}

/** Its replies to both halves of a pair; null while they are loaded, or a reason why they cannot be. */
export interface LoadedPair {
  readonly corrupted: ShownReply | undefined;
  readonly intact: ShownReply | undefined;
}
export type Loading = LoadedPair | string | null;

export interface RepliesProps {
  readonly models: ModelsFile;
  readonly marks: MarksFile['marks'];
  readonly opened: readonly Opened[];
  readonly loaded: (opened: Opened) => Loading;
  readonly text: string;
  readonly all: boolean;
  readonly onText: (text: string) => void;
  readonly onAll: () => void;
  readonly onToggle: (opened: Opened) => void;
}

/** Models that are listed before the reader asks for all of them. */
const FIRST = 12;

/** What every model did with a pair, and the replies that the reader opens, side by side. */
export function RepliesView(props: RepliesProps) {
  const { models, marks, opened, loaded, text, all, onText, onAll, onToggle } = props;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const asked = models.filter(({ slug }) => marks[slug] !== undefined);
  const fitting = asked.filter(({ model, vendor }) =>
    words.every((word) => `${model} ${vendor ?? ''}`.toLowerCase().includes(word)),
  );
  const listed = all ? fitting : fitting.slice(0, FIRST);
  const isOpen = (one: Opened) => opened.some((other) => sameAs(one, other));
  return (
    <>
      <p>Choose verdicts to read the replies side by side.</p>
      {asked.length > FIRST ? (
        <search class="filters">
          <SearchBox placeholder="Model or vendor" text={text} onText={onText} />
        </search>
      ) : null}
      <ul class="verdicts">
        {listed.map((model) => (
          <li key={model.slug}>
            <span class="who">
              <a href={`../models/${model.slug}.html`}>
                <Outside text={model.model} />
              </a>
              <span class="from">{model.kind === 'respondent' ? 'respondent' : model.how}</span>
            </span>
            <span class="chips">
              {readMarks(marks[model.slug] ?? '').map((epochs, i) => {
                const budget = model.budgets[i] ?? '';
                const one = { slug: model.slug, budget };
                return (
                  <Chip
                    key={budget}
                    id={buttonId(one)}
                    {...{ budget, epochs, open: isOpen(one), onToggle: () => onToggle(one) }}
                  />
                );
              })}
            </span>
          </li>
        ))}
      </ul>
      {listed.length < fitting.length ? (
        <button type="button" class="more" onClick={onAll}>
          Show all {fitting.length} models
        </button>
      ) : null}
      {fitting.length === 0 ? <p class="nothing">No model fits.</p> : null}
      <div class="side">
        {opened.map((one) => {
          const model = models.find(({ slug }) => slug === one.slug);
          if (!model) return null;
          return (
            <Replies
              key={`${one.slug} ${one.budget}`}
              id={headingId(one)}
              name={model.model}
              epochs={model.epochs}
              budget={one.budget}
              pair={loaded(one)}
              onClose={() => onToggle(one)}
            />
          );
        })}
      </div>
    </>
  );
}

/** Of the heading over a model's replies, and of the button that opens them. */
export function headingId({ slug, budget }: Opened): string {
  return `reply ${slug} ${budget}`;
}
export function buttonId({ slug, budget }: Opened): string {
  return `verdict ${slug} ${budget}`;
}

export function sameAs(one: Opened, other: Opened): boolean {
  return one.slug === other.slug && one.budget === other.budget;
}

function Chip({
  id,
  budget,
  epochs,
  open,
  onToggle,
}: {
  id: string;
  budget: string;
  epochs: readonly PairMark[];
  open: boolean;
  onToggle: () => void;
}) {
  const [first] = epochs;
  const right = epochs.filter((mark) => mark.right).length;
  const label = first?.corrupted ?? 'no verdict';
  const twin = first?.intact ?? 'no verdict';
  const count = epochs.length > 1 ? ` ${right}/${epochs.length}` : '';
  return (
    <button type="button" id={id} class="chip" aria-pressed={open} onClick={onToggle}>
      <i class={`swatch o-${label}`} aria-hidden="true" />
      <span class="budget">
        <Outside text={budget} />
      </span>
      <span class="unseen">: corrupted half </span>
      {label}
      <span class="twin"> + {twin}</span>
      <span class={right > 0 ? 'hit' : 'miss'}>
        <span aria-hidden="true">
          {right > 0 ? '✓' : '✗'}
          {count}
        </span>
        <span class="unseen">{right > 0 ? `, pair right${count}` : ', pair not right'}</span>
      </span>
    </button>
  );
}

function Replies({
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
