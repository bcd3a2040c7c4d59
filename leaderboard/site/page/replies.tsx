import { useEffect, useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { buttonId, headingId, type Opened, RepliesView, sameAs } from '../replies-view.tsx';
import type { Loading } from '../reply-card.tsx';
import { MarksFile, ModelsFile, RepliesFile } from '../shown-reply.ts';
import { useAddress } from './address.ts';

export const PairIds = z.strictObject({ corrupted: z.string(), intact: z.string() });
type PairIds = z.infer<typeof PairIds>;

interface Known {
  readonly models: ModelsFile;
  readonly marks: MarksFile;
}

const UNREACHABLE =
  'The replies cannot be loaded. They need the site to be served: a page opened from a disk may not read other files.';

/** What the models did with a pair; their replies are loaded when they are opened. */
export function Replies({ ids }: { ids: PairIds }) {
  const [known, setKnown] = useState<Known | string | null>(null);
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const [files, setFiles] = useState<ReadonlyMap<string, RepliesFile | string>>(new Map());
  const asked = useRef(new Set<string>());
  const [chosen, change] = useAddress<readonly Opened[] | null>(
    null,
    ({ hash }) => openedFromHash(hash),
    (next) => hashOf(next ?? []),
  );
  const opened = chosen ?? (known === null || typeof known === 'string' ? [] : firstTwo(known));

  useEffect(() => {
    Promise.all([
      load('../data/models.json', ModelsFile),
      load(`../data/items/${encodeURIComponent(ids.corrupted)}.json`, MarksFile),
    ]).then(
      ([models, marks]) => setKnown({ models, marks }),
      () => setKnown(UNREACHABLE),
    );
  }, [ids]);

  useEffect(() => {
    if (known === null || typeof known === 'string') return;
    for (const { slug } of opened) {
      if (asked.current.has(slug) || known.marks.marks[slug] === undefined) continue;
      asked.current.add(slug);
      const keep = (file: RepliesFile | string) =>
        setFiles((before) => new Map(before).set(slug, file));
      load(`../replies/${slug}/${known.marks.shard}.json`, RepliesFile).then(keep, () =>
        keep(UNREACHABLE),
      );
    }
  }, [known, chosen]);

  if (known === null) return <p class="note">Loading …</p>;
  if (typeof known === 'string') return <p class="note">{known}</p>;

  const loaded = ({ slug, budget }: Opened): Loading => {
    const file = files.get(slug) ?? null;
    if (file === null || typeof file === 'string') return file;
    const to = (id: string) =>
      file.replies.find((reply) => reply.item === id && reply.budget === budget);
    return { corrupted: to(ids.corrupted), intact: to(ids.intact) };
  };
  const toggle = (one: Opened) => {
    const others = opened.filter((other) => !sameAs(one, other));
    const closes = others.length < opened.length;
    change?.(closes ? others : [...opened, one]);
    // To what was opened, which stands below the list; and back to where it was opened from.
    const target = closes ? buttonId(one) : headingId(one);
    requestAnimationFrame(() => document.getElementById(target)?.focus());
  };
  return (
    <RepliesView
      {...{ opened, loaded, text, all, models: known.models, marks: known.marks.marks }}
      onText={setText}
      onAll={() => setAll(true)}
      onToggle={toggle}
    />
  );
}

/** What is open before the reader has chosen: the first two models under their last budget. */
function firstTwo({ models, marks }: Known): Opened[] {
  return models
    .filter(({ slug }) => marks.marks[slug] !== undefined)
    .slice(0, 2)
    .flatMap(({ slug, budgets }) => budgets.slice(-1).map((budget) => ({ slug, budget })));
}

async function load<S extends z.ZodMiniType>(path: string, schema: S): Promise<z.output<S>> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return schema.parse(await response.json());
}

/** "#read=glacier-8b:low,oracle:high": slugs have neither ":" nor ",". */
function hashOf(opened: readonly Opened[]): string {
  return `#read=${opened.map(({ slug, budget }) => `${slug}:${encodeURIComponent(budget)}`).join(',')}`;
}

/** null where the address says nothing. */
function openedFromHash(hash: string): Opened[] | null {
  const [, list] = /^#read=(.{0,4000})$/.exec(hash) ?? [];
  if (list === undefined) return null;
  return list.split(',').flatMap((part) => {
    const [, slug, budget] = /^([a-z0-9-]{1,100}):(.{1,200})$/.exec(part) ?? [];
    if (slug === undefined || budget === undefined) return [];
    try {
      return [{ slug, budget: decodeURIComponent(budget) }];
    } catch {
      return [];
    }
  });
}
