import { thinking } from '../../report/notes.ts';
import { printable } from '../../report/plain-text.ts';
import type { CardRun, ModelCard } from '../model-card.ts';
import { summary } from '../summary.ts';
import { gradingWords } from '../words.ts';
import { Conversation } from './conversation.tsx';
import { OutcomesByBudget, OutcomesBySlice } from './outcomes.tsx';
import { OverAsksPart } from './over-asks-part.tsx';
import { Reproduction, Settings } from './provenance-part.tsx';
import { CorrectedTable, Curve, ScoreTable, Tiles } from './scores.tsx';
import { type Level, Section } from './section.tsx';

/** Everything of a card under its title. A page that shows it brings CARD_STYLES. */
export function CardBody({ card }: { readonly card: ModelCard }) {
  const [only] = card.runs;
  if (card.runs.length === 1 && only) return <RunBody run={only} prefix="" level={2} alone />;
  return (
    <>
      {card.incomparable.length > 0 && (
        <div class="warnings" role="note">
          <p>
            <b>These runs cannot be held against one another.</b> They differ in what was asked:
          </p>
          <ul>
            {card.incomparable.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <Contents
        parts={[
          ['compared', 'Compared'],
          ...card.runs.map(({ name }, i) => [`run-${i + 1}`, name] as const),
        ]}
      />
      <Section id="compared" level={2} title="Compared">
        <Curve runs={card.runs} />
        <ScoreTable runs={card.runs} />
        <Agreements card={card} />
      </Section>
      {card.runs.map((run, i) => (
        <Section key={run.name} id={`run-${i + 1}`} level={2} title={run.name}>
          <RunBody run={run} prefix={`run-${i + 1}-`} level={3} />
        </Section>
      ))}
    </>
  );
}

/** Links to the parts of a card. */
function Contents({
  parts,
}: {
  readonly parts: ReadonlyArray<readonly [id: string, title: string]>;
}) {
  return (
    <nav class="contents" aria-label="On this card">
      <ul>
        {parts.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const PARTS = {
  warnings: 'Before you believe a number',
  scores: 'Does more thinking help?',
  outcomes: 'What it does',
  'over-asks': 'Where it over-asks',
  conversations: 'Telling conversations',
  grader: 'The grader',
  settings: 'Settings',
  again: 'How to get these numbers again',
} as const;

function Agreements({ card: { agreements } }: { readonly card: ModelCard }) {
  return (
    <>
      {agreements.map(({ model, graders, share, kappa, both }) => (
        <p key={graders.join()}>
          {printable(graders.join(' and '))} give {printable(model)} the same label for{' '}
          {share === null ? '–' : `${(100 * share).toFixed(1)}%`} of {both} replies
          {kappa === null ? '' : ` (Cohen’s κ ${kappa.toFixed(2)})`}.
        </p>
      ))}
    </>
  );
}

interface RunProps {
  readonly run: CardRun;
  /** Of the ids that can be linked to. */
  readonly prefix: string;
  readonly level: Level;
  /** The only run of the card: its scores stand nowhere else. */
  readonly alone?: boolean;
}

function RunBody({ run, prefix, level, alone = false }: RunProps) {
  const next: Level = level === 2 ? 3 : 4;
  return (
    <>
      <div class="summary">
        {summary(run).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <Tiles run={run} />
      {alone && <Contents parts={partsOf(run)} />}
      {run.warnings.length > 0 && (
        <Section id={`${prefix}warnings`} level={level} title={PARTS.warnings}>
          <ul class="warnings">
            {run.warnings.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Section>
      )}
      {alone && (
        <Section id={`${prefix}scores`} level={level} title={PARTS.scores}>
          <Curve runs={[run]} />
          <ScoreTable runs={[run]} />
        </Section>
      )}
      <Section id={`${prefix}outcomes`} level={level} title={PARTS.outcomes}>
        <OutcomesByBudget run={run} level={level} />
        {thinking(run).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <OutcomesBySlice run={run} level={level} />
      </Section>
      <Section
        id={`${prefix}over-asks`}
        level={level}
        title={PARTS['over-asks']}
        lead="The intact problems lack nothing. A question about one of them is needless."
      >
        <OverAsksPart of={run.overAsks} level={level} />
      </Section>
      {run.telling.length > 0 && (
        <Section
          id={`${prefix}conversations`}
          level={level}
          title={PARTS.conversations}
          lead="Chosen by a fixed rule, one of each kind: nobody picked them. What was done to a problem, and what the grader saw in a reply, is marked."
        >
          {run.telling.map((each) => (
            <Conversation
              key={`${each.item} ${each.budget} ${each.epoch}`}
              of={each}
              level={next}
            />
          ))}
        </Section>
      )}
      <Section id={`${prefix}grader`} level={level} title={PARTS.grader}>
        {gradingWords(run).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <CorrectedTable budgets={run.budgets} />
      </Section>
      <Section id={`${prefix}settings`} level={level} title={PARTS.settings}>
        <Settings run={run} />
      </Section>
      <Section id={`${prefix}again`} level={level} title={PARTS.again}>
        <Reproduction run={run} />
      </Section>
    </>
  );
}

/** The parts that the only run of a card has. */
function partsOf({ warnings, telling }: CardRun): Array<readonly [string, string]> {
  return Object.entries(PARTS).filter(
    ([id]) =>
      (id !== 'warnings' || warnings.length > 0) && (id !== 'conversations' || telling.length > 0),
  );
}
