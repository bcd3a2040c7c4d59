import type { Item } from '../corrupt/item.ts';
import { display } from '../math/fraction.ts';
import { whatToAsk } from '../report/proof-parts.ts';
import { QuantityWords } from '../report/quantity-words.ts';

/** What the right reply to an item gives, as the target of formats that have one: an answer, or what to ask for. */
export function wantedOf(item: Item, protocol: string): string {
  const answer = display(item.answer);
  if (item.twin === null) return answer;
  const [asks = 'Asking for what is missing or clashes settles it.'] = whatToAsk(
    item,
    new QuantityWords(item),
  );
  return protocol === 'resolve' ? `${answer}. ${asks}` : asks;
}
