import { z } from 'zod';

/** An error's message is a sentence or two; a body may be anything. */
const MAX_CHARACTERS = 100_000;

const Wrapped = z.looseObject({ error: z.unknown() });
/** vLLM before 0.10, SGLang. */
const Flat = z.looseObject({ message: z.string() });
/** FastAPI's own faults. */
const Detailed = z.looseObject({ detail: z.unknown() });

/**
 * The failed response with its error under `error`, where the openai package looks for it and else
 * loses it: some servers put the message at the top of the body, or under `detail`.
 */
export async function withErrorObject(response: {
  text(): Promise<string>;
  status: number;
  headers: Iterable<[string, string]>;
}): Promise<Response> {
  // A body that breaks off or never ends does not hide the status.
  const text = (await response.text().catch(() => '')).slice(0, MAX_CHARACTERS);
  const error = errorIn(parsed(text));
  const body = error === undefined ? text : JSON.stringify({ error });
  const { status, headers } = response;
  const kept = [...headers].filter(([name]) => !/^content-(?:length|encoding)$/i.test(name));
  return new Response(body, { status, headers: kept });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error in a body that has none under `error`; undefined where it has, or where there is none. */
export function errorIn(body: unknown): unknown {
  if (Wrapped.safeParse(body).success) return undefined;
  const flat = Flat.safeParse(body);
  if (flat.success) return flat.data;
  const detailed = Detailed.safeParse(body);
  if (!detailed.success) return undefined;
  const { detail } = detailed.data;
  return { message: typeof detail === 'string' ? detail : JSON.stringify(detail) };
}
