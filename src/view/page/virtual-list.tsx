import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { visible } from '../../report/visible-text.ts';
import type { Row } from '../records.ts';
import { LabelBadge } from './label-badge.tsx';
import { scrollScale } from './scroll-scale.ts';

/** Pixels, as view.css has it; and rows beyond the edges that are there already. */
const ROW = 76;
const BEYOND = 4;

interface ListProps {
  readonly count: number;
  /** The row that is open; -1 where it is not in the list. */
  readonly at: number;
  readonly row: (index: number) => Row | undefined;
  readonly onShow: (first: number, last: number) => void;
  readonly onOpen: (index: number) => void;
}

/** Only the rows in sight are in the document, however many there are. */
export function VirtualList({ count, at, row, onShow, onOpen }: ListProps) {
  const box = useRef<HTMLDivElement>(null);
  const [{ offset, scrollTop, view }, setWindow] = useState({
    offset: 0,
    scrollTop: 0,
    view: 600,
  });
  /** The scroll place that we set: in a scaled list it is coarser than our own. */
  const ours = useRef<{ scrollTop: number; offset: number } | null>(null);
  const scale = scrollScale(count * ROW, view);
  const most = Math.max(0, count * ROW - view);
  const clamped = Math.min(offset, most);
  const first = Math.max(0, Math.floor(clamped / ROW) - BEYOND);
  const last = Math.min(count - 1, Math.ceil((clamped + view) / ROW) + BEYOND);

  const moveTo = useCallback(
    (wanted: number) => {
      const element = box.current;
      if (!element) return;
      const next = Math.max(0, Math.min(most, wanted));
      element.scrollTop = scale.scrollTopAt(next);
      ours.current = { scrollTop: element.scrollTop, offset: next };
      setWindow({ offset: next, scrollTop: element.scrollTop, view: element.clientHeight });
    },
    [most, scale],
  );

  const measure = () => {
    const element = box.current;
    if (!element) return;
    const { scrollTop: now, clientHeight } = element;
    const set = ours.current;
    const kept = set && Math.abs(set.scrollTop - now) < 1 ? set.offset : null;
    setWindow({ offset: kept ?? scale.offsetAt(now), scrollTop: now, view: clientHeight });
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setWindow((before) => ({ ...before, view: element.clientHeight })),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // In a longer list the same rows stand elsewhere on the scroll bar.
  useLayoutEffect(() => {
    if (scale.scaled) moveTo(clamped);
  }, [count, view]);

  useEffect(() => {
    if (count > 0) onShow(first, last);
  }, [first, last, count, onShow]);

  // What is opened by a key or a link comes in sight.
  useEffect(() => {
    if (at < 0) return;
    const [top, bottom] = [at * ROW, (at + 1) * ROW];
    const height = box.current?.clientHeight ?? view;
    if (top < clamped) moveTo(top);
    else if (bottom > clamped + height) moveTo(bottom - height);
  }, [at]);

  const onWheel = (event: WheelEvent) => {
    if (!scale.scaled || event.ctrlKey || event.deltaMode !== 0) return;
    event.preventDefault();
    moveTo(clamped + event.deltaY);
  };

  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return (
    <div
      ref={box}
      class="list"
      role="listbox"
      aria-label="Conversations"
      tabIndex={0}
      aria-activedescendant={at >= first && at <= last ? `row-${at}` : undefined}
      onScroll={measure}
      onWheel={onWheel}
    >
      <div class="rows" style={{ height: `${scale.height}px` }}>
        {shown.map((index) => (
          <ListRow
            key={index}
            index={index}
            count={count}
            row={row(index)}
            open={index === at}
            top={scrollTop + index * ROW - clamped}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly index: number;
  readonly count: number;
  readonly row: Row | undefined;
  readonly open: boolean;
  readonly top: number;
  readonly onOpen: (index: number) => void;
}

function ListRow({ index, count, row, open, top, onOpen }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and says which row is active
    <div
      id={`row-${index}`}
      class="row"
      role="option"
      aria-selected={open}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={{ top: `${top}px` }}
      onClick={() => onOpen(index)}
    >
      {row ? (
        <>
          <span class="line">
            <LabelBadge label={row.label} />
            <span class="soft">
              {row.budget}
              {row.epoch > 0 ? ` · epoch ${row.epoch}` : ''}
            </span>
          </span>
          <span class="name">{row.item}</span>
          <span class="snippet">
            <bdi>{visible(row.snippet).replace(/\s+/g, ' ')}</bdi>
          </span>
        </>
      ) : (
        <span class="soft">…</span>
      )}
    </div>
  );
}
