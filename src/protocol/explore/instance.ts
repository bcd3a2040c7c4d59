import type { Item } from '../../corrupt/item.ts';
import { Random } from '../../math/random.ts';
import { type Condition, INSTANCES, partsOf } from './condition.ts';
import { NAMES } from './names.ts';

/** Which conversation of a run it is about: all that chance in it depends on. */
export interface Draw {
  readonly condition: Condition;
  readonly seed: number;
  readonly epoch: number;
}

/** Sources by their place in the order in which they are named, and what they know. */
export interface Tape {
  readonly sources: number;
  /** The place of the best one. */
  readonly best: number;
  /** Whether a source knows the number the n-th time, from 0, that it is asked. */
  knows(source: number, nth: number): boolean;
}

/**
 * What the sources of a conversation know, drawn beforehand: a tape for each source, so that the n-th
 * question to it has the same outcome whoever asks and whatever was asked before. Hint, history, policy,
 * budget and model do not change it: all of them meet the same luck. The best source stands at each
 * place once in as many epochs as there are sources, from a start that is drawn for each item.
 */
export function tapeOf(item: string, { condition, seed, epoch }: Draw): Tape {
  const { instance } = partsOf(condition);
  const { sources, best: often, others } = INSTANCES[instance];
  const start = new Random(seed, item, instance, 'place of the best').int(0, sources - 1);
  const best = (start + epoch) % sources;
  const tapes = Array.from({ length: sources }, (_, source) => {
    const random = new Random(seed, item, instance, epoch, 'tape', source);
    const drawn: boolean[] = [];
    const share = source === best ? often : others;
    return (nth: number) => {
      while (drawn.length <= nth) drawn.push(random.int(1, 100) <= share);
      return drawn[nth] ?? false;
    };
  });
  return { sources, best, knows: (source, nth) => tapes[source]?.(nth) ?? false };
}

/**
 * What the sources are called, in the order in which they are named: people whom the text does not know,
 * drawn apart from which of them is the best.
 */
export function namesFor(
  item: Pick<Item, 'id' | 'text'>,
  { condition, seed, epoch }: Draw,
): string[] {
  const { instance } = partsOf(condition);
  const text = item.text.toLowerCase();
  const free = NAMES.filter((name) => !text.includes(name.toLowerCase()));
  const shuffled = new Random(seed, item.id, instance, epoch, 'names').shuffle(free);
  return shuffled.slice(0, INSTANCES[instance].sources);
}
