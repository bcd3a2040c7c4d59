import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { readJsonLines } from '../jsonl.ts';
import { Label, labelsOf } from '../reading/labels.ts';
import { exists, runFiles } from './folder.ts';
import { Journal } from './journal.ts';
import type { RunRecord } from './record.ts';
import { placeId } from './replies.ts';

/** A person's verdict on a conversation's first reply. One line of labels.jsonl. */
export const HandLabel = z.strictObject({
  item: z.string(),
  budget: z.string(),
  epoch: z.int().nonnegative(),
  labeller: z.string().min(1),
  /** null takes the labeller's earlier one back. */
  label: Label.nullable(),
  at: z.string(),
});
export type HandLabel = z.infer<typeof HandLabel>;

/** Opens the labels of a run to add to them: each is on disk before it counts. */
export function openLabels(dir: string): Promise<Journal<HandLabel>> {
  return Journal.open(runFiles(dir).labels, HandLabel);
}

/** All lines of a run's labels, in the order in which they were given; [] where there are none. */
export async function readLabels(dir: string): Promise<HandLabel[]> {
  const path = runFiles(dir).labels;
  const labels: HandLabel[] = [];
  if (!(await exists(path))) return labels;
  for await (const { value } of readJsonLines(path, HandLabel)) labels.push(value);
  return labels;
}

/** What each person who labelled a place made of it last; places without a label are left out. */
export function standingLabels(labels: Iterable<HandLabel>): Map<string, Map<string, Label>> {
  const standing = new Map<string, Map<string, Label>>();
  for (const given of labels) {
    const place = placeId(given);
    const byLabeller = standing.get(place) ?? new Map<string, Label>();
    if (given.label === null) byLabeller.delete(given.labeller);
    else byLabeller.set(given.labeller, given.label);
    if (byLabeller.size > 0) standing.set(place, byLabeller);
    else standing.delete(place);
  }
  return standing;
}

/**
 * The label that people gave a place: the one that most of them gave; of several with as many, the one
 * of the labeller whose name comes first, so that it does not hang on the order of the file.
 */
export function agreedLabel(byLabeller: ReadonlyMap<string, Label>): Label {
  const votes = new Map<Label, number>();
  const given = [...byLabeller].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, label]) => label);
  for (const label of given) votes.set(label, (votes.get(label) ?? 0) + 1);
  const most = Math.max(...votes.values());
  const agreed = given.find((label) => votes.get(label) === most);
  if (agreed === undefined) throw new RangeError('nobody labelled it');
  return agreed;
}

/**
 * The label that people agreed on, by place, for the places of a run. Throws InputError where a label is
 * on a conversation that the run does not have, or does not go with the kind of its item.
 */
export function agreedLabels(
  labels: readonly HandLabel[],
  run: Pick<RunRecord, 'budgets' | 'epochs'>,
  items: Iterable<Pick<Item, 'id' | 'twin'>>,
): Map<string, Label> {
  const isIntact = new Map(Array.from(items, ({ id, twin }) => [id, twin === null]));
  const budgets = new Set(run.budgets.map(({ budget }) => budget.name));
  for (const { item, budget, epoch, label } of labels) {
    const intact = isIntact.get(item);
    const where = `labels.jsonl: the label on item ${item}, budget ${budget}, epoch ${epoch}`;
    if (intact === undefined || !budgets.has(budget) || epoch >= run.epochs) {
      throw new InputError(`${where} is not of this run`);
    }
    if (label !== null && !labelsOf(intact ? 'intact' : 'missing').includes(label)) {
      throw new InputError(`${where} says "${label}", which does not go with that item`);
    }
  }
  return new Map([...standingLabels(labels)].map(([place, given]) => [place, agreedLabel(given)]));
}
