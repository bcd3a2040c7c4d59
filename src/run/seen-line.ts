import { z } from 'zod';
import { ByteTable } from '../byte-table.ts';
import { type Shape, shapeOf } from '../json-shape.ts';
import { RULES } from '../protocol/user.ts';
import { RunLine } from './record.ts';
import type { Place } from './replies.ts';

/** Texts of a field that are remembered: more than a run has items. */
const REMEMBERED = 1 << 16;

/** What a scan needs to know of a line. */
export interface SeenLine extends Place {
  type: string;
  item: string;
  budget: string;
  epoch: number;
  /** The model that answered; null where nobody said. */
  model: string | null;
  /** Turns to replies that rules read. */
  byRules: number;
}

const Text = z.string();

/** The shape of a line; what it sees is written down in `seen`. */
export function seeingShape(seen: SeenLine): Shape {
  const texts = new ByteTable((json) => Text.parse(JSON.parse(json)), REMEMBERED);
  const models = new ByteTable((json) => Text.nullable().parse(JSON.parse(json)), REMEMBERED);
  const epochs = new ByteTable(Number, REMEMBERED);
  return shapeOf(RunLine, {
    type: (bytes, start, end) => {
      seen.type = texts.get(bytes, start, end);
    },
    item: (bytes, start, end) => {
      seen.item = texts.get(bytes, start, end);
    },
    budget: (bytes, start, end) => {
      seen.budget = texts.get(bytes, start, end);
    },
    epoch: (bytes, start, end) => {
      seen.epoch = epochs.get(bytes, start, end);
    },
    'completion.model': (bytes, start, end) => {
      seen.model = models.get(bytes, start, end);
    },
    'turns.*.by': (bytes, start, end) => {
      if (texts.get(bytes, start, end) === RULES) seen.byRules += 1;
    },
  });
}
