import { useEffect, useState } from 'preact/hooks';

/**
 * A view that stands in the address. The first drawing shows `initial`, as the page came; what the
 * address says follows at once, and from then on the reader can change it.
 */
export function useAddress<View>(
  initial: View,
  read: (location: Location) => View,
  write: (view: View) => string,
): [view: View, change: ((view: View) => void) | undefined] {
  const [view, setView] = useState(initial);
  const [live, setLive] = useState(false);
  useEffect(() => {
    const follow = () => setView(read(location));
    follow();
    setLive(true);
    addEventListener('popstate', follow);
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('popstate', follow);
      removeEventListener('hashchange', follow);
    };
  }, []);
  const change = (next: View) => {
    setView(next);
    history.replaceState(null, '', `${location.pathname}${write(next)}`);
  };
  return [view, live ? change : undefined];
}
