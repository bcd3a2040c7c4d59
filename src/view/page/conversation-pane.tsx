import type { Ref } from 'preact';
import { visible } from '../../report/visible-text.ts';
import type { Conversation, Judgement, Turn } from '../records.ts';
import { ItemTexts } from './item-texts.tsx';
import { LabelBadge } from './label-badge.tsx';
import { ReplyText } from './reply-text.tsx';

interface PaneProps {
  readonly conversation: Conversation;
  readonly heading: Ref<HTMLHeadingElement>;
}

/** All of one conversation: the item with its twin and proof, what was said, and what graders make of it. */
export function ConversationPane({ conversation, heading }: PaneProps) {
  const { place, item, twin, turns, drafts, tokens, failed, judgements } = conversation;
  const facts = [
    item.topic,
    item.operator,
    `budget ${place.budget}`,
    ...(place.epoch > 0 ? [`epoch ${place.epoch}`] : []),
    ...(tokens === null ? [] : [`${tokens.toLocaleString('en')} tokens`]),
    ...(drafts > 0
      ? [`${drafts} more ${drafts === 1 ? 'reply' : 'replies'} that do not stand`]
      : []),
  ];
  return (
    <article aria-labelledby="conversation">
      <h2 id="conversation" ref={heading} tabIndex={-1}>
        {item.id}
      </h2>
      <p class="soft facts-line">
        <bdi>{visible(facts.join(' · '))}</bdi>
      </p>
      <div class="sides">
        <div class="side">
          <ItemTexts item={item} twin={twin} />
        </div>
        <div class="side">
          <section aria-labelledby="verdicts" class="verdicts">
            <h3 id="verdicts">{judgements.length > 1 ? 'Verdicts' : 'Verdict'}</h3>
            {judgements.length === 0 && <p class="ending">No grader has read it yet.</p>}
            {judgements.map((judgement) => (
              <Verdict key={judgement.name} judgement={judgement} />
            ))}
          </section>
          <section aria-labelledby="said" class="said">
            <h3 id="said">{turns.length > 1 ? 'Conversation' : 'Reply'}</h3>
            {failed !== null && (
              <p class="ending">
                It failed for good, and has no reply: <bdi>{visible(failed)}</bdi>
              </p>
            )}
            {turns.map((turn, i) => (
              <Exchange key={i} turn={turn} first={i === 0} />
            ))}
          </section>
        </div>
      </div>
    </article>
  );
}

function Verdict({ judgement }: { judgement: Judgement }) {
  const { grader, label, none, final, right, understood, confidence, unsure, thought } = judgement;
  const facts = [
    ...(none === null ? [] : [`nothing to grade: ${none}`]),
    ...(final === null ? [] : [`final number ${final}, ${right ? 'right' : 'not right'}`]),
    ...(understood.length === 0 ? [] : [`taken to ask for ${understood.join(', ')}`]),
    ...(thought === null
      ? []
      : [thought ? 'noticed in its thinking' : 'not noticed in its thinking']),
    `confidence ${confidence.toFixed(2)}${unsure ? ', unsure' : ''}`,
  ];
  return (
    <p class="verdict">
      <LabelBadge label={label} /> <span class="soft">{visible(grader)}</span>{' '}
      <bdi>{visible(facts.join(' · '))}</bdi>
    </p>
  );
}

/** Why a reply ended other than by itself. */
const ENDINGS: Readonly<Record<string, string>> = {
  length: 'It was cut off by the token limit.',
  filter: 'It was cut off by a content filter.',
};

function Exchange({ turn, first }: { turn: Turn; first: boolean }) {
  const { user, understood, by, reasoning, reasoningLeft, replyLeft, finish } = turn;
  return (
    <div class="exchange">
      {user !== null && (
        <div class="user">
          <h4>User</h4>
          <p class="text" dir="auto">
            {visible(user)}
          </p>
          {understood.length > 0 && (
            <p class="soft">
              the question was taken {by === null ? '' : `by ${visible(by)} `}to mean:{' '}
              {visible(understood.join(', '))}
            </p>
          )}
        </div>
      )}
      {!first && <h4>Model</h4>}
      {reasoning !== null && reasoning !== '' && (
        <details class="thinking">
          <summary>
            Thinking, {(reasoning.length + reasoningLeft).toLocaleString('en')} characters
          </summary>
          <div class="text" dir="auto">
            {visible(reasoning)}
          </div>
          <Left count={reasoningLeft} />
        </details>
      )}
      <ReplyText turn={turn} />
      <Left count={replyLeft} />
      {ENDINGS[finish] !== undefined && <p class="ending">{ENDINGS[finish]}</p>}
    </div>
  );
}

function Left({ count }: { count: number }) {
  if (count === 0) return null;
  return <p class="ending">{count.toLocaleString('en')} more characters are left out here.</p>;
}
