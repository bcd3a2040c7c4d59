import type OpenAI from 'openai';
import { z } from 'zod';
import { linesIn } from '../../jsonl.ts';
import { bodyOf, parseReply, pathOf } from '../api.ts';
import { ModelError } from '../completion.ts';
import { modelFailure, plain } from '../failure.ts';
import { type ConnectOptions, openAiClient } from '../openai-client.ts';
import { redactor } from '../redact.ts';
import type { Batch, Batches, BatchStatus, Metadata } from './batches.ts';
import { bodyOfResult, parseResult } from './result.ts';

/** Shown to the user: no control characters. */
const Id = z.string().regex(/^[!-~]{1,200}$/);

/** Only what we read, and leniently. */
const Answer = z.object({
  id: Id,
  status: z.string(),
  created_at: z.number().nullish().catch(null),
  output_file_id: Id.nullish(),
  error_file_id: Id.nullish(),
  metadata: z.record(z.string(), z.string()).nullish().catch(null),
  errors: z
    .object({
      data: z
        .array(
          z.object({
            code: z.string().nullish().catch(null),
            message: z.string().nullish().catch(null),
            line: z.int().positive().nullish().catch(null),
          }),
        )
        .nullish(),
    })
    .nullish()
    .catch(null),
});

const FINAL: ReadonlyMap<string, BatchStatus> = new Map([
  ['completed', 'completed'],
  ['expired', 'expired'],
  ['cancelled', 'cancelled'],
  ['failed', 'failed'],
]);

/** So many batches of a list are looked through: more than a provider keeps of a day. */
const LISTED = 10_000;

/** The batches of an endpoint, by the openai package. */
export function connectBatches(options: ConnectOptions): Batches {
  const { baseUrl, key, model, api, headers, timeoutMs } = options;
  const client = openAiClient(options);
  const redact = redactor([key, ...Object.values(headers)]);
  const url = `/v1${pathOf(api)}` as const;
  const failure = (error: unknown, fields = {}) =>
    modelFailure(error, { baseUrl, model, fields, timeoutMs, redact });
  const asking = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      throw failure(error);
    }
  };
  return {
    line: ({ id, messages, fields }) =>
      JSON.stringify({
        custom_id: id,
        method: 'POST',
        url,
        body: bodyOf(options, { messages, fields }),
      }),
    upload: (name, lines) =>
      asking(async () => {
        const parts = lines.map((line) => `${line}\n`);
        const file = new File(parts, name, { type: 'application/jsonl' });
        const uploaded: unknown = await client.files
          .create({ file, purpose: 'batch' })
          .catch(withoutFiles(baseUrl));
        return read(z.object({ id: Id }), uploaded).id;
      }),
    create: (file, metadata) =>
      asking(async () => {
        const how = { completion_window: '24h', endpoint: url, metadata: { ...metadata } } as const;
        const created: unknown = await client.batches.create({ ...how, input_file_id: file });
        return batchOf(read(Answer, created), redact);
      }),
    retrieve: (id) =>
      asking(async () => {
        const answer: unknown = await client.batches.retrieve(id);
        return batchOf(read(Answer, answer), redact);
      }),
    find: (metadata, since) =>
      asking(async () => {
        const found = await findBatch(client, metadata, since);
        return found && batchOf(found, redact);
      }),
    async *results(file) {
      try {
        const response = await client.files.content(file);
        if (!response.body) return;
        for await (const { line, text } of linesIn(chunksOf(response.body, timeoutMs))) {
          if (text?.trim() !== '') yield { line, result: parseResult(text) };
        }
      } catch (error) {
        throw failure(error);
      }
    },
    completion(result, fields) {
      try {
        return parseReply(api, bodyOfResult(result));
      } catch (error) {
        throw failure(error, fields);
      }
    },
  };
}

/** Newest first, as the API lists them. */
async function findBatch(client: OpenAI, metadata: Metadata, since: number) {
  let listed = 0;
  for await (const entry of client.batches.list({ limit: 100 })) {
    listed += 1;
    const batch = Answer.safeParse(entry).data;
    if (batch?.created_at && batch.created_at * 1000 < since) return undefined;
    const has = Object.entries(metadata).every(
      ([name, value]) => batch?.metadata?.[name] === value,
    );
    if (has) return batch;
    if (listed >= LISTED) return undefined;
  }
  return undefined;
}

function batchOf(answer: z.infer<typeof Answer>, redact: (text: string) => string): Batch {
  const { id, status, output_file_id: output, error_file_id: error, errors } = answer;
  return {
    id,
    status: FINAL.get(status) ?? 'working',
    statusRaw: status,
    files: [output, error].flatMap((file) => file ?? []),
    faults: (errors?.data ?? []).map(({ code, message, line }) => ({
      message: redact(plain(message ?? code ?? 'no reason is given')),
      line: line ?? null,
    })),
  };
}

function read<S extends z.ZodType>(schema: S, answer: unknown): z.output<S> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'answer';
  throw new ModelError('transport', `the endpoint's batch API sent no such thing (${where})`);
}

/** Many servers speak the API without its batches: the address is right all the same. */
function withoutFiles(baseUrl: string) {
  return (error: unknown): never => {
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status !== 404 && status !== 405 && status !== 501) throw error;
    throw new ModelError(
      'endpoint',
      `${baseUrl} has no batches (no such path as ${baseUrl}/files). Leave out --batch.`,
    );
  };
}

/** A download may take long, and a connection that went silent is not waited for. */
async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  silenceMs: number,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const silence = new Promise<never>((_, reject) => {
        const silent = `no more of the file came within ${silenceMs / 1000} s`;
        timer = setTimeout(() => reject(new ModelError('transport', silent)), silenceMs);
      });
      const { done, value } = await Promise.race([reader.read(), silence]).finally(() =>
        clearTimeout(timer),
      );
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
