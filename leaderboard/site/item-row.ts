import * as z from 'zod/mini';

/** A pair in the list of items. */
export const ItemRow = z.strictObject({
  /** Of the corrupted item. */
  id: z.string(),
  family: z.string(),
  topic: z.string(),
  operator: z.string(),
  /** easy, medium or hard; "" where nobody measured it. */
  stratum: z.string(),
  split: z.string(),
  /** What was done to the text: the clause, quoted, and what it leaves open. */
  what: z.string(),
  /** Percentage of all models' replies that got the pair right, rounded where it is shown alone; null where there are none. */
  right: z.nullable(z.number()),
});
export type ItemRow = z.infer<typeof ItemRow>;
export const ItemRows = z.array(ItemRow);

/** What a reader has chosen to see of the list. It stands in the address. */
export interface ItemsView {
  readonly text: string;
  readonly operator: string;
  readonly topic: string;
  readonly stratum: string;
  readonly split: string;
  readonly order: ItemOrder;
}

export const ITEM_ORDERS = ['listed', 'hardest', 'easiest'] as const;
export type ItemOrder = (typeof ITEM_ORDERS)[number];

export const ITEM_CHOICES = ['operator', 'topic', 'stratum', 'split'] as const;
export type ItemChoice = (typeof ITEM_CHOICES)[number];

export const ALL_ITEMS: ItemsView = {
  ...{ text: '', operator: '', topic: '', stratum: '', split: '', order: 'listed' },
};

/** The pairs to show, in order. */
export function shownItems(rows: readonly ItemRow[], view: ItemsView): ItemRow[] {
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = rows.filter(
    (row) =>
      ITEM_CHOICES.every((choice) => view[choice] === '' || row[choice] === view[choice]) &&
      words.every((word) =>
        `${row.id} ${familyName(row.family)} ${row.topic} ${row.what}`.toLowerCase().includes(word),
      ),
  );
  if (view.order === 'listed') return kept;
  const sign = view.order === 'hardest' ? 1 : -1;
  return kept.sort((a, b) => sign * ((a.right ?? 101) - (b.right ?? 101)));
}

export function itemsToQuery(view: ItemsView): string {
  const query = new URLSearchParams();
  if (view.text !== '') query.set('q', view.text);
  for (const choice of ITEM_CHOICES) if (view[choice] !== '') query.set(choice, view[choice]);
  if (view.order !== 'listed') query.set('order', view.order);
  return query.size === 0 ? '' : `?${query}`;
}

export function itemsFromQuery(search: string): ItemsView {
  const query = new URLSearchParams(search);
  const choice = (key: string) => (query.get(key) ?? '').slice(0, 200);
  return {
    text: choice('q'),
    operator: choice('operator'),
    topic: choice('topic'),
    stratum: choice('stratum'),
    split: choice('split'),
    order: ITEM_ORDERS.find((order) => order === query.get('order')) ?? 'listed',
  };
}

/** "alp-cheese-0a1b2c.remove" of the family "alp-cheese": "Alp cheese 0a1b2c". A family has many. */
export function problemName({
  id,
  family,
  operator,
}: Pick<ItemRow, 'id' | 'family' | 'operator'>): string {
  const whole = id.endsWith(`.${operator}`) ? id.slice(0, -operator.length - 1) : id;
  if (whole === family) return familyName(family);
  const own = whole.startsWith(`${family}-`) ? whole.slice(family.length + 1) : whole;
  return `${familyName(family)} ${own}`;
}

/** "alp-cheese" as a name: "Alp cheese". */
export function familyName(family: string): string {
  return (family.charAt(0).toUpperCase() + family.slice(1)).replaceAll('-', ' ');
}
