import type { Ref } from 'preact';
import { DEFINITIONS } from '../../label/definitions.ts';

const KEYS: ReadonlyArray<readonly [keys: readonly string[], what: string]> = [
  [['j', '↓'], 'next conversation'],
  [['k', '↑'], 'previous conversation'],
  [['Home', 'End'], 'first, last'],
  [['1', '…', '9'], 'only the label of that number; again: no longer'],
  [['/'], 'search'],
  [['t'], 'show or hide the thinking'],
  [['Esc'], 'leave the search, or this help; else drop all filters'],
  [['?'], 'this help'],
];

export function Help({ dialog }: { dialog: Ref<HTMLDialogElement> }) {
  return (
    <dialog id="help" ref={dialog} aria-labelledby="help-title">
      <form method="dialog">
        <h2 id="help-title">Help</h2>
        <button type="submit">Close</button>
      </form>
      <p>
        Every view is a link: what you see stands in the address. A run that is still being held
        grows here by itself. Labels, operators and budgets can be combined; the numbers beside them
        say what choosing them would show. In replies, what the grader goes by is marked, with what
        it shows.
      </p>
      <section class="keys">
        <h3>Keys</h3>
        <dl>
          {KEYS.map(([keys, what]) => (
            <div key={what}>
              <dt>{keys.map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </section>
      <h3>Labels</h3>
      <dl>
        {Object.entries(DEFINITIONS).map(([label, { full }]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{full}</dd>
          </div>
        ))}
        <div>
          <dt>ungraded</dt>
          <dd>The conversation has ended, and this grader has no verdict on it.</dd>
        </div>
        <div>
          <dt>failed</dt>
          <dd>A call failed for good. The same `lacuna run` asks again.</dd>
        </div>
      </dl>
    </dialog>
  );
}
