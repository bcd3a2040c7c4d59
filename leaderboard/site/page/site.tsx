import './site.css';
import { hydrate, render } from 'preact';
import { ItemRows } from '../item-row.ts';
import { Rows } from '../row.ts';
import { Board } from './board.tsx';
import { Items } from './items.tsx';
import { PairIds, Replies } from './replies.tsx';

/** The parts of pages that a script takes over, by the id of their element. */
const ISLANDS: Readonly<Record<string, (element: Element, data: unknown) => void>> = {
  board: (element, data) => hydrate(<Board rows={Rows.parse(data)} />, element),
  items: (element, data) => hydrate(<Items rows={ItemRows.parse(data)} />, element),
  replies: (element, data) => render(<Replies ids={PairIds.parse(data)} />, element),
};

for (const [id, start] of Object.entries(ISLANDS)) {
  const element = document.getElementById(id);
  const data = document.getElementById(`${id}-data`)?.textContent;
  if (element && data) start(element, JSON.parse(data));
}
