import type * as z from 'zod/mini';
import { Conversation, type Filter, ListAnswer, type Place, RunFacts } from '../records.ts';

export function fetchFacts(): Promise<RunFacts> {
  return fetchRecord('api/run', {}, RunFacts);
}

/** So many rows from a place in the list on, and where `place` is in it. */
export function fetchList(
  filter: Filter,
  from: number,
  count: number,
  place: Place | null,
): Promise<ListAnswer> {
  const { grader, labels, operators, budgets, text } = filter;
  const query = {
    grader,
    labels: labels.join(','),
    operators: operators.join(','),
    budgets: budgets.join(','),
    text,
    from,
    count,
    ...place,
  };
  return fetchRecord('api/list', query, ListAnswer);
}

export function fetchConversation(place: Place, grader: string): Promise<Conversation> {
  return fetchRecord('api/conversation', { ...place, grader }, Conversation);
}

/** Throws Error in words for the reader. */
async function fetchRecord<S extends z.ZodMiniType>(
  path: string,
  query: Record<string, string | number>,
  schema: S,
): Promise<z.output<S>> {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) parts.set(name, String(value));
  let response: Response;
  try {
    response = await fetch(`${path}?${parts}`);
  } catch {
    throw new Error(
      'The command that serves this page has stopped. Start it again, and open the address that it prints.',
    );
  }
  if (!response.ok) throw new Error(await response.text());
  return schema.parse(await response.json());
}
