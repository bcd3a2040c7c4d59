import type { Place } from '../text/number-places.ts';
import { type Expression, leavesOf } from './arithmetic.ts';
import { type Link, type Links, type Placed, type Source, same } from './sources.ts';

/**
 * A number of the text that several calculations use, while an equal one stands idle: which of the two
 * each of them means is open.
 */
export function doubtReuse(links: Links, places: readonly Place[]): Links {
  const users = new Map<number, Set<number>>();
  for (const [index, each] of links.entries()) {
    for (const { source } of each.values()) {
      if (source.from !== 'place') continue;
      users.set(source.place.index, (users.get(source.place.index) ?? new Set()).add(index));
    }
  }
  const idleTwins = ({ place, form }: Placed): Placed[] =>
    places.flatMap((other) => {
      const same =
        other.value.equals(place.value) && other.kind !== 'percent' && place.kind !== 'percent';
      return same && !users.has(other.index) && form.name === 'itself'
        ? [{ from: 'place', place: other, form } satisfies Placed]
        : [];
    });
  return links.map(
    (each) =>
      new Map(
        Array.from(each, ([leaf, link]): [number, Link] => {
          const { source } = link;
          if (source.from !== 'place' || (users.get(source.place.index)?.size ?? 0) < 2)
            return [leaf, link];
          const twins = idleTwins(source);
          if (twins.length === 0) return [leaf, link];
          const reason = `the text states ${source.place.text} more than once`;
          return [
            leaf,
            { source: { from: 'text', reason, places: [source, ...twins] }, others: link.others },
          ];
        }),
      ),
  );
}

/** Whether all places are of one kind and come in one form. */
function alike(places: readonly Placed[]): boolean {
  return new Set(places.map(({ place, form }) => `${place.kind} ${form.name}`)).size === 1;
}

/**
 * What is still one of several places gets the first that nothing else uses: the text does state the
 * number there, and it is never taken away.
 */
export function withLoosePlaces(links: Links): Links {
  const used = new Set(
    links.flatMap((each) =>
      Array.from(each.values(), ({ source }) =>
        source.from === 'place' ? source.place.index : -1,
      ),
    ),
  );
  const chosen = new Map<string, Placed>();
  const choose = (source: Source): Source => {
    if (source.from !== 'text' || !source.places) return source;
    const key = source.places
      .map(({ place }) => place.index)
      .sort()
      .join();
    const known =
      chosen.get(key) ??
      source.places.find(
        ({ place, form }) =>
          !used.has(place.index) && (form.name === 'itself' || alike(source.places ?? [])),
      );
    if (!known) return source;
    chosen.set(key, known);
    return { ...known, loose: true };
  };
  return links.map(
    (each) =>
      new Map(Array.from(each, ([leaf, link]) => [leaf, { ...link, source: choose(link.source) }])),
  );
}

/** Two equal numbers of one calculation come from two sources: neither may be what the other one is. */
export function distinct(
  expression: Expression,
  links: ReadonlyMap<number, Link>,
): ReadonlyMap<number, Link> {
  const leaves = leavesOf(expression);
  return new Map(
    Array.from(links, ([index, link]): [number, Link] => {
      const value = leaves.find((leaf) => leaf.index === index)?.value;
      const twins = leaves.filter((leaf) => leaf.index !== index && value?.equals(leaf.value));
      const taken = twins.flatMap((leaf) => links.get(leaf.index)?.source ?? []);
      const others = link.others.filter((other) => !taken.some((source) => same(source, other)));
      return [index, { ...link, others }];
    }),
  );
}

/** A result that nothing uses is what a later, equal number means, where that one's source is used elsewhere. */
export function useAllSteps(links: Links): Links {
  const counts = new Map<string, number>();
  const key = (source: Source) =>
    source.from === 'step'
      ? `s${source.step}`
      : source.from === 'place'
        ? `p${source.place.index}`
        : '';
  for (const each of links)
    for (const { source } of each.values())
      counts.set(key(source), (counts.get(key(source)) ?? 0) + 1);
  return links.map(
    (each) =>
      new Map(
        Array.from(each, ([leaf, link]): [number, Link] => {
          const idle = link.others.find(
            (other) => other.from === 'step' && !counts.get(key(other)),
          );
          if (!idle || link.source.from !== 'place' || (counts.get(key(link.source)) ?? 0) < 2)
            return [leaf, link];
          counts.set(key(link.source), (counts.get(key(link.source)) ?? 0) - 1);
          counts.set(key(idle), 1);
          return [leaf, { source: idle, others: [] }];
        }),
      ),
  );
}
