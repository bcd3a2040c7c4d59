import type { Item } from '../../src/corrupt/item.ts';
import { withheldOf } from '../../src/protocol/lead/withheld.ts';
import type { Transcript } from '../../src/protocol/transcript.ts';
import type { Verdict } from '../verdict.ts';

/**
 * How a model led, where it had to: what each reply did is what the user heard, by exact arithmetic over what he
 * had told by then; replies after the protocol's end (a recap's) are none of it. {} of other conversations.
 */
export function ledBy(item: Item, { turns }: Transcript): Pick<Verdict, 'lead'> {
  const moves = turns.flatMap(({ move }) => move ?? []);
  const withheld = moves.length === 0 ? null : withheldOf(item);
  return withheld ? { lead: { least: withheld.least, moves } } : {};
}
