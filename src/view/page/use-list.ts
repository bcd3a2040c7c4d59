import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Filter, ListAnswer, Place, Row } from '../records.ts';
import { fetchList } from './requests.ts';

/** Rows that are asked for at a time, and milliseconds between two looks at a run that may be growing. */
const PAGE = 100;
const EVERY = 1500;

export interface List {
  /** The last answer; null before the first one under this filter. */
  readonly answer: ListAnswer | null;
  /** In words; null where all is well. */
  readonly fault: string | null;
  row(index: number): Row | undefined;
  /** Asks for a row that is not there yet; null where there is none. */
  fetchRow(index: number): Promise<Row | null>;
  /** Says which rows are in sight: these are kept up. */
  show(first: number, last: number): void;
}

/** The list under a filter, in pages that are fetched when they come in sight, and again when the run has grown. */
export function useList(filter: Filter, place: Place | null): List {
  const [answer, setAnswer] = useState<ListAnswer | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const pages = useRef(new Map<number, readonly Row[]>());
  const inSight = useRef({ first: 0, last: 0 });
  const pending = useRef(new Set<number>());
  const current = useRef({ filter, place });
  const key = JSON.stringify(filter);
  current.current = { filter, place };

  const load = useCallback(async (page: number): Promise<ListAnswer | null> => {
    const asked = JSON.stringify(current.current.filter);
    pending.current.add(page);
    try {
      const { filter: under, place: at } = current.current;
      const got = await fetchList(under, page * PAGE, PAGE, at);
      if (JSON.stringify(current.current.filter) !== asked) return null;
      pages.current.set(page, got.rows);
      setFault(null);
      setAnswer(got);
      return got;
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      return null;
    } finally {
      pending.current.delete(page);
    }
  }, []);

  useEffect(() => {
    pages.current.clear();
    pending.current.clear();
    inSight.current = { first: 0, last: 0 };
    void load(0);
    const timer = setInterval(() => {
      if (document.hidden) return;
      const { first, last } = inSight.current;
      for (let page = pageOf(first); page <= pageOf(last); page += 1) {
        if (!pending.current.has(page)) void load(page);
      }
    }, EVERY);
    return () => clearInterval(timer);
  }, [key, load]);

  const show = useCallback(
    (first: number, last: number) => {
      inSight.current = { first, last };
      for (let page = pageOf(first); page <= pageOf(last); page += 1) {
        if (!pages.current.has(page) && !pending.current.has(page)) void load(page);
      }
    },
    [load],
  );
  const row = (index: number) => pages.current.get(pageOf(index))?.[index % PAGE];
  const fetchRow = async (index: number) => {
    const got = await load(pageOf(index));
    return got?.rows[index % PAGE] ?? null;
  };
  return { answer, fault, row, fetchRow, show };
}

function pageOf(index: number): number {
  return Math.max(0, Math.floor(index / PAGE));
}
