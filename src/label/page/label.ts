/**
 * The keys of the labelling page, and moving on without loading the whole page anew. Without this script
 * the page works by its buttons and links alone.
 */

import './label.css';

const status = document.getElementById('status');
const help = document.getElementById('help');

/** Keys that stand for others. */
const SAME: Readonly<Record<string, string>> = { ArrowRight: 'j', ArrowLeft: 'k' };

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (help instanceof HTMLDialogElement && help.open) return;
  const key = SAME[event.key] ?? event.key;
  if (!/^[1-9jku?]$/.test(key)) return;
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!(target instanceof HTMLElement)) return;
  event.preventDefault();
  target.click();
});

document.addEventListener('click', (event) => {
  const clicked = event.target instanceof Element ? event.target.closest('a, button') : null;
  if (clicked instanceof HTMLButtonElement && clicked.dataset.opens === 'help') {
    if (help instanceof HTMLDialogElement) help.showModal();
  }
  if (!(clicked instanceof HTMLAnchorElement) || clicked.dataset.key === undefined) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  void show(clicked.href);
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  event.preventDefault();
  const body = new URLSearchParams();
  const { submitter } = event;
  if (submitter instanceof HTMLButtonElement && submitter.name !== '') {
    body.set(submitter.name, submitter.value);
  }
  void show(form.action, { method: 'POST', body }, submitter?.getAttribute('value') ?? 'undone');
});

let busy = false;

/** Puts the page at the address in the place of this one, and says what was done. */
async function show(url: string, request: RequestInit = {}, done = ''): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    const response = await fetch(url, request);
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    const next = new DOMParser().parseFromString(text, 'text/html');
    const [now, then] = [document.getElementById('page'), next.getElementById('page')];
    if (!now || !then) throw new Error('an unexpected page came back');
    now.replaceWith(document.adoptNode(then));
    document.title = next.title;
    history.replaceState(null, '', response.url);
    scrollTo(0, 0);
    document.getElementById('reply')?.focus({ preventScroll: true });
    say(`${done === '' ? '' : `Labelled ${done}. `}${next.title.replace(' · Lacuna', '')}.`);
  } catch (error) {
    const offline = error instanceof TypeError;
    say(
      offline
        ? 'Nothing was saved: the command that serves this page has stopped. Start it again, and open the address that it prints.'
        : String(error instanceof Error ? error.message : error),
      true,
    );
  } finally {
    busy = false;
  }
}

function say(text: string, wrong = false): void {
  if (!status) return;
  status.textContent = text;
  status.classList.toggle('wrong', wrong);
}
