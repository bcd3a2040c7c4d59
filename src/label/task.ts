import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import type { Completion } from '../model/completion.ts';
import { goesByProblems } from '../protocol/index.ts';
import { readRun, readRunItems, runFiles } from '../run/folder.ts';
import { type Place, placeId, readTranscripts } from '../run/replies.ts';
import { type PairOfReplies, sampleReplies } from './sample.ts';

/** One reply to label, with what it is about. Neither the model nor the budget is in it. */
export interface Task {
  readonly place: Place;
  readonly item: Item;
  readonly twin: Item | null;
  readonly reply: string;
  readonly finish: Completion['finish'];
}

export interface SampleOptions {
  readonly seed: number;
  /** Replies. */
  readonly size: number;
  readonly labeller: string;
  /** Only replies under this budget. */
  readonly budget?: string | undefined;
}

/**
 * The first replies of a sample of a run's conversations, in the labeller's order. Throws InputError
 * where the folder is no run folder, goes by no pairs, has no such budget, or holds no pair of finished conversations.
 */
export async function readTasks(dir: string, options: SampleOptions): Promise<Task[]> {
  const run = await readRun(dir);
  if (goesByProblems(run.protocol)) {
    throw new InputError(
      `${dir} is a run of ${run.protocol}, which puts no pairs: a sample to label is of pairs`,
    );
  }
  const items = new Map((await readRunItems(dir)).map((item) => [item.id, item]));
  const budgets = run.budgets.filter(({ sameAs }) => sameAs === null);
  const names = budgets.map(({ budget }) => budget.name);
  if (options.budget !== undefined && !names.includes(options.budget)) {
    throw new InputError(`${dir} has no budget ${options.budget}, only: ${names.join(', ')}`);
  }
  const ended = new Map<string, Place>();
  for await (const { item, budget, epoch } of readTranscripts(runFiles(dir).replies)) {
    if (options.budget !== undefined && budget !== options.budget) continue;
    const place = { item, budget, epoch };
    ended.set(placeId(place), place);
  }
  const sample = sampleReplies(pairsOf(ended, items), options);
  if (sample.length === 0) {
    throw new InputError(`${dir} holds no pair of finished conversations to label`);
  }
  const wanted = new Map(sample.map((place) => [placeId(place), place]));
  const tasks = new Map<string, Task>();
  for await (const { turns, ...place } of readTranscripts(runFiles(dir).replies)) {
    const id = placeId(place);
    const known = wanted.get(id);
    const item = items.get(place.item);
    const [first] = turns;
    if (!known || !item || !first) continue;
    const { text: reply, finish } = first.reply;
    const twin = item.twin === null ? null : (items.get(item.twin) ?? null);
    tasks.set(id, { place: known, item, twin, reply, finish });
  }
  return sample.flatMap((place) => tasks.get(placeId(place)) ?? []);
}

function pairsOf(
  ended: ReadonlyMap<string, Place>,
  items: ReadonlyMap<string, Item>,
): PairOfReplies[] {
  return [...ended.values()].flatMap((corrupted) => {
    const twin = items.get(corrupted.item)?.twin;
    const intact = twin && ended.get(placeId({ ...corrupted, item: twin }));
    return intact ? [{ corrupted, intact }] : [];
  });
}
