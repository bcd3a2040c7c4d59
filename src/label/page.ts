import { html } from 'hono/html';
import { kindOf } from '../corrupt/item-kind.ts';
import { document, type Html } from '../local-page/document.ts';
import { display } from '../math/fraction.ts';
import { labelsOf } from '../reading/labels.ts';
import { whatToAsk } from '../report/proof-parts.ts';
import { QuantityWords } from '../report/quantity-words.ts';
import { visible } from '../report/visible-text.ts';
import { changedWords, type Stretch } from './changed-words.ts';
import { BOUNDARIES, DEFINITIONS } from './definitions.ts';
import type { Labelling } from './labelling.ts';
import type { Task } from './task.ts';

/** Characters at each end of a very long reply that are shown. */
const SHOWN = 20_000;

/** The page of one reply. `base` is the path that all addresses begin with. */
export function replyPage(labelling: Labelling, index: number, base: string): Html {
  const task = labelling.tasks[index];
  if (!task) throw new RangeError(`no reply ${index}`);
  const { length } = labelling.tasks;
  const labels = labelsOf(kindOf(task.item));
  return page(
    `Reply ${index + 1} of ${length}`,
    base,
    html`${header(labelling)}
    <main>
      ${problem(task)}
      <section class="reply" aria-labelledby="reply">
        <h2 id="reply" tabindex="-1">Reply ${index + 1}</h2>
        ${ending(task)}
        ${shownReply(task.reply)}
      </section>
      <div class="bar">
        <form method="post" action="${base}/reply/${index + 1}" id="labels" aria-labelledby="question">
          <h2 id="question">What does the reply do?</h2>
          <div class="labels" data-count="${labels.length}">
            ${labels.map(
              (label, i) => html`<button name="label" value="${label}" data-key="${i + 1}"
                aria-keyshortcuts="${i + 1}" aria-pressed="${labelling.label(index) === label ? 'true' : 'false'}"
                ><span class="name"><kbd aria-hidden="true">${i + 1}</kbd>${label}</span>
                <span class="brief">${DEFINITIONS[label].brief}</span></button>`,
            )}
          </div>
        </form>
        <nav aria-label="Replies">
          ${step(base, index > 0 ? index : null, '← Previous', 'k')}
          <form method="post" action="${base}/undo">
            <button data-key="u" aria-keyshortcuts="u">Undo <kbd aria-hidden="true">u</kbd></button>
          </form>
          ${step(base, index + 1 < length ? index + 2 : null, 'Next →', 'j')}
        </nav>
      </div>
    </main>`,
  );
}

/** The page that stands when every reply has its label. */
export function donePage(labelling: Labelling, base: string, dir: string): Html {
  return page(
    'All labelled',
    base,
    html`${header(labelling)}
    <main>
      <section class="done" aria-labelledby="reply">
        <h2 id="reply" tabindex="-1">All ${labelling.tasks.length} replies are labelled</h2>
        <p>The labels are in <code>${dir}/labels.jsonl</code>. What follows from them:</p>
        <pre><code>lacuna calibrate ${dir}
lacuna report ${dir}</code></pre>
        <p>You can close this page and stop the command with Ctrl-C.</p>
        <nav aria-label="Replies">
          ${step(base, labelling.tasks.length, '← Last reply', 'k')}
          <form method="post" action="${base}/undo">
            <button data-key="u" aria-keyshortcuts="u">Undo <kbd aria-hidden="true">u</kbd></button>
          </form>
        </nav>
      </section>
    </main>`,
  );
}

function page(title: string, base: string, body: Html): Html {
  return document(
    { title: `${title} · Lacuna`, name: 'label', base },
    html`<a class="skip" href="#labels">Skip to the labels</a>
      <div id="page">${body}</div>
      <p id="status" role="status"></p>
      ${help()}`,
  );
}

function header(labelling: Labelling): Html {
  const { labelled, tasks, labeller } = labelling;
  return html`<header>
    <h1>Label replies <span class="who">as ${labeller}</span></h1>
    <div class="progress">
      <label for="progress">${labelled} of ${tasks.length} labelled</label>
      <progress id="progress" max="${tasks.length}" value="${labelled}"></progress>
    </div>
    <button type="button" data-key="?" data-opens="help" aria-haspopup="dialog">
      Help <kbd aria-hidden="true">?</kbd>
    </button>
  </header>`;
}

function problem({ item, twin }: Task): Html {
  const [own, other] = changedWords(item.text, twin?.text ?? item.text);
  const facts = whatToAsk(item, new QuantityWords(item));
  const answer = `Right answer${twin ? ' to the intact problem' : ''}: ${display(item.answer)}.`;
  return html`<div class="texts">
      <section class="problem" aria-labelledby="problem">
        <h2 id="problem">${twin ? 'Problem, as it was put' : 'Problem: nothing is wrong with it'}</h2>
        <p class="text" dir="auto">${own.map(marked)}</p>
      </section>
      ${
        twin
          ? html`<section class="twin" aria-labelledby="twin">
              <h2 id="twin">Its intact twin</h2>
              <p class="text" dir="auto">${other.map(marked)}</p>
            </section>`
          : ''
      }
    </div>
    <ul class="facts">
      ${[...facts, answer].map((fact) => html`<li>${visible(fact)}</li>`)}
    </ul>`;
}

function marked({ text, differs }: Stretch): Html | string {
  return differs ? html`<mark>${visible(text)}</mark>` : visible(text);
}

function ending({ finish, reply }: Task): Html | '' {
  const why = {
    stop: '',
    other: '',
    length: 'It was cut off by the token limit.',
    filter: 'It was cut off by a content filter.',
  }[finish];
  if (why !== '') return html`<p class="ending">${why}</p>`;
  return reply.trim() === '' ? html`<p class="ending">It is empty.</p>` : '';
}

function shownReply(reply: string): Html | '' {
  if (reply.trim() === '') return '';
  const left = reply.length - 2 * SHOWN;
  if (left <= 0) return html`<div class="text" dir="auto">${visible(reply)}</div>`;
  return html`<div class="text" dir="auto">${visible(reply.slice(0, SHOWN))}</div>
    <p class="ending">${left} characters are left out here.</p>
    <div class="text" dir="auto">${visible(reply.slice(-SHOWN))}</div>`;
}

function step(base: string, number: number | null, name: string, key: string): Html {
  const keys = html`<kbd aria-hidden="true">${key}</kbd>`;
  return number === null
    ? html`<span class="step" aria-disabled="true">${name} ${keys}</span>`
    : html`<a class="step" href="${base}/reply/${number}" data-key="${key}"
        aria-keyshortcuts="${key}">${name} ${keys}</a>`;
}

function help(): Html {
  const labels = Object.entries(DEFINITIONS);
  return html`<dialog id="help" aria-labelledby="help-title">
    <form method="dialog">
      <h2 id="help-title">Help</h2>
      <button>Close</button>
    </form>
    <p>
      Which model wrote a reply, and what the grader makes of it, is not shown. Each label is saved at
      once; you can stop at any time and go on later with the same command.
    </p>
    <section class="keys">
    <h3>Keys</h3>
    <dl>
      <div><dt><kbd>1</kbd> … <kbd>8</kbd></dt><dd>give the label of that number</dd></div>
      <div><dt><kbd>j</kbd> <kbd>→</kbd></dt><dd>next reply</dd></div>
      <div><dt><kbd>k</kbd> <kbd>←</kbd></dt><dd>previous reply</dd></div>
      <div><dt><kbd>u</kbd></dt><dd>take the last label back</dd></div>
      <div><dt><kbd>?</kbd></dt><dd>this help; <kbd>Esc</kbd> closes it</dd></div>
    </dl>
    </section>
    <h3>Labels</h3>
    <dl>
      ${labels.map(([label, { full }]) => html`<div><dt>${label}</dt><dd>${full}</dd></div>`)}
    </dl>
    <h3>Where two could be meant</h3>
    <ul>
      ${BOUNDARIES.map((rule) => html`<li>${rule}</li>`)}
    </ul>
  </dialog>`;
}
