import { InputError } from '../input-error.ts';
import { readJsonLines } from '../jsonl.ts';
import { ExternalItem, ExternalReply, rightLabels } from './external.ts';

/** A labelled reply with the item that it is to. */
export interface LabelledReply {
  readonly item: ExternalItem;
  readonly reply: ExternalReply;
  /** In the file of replies. */
  readonly line: number;
}

/**
 * The items of a labelled set, by id. Throws InputError ("file:line: …") on a line that is no item, an
 * id that stands twice, and a file that is missing or empty.
 */
export async function readExternalItems(path: string): Promise<Map<string, ExternalItem>> {
  const items = new Map<string, ExternalItem>();
  for await (const { line, value: item } of readJsonLines(path, ExternalItem)) {
    if (items.has(item.id)) throw new InputError(`${path}:${line}: item ${item.id} stands twice`);
    items.set(item.id, item);
  }
  if (items.size === 0) throw new InputError(`${path}: the file has no items`);
  return items;
}

/**
 * The labelled replies to these items. Throws InputError ("file:line: …") on a line that is no labelled
 * reply, one to an item that is not there, a label that does not go with its item's kind, and a file
 * that is missing or empty.
 */
export async function readExternalReplies(
  path: string,
  items: ReadonlyMap<string, ExternalItem>,
): Promise<LabelledReply[]> {
  const replies: LabelledReply[] = [];
  for await (const { line, value: reply } of readJsonLines(path, ExternalReply)) {
    const item = items.get(reply.item);
    if (!item) throw new InputError(`${path}:${line}: item: there is no item ${reply.item}`);
    if (rightLabels(reply, item.kind).length === 0) {
      const given = [reply.label, reply.labels].flat().filter(Boolean).join(', ');
      throw new InputError(
        `${path}:${line}: label: ${given} does not go with an item that is ${item.kind}`,
      );
    }
    replies.push({ item, reply, line });
  }
  if (replies.length === 0) throw new InputError(`${path}: the file has no replies`);
  return replies;
}
