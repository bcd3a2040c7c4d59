import { z } from 'zod';

/** An error's message is a sentence or two; a body may be anything. */
const MAX_BYTES = 100_000;

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
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | null;
  status: number;
  headers: Iterable<[string, string]>;
}): Promise<Response> {
  const text = await startOf(response.body ?? []);
  const error = errorIn(parsed(text));
  const body = error === undefined ? text : JSON.stringify({ error });
  const { status, headers } = response;
  const kept = [...headers].filter(([name]) => !/^content-(?:length|encoding)$/i.test(name));
  return new Response(body, { status, headers: kept });
}

/** What there is of it: a body that breaks off or never ends does not hide the status. */
async function startOf(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= MAX_BYTES) break;
    }
  } catch {
    // What came before says enough.
  }
  return Buffer.concat(chunks).subarray(0, MAX_BYTES).toString('utf8');
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
