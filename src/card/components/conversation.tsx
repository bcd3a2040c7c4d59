import { counted, tokens } from '../../report/numbers.ts';
import { printable } from '../../report/plain-text.ts';
import type { ShownText } from '../shown-text.ts';
import { TELLING } from '../telling.ts';
import type { Told } from '../told.ts';
import { Heading, type Level } from './section.tsx';

/** A conversation: the problem as it was put, and what came back. */
export function Conversation({ of, level }: { readonly of: Told; readonly level: Level }) {
  const { kind, item, operator, budget, label, beside, problem, settles, answer, thought } = of;
  return (
    <article class="conversation">
      <Heading level={level}>{TELLING[kind]}</Heading>
      <p class="about">
        <span class={`label label-${label}`}>{label}</span> under <b>{printable(budget)}</b>
        {beside && (
          <>
            , <span class={`label label-${beside.label}`}>{beside.label}</span> under{' '}
            <b>{printable(beside.budget)}</b>
          </>
        )}
        {' · '}
        {printable(operator)}
        {of.difficulty !== null && ` · ${of.difficulty}`}
        {of.tokens !== null && ` · ${tokens(of.tokens)} tokens`}
        {' · '}
        <code>{printable(item)}</code>
      </p>
      <blockquote class="problem" dir="auto">
        <Bracketed text={problem} />
      </blockquote>
      {settles.length > 0 ? (
        settles.map((line) => (
          <p class="settles" key={line}>
            {line}
          </p>
        ))
      ) : (
        <p class="settles">The text fixes the answer: {answer}.</p>
      )}
      {thought && (
        <details class="thought" open={kind === 'silent'}>
          <summary>Its thinking ({counted(thought.characters, 'character')})</summary>
          <Shown text={thought} />
        </details>
      )}
      {of.turns.map(({ user, reply }, turn) => (
        <div key={turn} class="turn">
          {user && (
            <div class="user">
              <p class="who">User</p>
              <Shown text={user} />
            </div>
          )}
          <div class="reply">
            <p class="who">Reply</p>
            <Shown text={reply} />
          </div>
        </div>
      ))}
      {of.more > 0 && <p class="more">{counted(of.more, 'more turn')} left out.</p>}
    </article>
  );
}

/** What stands in ⟦brackets⟧ was done to the text. */
function Bracketed({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(⟦[^⟦⟧]*⟧)/).map((part, i) => {
        const [, what, said] = /^⟦([^:⟦⟧]{1,20}): ([^⟦⟧]*)⟧$/.exec(part) ?? [];
        if (what === undefined) return part;
        return (
          <mark key={i}>
            <b>{what}</b> {what === 'removed' ? <del>{said}</del> : said}
          </mark>
        );
      })}
    </>
  );
}

function Shown({ text: { parts } }: { readonly text: ShownText }) {
  if (parts.every(({ text }) => text.trim() === '')) return <p class="empty">(empty)</p>;
  return (
    <div class="shown" dir="auto">
      {parts.map(({ text, shows }, i) =>
        shows === null ? (
          text
        ) : (
          <mark key={i} class="evidence" title={`What the grader saw: ${shows}`}>
            {text}
          </mark>
        ),
      )}
    </div>
  );
}
