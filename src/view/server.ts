import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { localApp } from '../local-page/app.ts';
import { document } from '../local-page/document.ts';
import { readConversation, readSnippets } from './conversation.ts';
import { type Filter, type ListAnswer, LONGEST_SEARCH, type RunFacts } from './records.ts';
import type { RunIndex } from './run-index.ts';
import { standing } from './selection.ts';
import type { Selections } from './selections.ts';

/** Rows of the list that are given at a time. */
const MOST_ROWS = 200;

const Words = z
  .string()
  .max(4000)
  .default('')
  .transform((text) => text.split(',').filter((word) => word !== ''));
const Whole = z.coerce.number().int().nonnegative().max(1e9);

const FilterQuery = z.object({
  grader: z.string().max(60).default(''),
  labels: Words,
  operators: Words,
  budgets: Words,
  text: z.string().max(LONGEST_SEARCH).default(''),
});
const PlaceQuery = z.object({
  item: z.string().max(200),
  budget: z.string().max(200),
  epoch: Whole,
});
const ListQuery = FilterQuery.extend({
  from: Whole.default(0),
  count: Whole.max(MOST_ROWS).default(60),
  ...PlaceQuery.partial().shape,
});
const ConversationQuery = PlaceQuery.extend({ grader: z.string().max(60).default('') });

/** The page over a run, as a function of requests. `selections` searches on behalf of it. */
export function viewApp(index: RunIndex, selections: Selections, token: string): Hono {
  const app = localApp(token);
  const page = document(
    { title: 'Lacuna', name: 'view', base: `/${token}` },
    html`<div id="page"><noscript>This page needs its script.</noscript></div>`,
  );
  app.get('/:token/', (context) => context.html(page));
  app.get('/:token/api/run', (context) => context.json(facts(index)));
  app.get('/:token/api/list', async (context) => {
    const { from, count, item, budget, epoch, grader, ...bounds } = query(ListQuery, context);
    const filter: Filter = { ...bounds, grader: knownGrader(index, grader) };
    const selection = selections.of(filter);
    const { matched, places } = selection;
    const numbers = [...places.subarray(Math.min(from, matched), Math.min(from + count, matched))];
    const snippets = await readSnippets(index, numbers);
    const { read, size } = index.conversations.progress;
    const asked =
      item !== undefined && budget !== undefined && epoch !== undefined
        ? index.places.number({ item, budget, epoch })
        : -1;
    const answer: ListAnswer = {
      version: selections.version(filter),
      graders: index.graders,
      grader: filter.grader,
      count: selection.count,
      matched,
      indexed: size === 0 ? 1 : read / size,
      searched: selections.searched(filter),
      from,
      rows: numbers.map((number, i) => ({
        ...index.places.place(number),
        operator: index.places.items[index.places.itemOf(number)]?.operator ?? '',
        label: standing(index, filter.grader, number),
        snippet: snippets[i] ?? '',
      })),
      labels: selection.labels,
      operators: selection.operators,
      budgets: selection.budgets,
      at: asked < 0 ? -1 : places.subarray(0, matched).indexOf(asked),
    };
    return context.json(answer);
  });
  app.get('/:token/api/conversation', async (context) => {
    const { grader, ...place } = query(ConversationQuery, context);
    const number = index.places.number(place);
    const { conversations } = index;
    if (number < 0 || !(conversations.hasEnded(number) || conversations.hasFailed(number))) {
      const { read, size } = conversations.progress;
      const yet = number >= 0 && read < size ? ' The run is still being read.' : '';
      return context.text(`This run has no such conversation (yet).${yet}`, 404);
    }
    return context.json(await readConversation(index, number, knownGrader(index, grader)));
  });
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    const message = error instanceof InputError ? error.message : 'unexpected fault';
    return context.text(message, error instanceof BadQuery ? 400 : 500);
  });
  return app;
}

class BadQuery extends InputError {}

function query<S extends z.ZodType>(schema: S, context: Context): z.output<S> {
  const parsed = schema.safeParse(context.req.query());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BadQuery(`${issue?.path.join('.')}: ${issue?.message}`);
}

/** The grader of that name, else the first there is. */
function knownGrader(index: RunIndex, name: string): string {
  return index.graders.includes(name) ? name : (index.graders[0] ?? '');
}

function facts({ dir, run, places }: RunIndex): RunFacts {
  const { model, protocol, policy, release, items, epochs } = run;
  return {
    dir,
    model,
    how: `${protocol} · ${policy}`,
    release,
    items,
    epochs,
    expected: places.size,
  };
}
