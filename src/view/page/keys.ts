import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Calls with the key that was pressed, which says whether it meant something. Typing, and the help, keep theirs. */
export function useKeys(
  press: (key: string) => boolean,
  help: RefObject<HTMLDialogElement | null>,
): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (help.current?.open) return;
      if (isTyping() && event.key !== 'Escape') return;
      if (latest.current(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [help]);
}

/** Whether what has the focus takes letters. */
export function isTyping(): boolean {
  const element = document.activeElement;
  return element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
}
