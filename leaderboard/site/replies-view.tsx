import { SearchBox } from './filters.tsx';
import { type PairMark, readMarks } from './outcome-codes.ts';
import { type Loading, ReplyCard } from './reply-card.tsx';
import type { MarksFile, ModelsFile } from './shown-reply.ts';
import { Outside } from './text.tsx';

/** A model under a budget: what a reader opens. */
export interface Opened {
  readonly slug: string;
  readonly budget: string;
}

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
            <ReplyCard
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
