import type { Item } from '../../corrupt/item.ts';
import { type Reading, readReply } from '../../reading/read-reply.ts';
import { subjectOf } from '../../reading/subject.ts';
import { AFTERTHOUGHTS, EXPLAINS, inTurn, SAID, UNKNOWN } from '../openings.ts';
import type { Shard, Shards } from './shards.ts';

/** What the user says next, and which of the premises that tells. */
export interface Told {
  readonly text: string;
  /** Quantities that he took a question to mean, where he says one of them. */
  readonly understood: string[];
  readonly told: string[];
}

/**
 * A user in a hurry, who has asked his question and now tells what he knows bit by bit: one premise a
 * turn, in the words of the problem. What a reply asks for comes first, if it is still to be told;
 * otherwise the next premise, whatever the reply was. He asks nothing, judges no answer, and says
 * nothing twice. With his first premise comes what the whole is about.
 * The same conversation always goes on with the same words. Throws RangeError where all is told.
 */
export function tellNext(
  item: Item,
  shards: Shards,
  { reply, told }: { reply: string; told: ReadonlySet<string> },
): Told {
  const pending = shards.facts.filter(({ premise }) => !told.has(premise));
  const reading = readReply(reply, subjectOf(item));
  const asked = reading.asked.flatMap(({ means }) => means);
  const wanted = wantedBy(asked, pending);
  const next = wanted?.shard ?? pending[0];
  if (!next) throw new RangeError(`all of ${item.id} is told`);
  const first = pending.length === shards.facts.length;
  const start = wanted ? '' : opening(item, shards, reading, told);
  const words = first ? about(shards, next) : [start, next.text];
  return {
    text: words.filter(Boolean).join(' '),
    understood: wanted ? [wanted.quantity] : [],
    told: first ? [...shards.asides, next.premise] : [next.premise],
  };
}

/** The first thing asked for that is still to be told: its value, or else a relation that it stands in, or that implies it. */
function wantedBy(
  asked: readonly string[],
  pending: readonly Shard[],
): { shard: Shard; quantity: string } | null {
  const matches = [
    (shard: Shard, id: string) => shard.gives === id,
    (shard: Shard, id: string) => shard.about.includes(id),
    (shard: Shard, id: string) => shard.implies.includes(id),
  ];
  for (const matching of matches) {
    for (const quantity of asked) {
      const shard = pending.find((candidate) => matching(candidate, quantity));
      if (shard) return { shard, quantity };
    }
  }
  return null;
}

/** What the whole is about, and then the first premise. */
function about({ setting }: Shards, { text }: Shard): string[] {
  return setting === '' ? [text] : [EXPLAINS, setting, text];
}

/** How people start where nothing was asked that they have still to say. No number, nor the word for one. */
function opening(
  item: Item,
  { facts }: Shards,
  { answer, asked }: Reading,
  told: ReadonlySet<string>,
): string {
  const pick = (words: readonly string[]) => inTurn(words, told.size);
  if (answer !== null) return pick(AFTERTHOUGHTS);
  const specific = asked.filter(({ request }) => !request.generic && !request.bare);
  const means = specific.flatMap(({ means }) => means);
  if (specific.length === 0 || means.includes(item.target)) return '';
  const known = facts.some(
    ({ premise, gives }) => told.has(premise) && means.includes(gives ?? ''),
  );
  return pick(known ? SAID : UNKNOWN);
}
