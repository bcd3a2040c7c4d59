import type { Filter, Place } from '../records.ts';

/** What the page shows, as its address says it: every view is a link. */
export interface View {
  readonly filter: Filter;
  readonly place: Place | null;
}

export function readAddress(search: string): View {
  const parts = new URLSearchParams(search);
  const words = (name: string) => (parts.get(name) ?? '').split(',').filter((word) => word !== '');
  const [item, budget] = [parts.get('item'), parts.get('on')];
  const epoch = Number(parts.get('epoch') ?? 0);
  return {
    filter: {
      grader: parts.get('grader') ?? '',
      labels: words('label'),
      operators: words('operator'),
      budgets: words('budget'),
      text: parts.get('text') ?? '',
    },
    place:
      item !== null && budget !== null && Number.isSafeInteger(epoch) && epoch >= 0
        ? { item, budget, epoch }
        : null,
  };
}

/** The query of the address: "?label=asks&item=…". */
export function writeAddress({ filter, place }: View): string {
  const parts = new URLSearchParams();
  const set = (name: string, value: string) => {
    if (value !== '') parts.set(name, value);
  };
  set('grader', filter.grader);
  set('label', filter.labels.join(','));
  set('operator', filter.operators.join(','));
  set('budget', filter.budgets.join(','));
  set('text', filter.text);
  if (place) {
    parts.set('item', place.item);
    parts.set('on', place.budget);
    set('epoch', place.epoch === 0 ? '' : String(place.epoch));
  }
  const query = parts.toString();
  return query === '' ? location.pathname : `?${query}`;
}

export function samePlace(a: Place | null, b: Place | null): boolean {
  if (a === null || b === null) return a === b;
  return a.item === b.item && a.budget === b.budget && a.epoch === b.epoch;
}
