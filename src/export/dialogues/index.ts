import { generateItems } from '../../corrupt/generate.ts';
import type { CertifiedItem } from '../../corrupt/item.ts';
import { readItems } from '../../corrupt/item-file.ts';
import { defaultFamilies, loadFamilies } from '../../problem/load.ts';
import { canBeScripted } from '../../protocol/distract/script.ts';
import { itemsFile } from '../../release/named.ts';
import { type Dialogue, dialogueOf } from './dialogue.ts';

/** So many dialogues to train on, about the problems of `trainingItems`. The same seed gives the same dialogues. */
export async function* trainingDialogues(count: number, seed: number): AsyncGenerator<Dialogue> {
  for await (const item of trainingItems(count, seed)) yield dialogueOf(item, seed);
}

/**
 * So many different problems to make dialogues of: freshly drawn from families of which the test
 * split has none, and none that is in the release; in turns of one per family. Fewer where the families
 * give no more. The same seed gives the same ones.
 */
export async function* trainingItems(count: number, seed: number): AsyncGenerator<CertifiedItem> {
  const released = new Set<string>();
  const families = new Map<string, Set<string>>();
  for (const split of ['dev', 'test']) {
    const names = new Set<string>();
    families.set(split, names);
    for await (const { text, family } of readItems(itemsFile(`v1/${split}`))) {
      released.add(text);
      names.add(family);
    }
  }
  const test = families.get('test');
  const open = (await loadFamilies(defaultFamilies())).filter(
    ({ family }) => families.get('dev')?.has(family) && !test?.has(family),
  );
  // Somewhat more than are wanted: draws may repeat, or be in the release.
  const perFamily = Math.ceil((2 * count) / open.length);
  let rest = open.map((family) =>
    generateItems({ families: [family], operators: ['intact'], perFamily, seed }),
  );
  let made = 0;
  while (rest.length > 0) {
    const going: typeof rest = [];
    for (const source of rest) {
      const { value: item, done } = source.next();
      if (done) continue;
      going.push(source);
      if ('rejected' in item || released.has(item.text) || !canBeScripted(item)) continue;
      yield item;
      made += 1;
      if (made >= count) return;
    }
    rest = going;
  }
}
