import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation, Filter, ListAnswer, Place, RunFacts } from '../records.ts';
import { readAddress, samePlace, type View, writeAddress } from './address.ts';
import { ConversationPane } from './conversation-pane.tsx';
import { Filters, toggle } from './filters.tsx';
import { Header } from './header.tsx';
import { Help } from './help.tsx';
import { Key } from './key.tsx';
import { isTyping, useKeys } from './keys.ts';
import { fetchConversation, fetchFacts } from './requests.ts';
import { useList } from './use-list.ts';
import { VirtualList } from './virtual-list.tsx';

const NO_FILTER = { labels: [], operators: [], budgets: [], text: '' };

/** The page: filters above, the list on one side, the open conversation on the other. */
export function App() {
  const [{ filter, place }, setView] = useState<View>(() => readAddress(location.search));
  const [facts, setFacts] = useState<RunFacts | null>(null);
  const [open, setOpen] = useState<Conversation | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const help = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useList(filter, place);
  const { answer } = list;
  const matched = answer?.matched ?? 0;
  /** Ahead of the server's answer while keys are pressed. */
  const [moved, setMoved] = useState<{ place: Place; at: number } | null>(null);
  const at = moved && samePlace(moved.place, place) ? moved.at : (answer?.at ?? -1);

  useEffect(() => {
    fetchFacts().then(setFacts, (error: unknown) => setFault(String(error)));
    const back = () => setView(readAddress(location.search));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);

  useEffect(() => {
    document.title = `${place ? `${place.item} · ` : ''}${facts?.model ?? 'Run'} · Lacuna`;
  }, [place, facts]);

  // Again whenever the run has grown: a verdict may have come.
  useEffect(() => {
    if (place === null) {
      setOpen(null);
      return;
    }
    let stale = false;
    fetchConversation(place, filter.grader).then(
      (conversation) => {
        if (stale) return;
        setOpen(conversation);
        setFault(null);
      },
      (error: unknown) => {
        if (stale) return;
        setOpen(null);
        setFault(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      stale = true;
    };
  }, [place, filter.grader, answer?.version]);

  // What was found anew has overtaken our guess.
  useEffect(() => {
    if (moved && answer && answer.at >= 0 && samePlace(moved.place, place)) setMoved(null);
  }, [answer]);

  const go = useCallback((view: View, how: 'push' | 'replace') => {
    setView(view);
    const url = writeAddress(view);
    if (how === 'push') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
  }, []);

  const narrow = (next: Filter) => {
    setMoved(null);
    go({ filter: next, place }, 'replace');
  };

  const openRow = async (index: number, how: 'push' | 'replace') => {
    if (index < 0 || index >= matched) return;
    const row = list.row(index) ?? (await list.fetchRow(index));
    if (!row) return;
    const { item, budget, epoch } = row;
    const next = { item, budget, epoch };
    setMoved({ place: next, at: index });
    go({ filter, place: next }, how);
    if (how === 'push') heading.current?.focus({ preventScroll: true });
  };

  const close = () => go({ filter, place: null }, 'push');

  useKeys((key) => {
    if (key === 'Escape') {
      if (isTyping()) searchBox.current?.blur();
      else narrow({ ...NO_FILTER, grader: filter.grader });
    } else if (key === 'j' || key === 'ArrowDown') void openRow(at + 1, 'replace');
    else if (key === 'k' || key === 'ArrowUp') void openRow(Math.max(0, at - 1), 'replace');
    else if (key === 'Home') void openRow(0, 'replace');
    else if (key === 'End') void openRow(matched - 1, 'replace');
    else if (key === '/') searchBox.current?.focus();
    else if (key === '?') help.current?.showModal();
    else if (key === 't') toggleThinking();
    else if (/^[1-9]$/.test(key)) {
      const choice = answer?.labels[Number(key) - 1];
      if (choice) narrow({ ...filter, labels: toggle(filter.labels, choice.value) });
    } else return false;
    return true;
  }, help);

  const wrong = list.fault ?? fault;
  return (
    <div class="app" data-open={place !== null}>
      <a class="skip" href="#reading">
        Skip to the conversation
      </a>
      <Header facts={facts} answer={answer} onHelp={() => help.current?.showModal()} />
      <FilterPanel>
        <Filters filter={filter} answer={answer} searchBox={searchBox} onChange={narrow} />
      </FilterPanel>
      <main>
        <section class="listing" aria-label="List">
          <p class="matched" aria-live={isWhole(facts, answer) ? 'polite' : 'off'}>
            {summary(answer, at)}
          </p>
          {answer && matched === 0 ? (
            <Empty
              answer={answer}
              onReset={() => narrow({ ...NO_FILTER, grader: filter.grader })}
            />
          ) : (
            <VirtualList
              count={matched}
              at={at}
              row={list.row}
              onShow={list.show}
              onOpen={(index) => void openRow(index, 'push')}
            />
          )}
        </section>
        <section id="reading" class="reading" aria-label="Conversation" tabIndex={-1}>
          <nav aria-label="Conversations" class="steps">
            <button type="button" class="back" onClick={close}>
              ← List
            </button>
            <button
              type="button"
              disabled={at <= 0}
              onClick={() => void openRow(at - 1, 'replace')}
            >
              Previous <Key name="k" />
            </button>
            <button
              type="button"
              disabled={at + 1 >= matched}
              onClick={() => void openRow(at + 1, 'replace')}
            >
              Next <Key name="j" />
            </button>
          </nav>
          {open ? (
            <ConversationPane conversation={open} heading={heading} />
          ) : (
            <p class="ending empty">
              {place === null ? 'Choose a conversation on the list, or press j.' : ''}
            </p>
          )}
        </section>
      </main>
      {wrong !== null && (
        <p id="status" class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <Help dialog={help} />
    </div>
  );
}

/** On a phone the filters are folded away. */
function FilterPanel({ children }: { children: preact.ComponentChildren }) {
  const wide = matchMedia('(min-width: 60rem)');
  const [open, setOpen] = useState(wide.matches);
  return (
    <details class="panel" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Filters</summary>
      {children}
    </details>
  );
}

function summary(answer: ListAnswer | null, at: number): string {
  if (!answer) return 'Reading …';
  const { matched, count, searched } = answer;
  const of = matched === count ? '' : ` of ${count.toLocaleString('en')}`;
  const place = at >= 0 ? `${(at + 1).toLocaleString('en')} / ` : '';
  const searching = searched < 1 ? `, ${Math.floor(100 * searched)}% searched` : '';
  return `${place}${matched.toLocaleString('en')}${of} conversations${searching}`;
}

/** Of a run that grows, every step would be read aloud. */
function isWhole(facts: RunFacts | null, answer: ListAnswer | null): boolean {
  return facts !== null && answer?.count === facts.expected;
}

function Empty({ answer, onReset }: { answer: ListAnswer; onReset: () => void }) {
  const { count, searched, indexed } = answer;
  if (searched < 1 || indexed < 1) return <p class="ending empty">Nothing yet.</p>;
  if (count === 0) {
    return <p class="ending empty">No conversation has ended yet. They appear here as they do.</p>;
  }
  return (
    <div class="empty">
      <p class="ending">No conversation is like that.</p>
      <button type="button" aria-keyshortcuts="Escape" onClick={onReset}>
        Show all <Key name="Esc" />
      </button>
    </div>
  );
}

function toggleThinking(): void {
  const all = [...document.querySelectorAll('details.thinking')].filter(
    (element) => element instanceof HTMLDetailsElement,
  );
  const open = all.some((details) => details.open);
  for (const details of all) details.open = !open;
}
