import { z } from 'zod';
import { Random } from '../../src/math/random.ts';

/** What the model behind the batches says to one request: status and body. */
export type Answer = (
  url: string,
  body: Record<string, unknown>,
) => Promise<{ status: number; body: unknown }>;

/** What befalls one batch; nothing does by default. */
export interface Fate {
  /** So many of its requests are executed before it expires. */
  expiresAfter?: number;
  /** So many of its requests are executed before somebody cancels it. */
  cancelledAfter?: number;
  /** It is refused as a whole, with these. */
  refused?: Fault[];
  /** The lines of its output file, as they are to be served instead. */
  output?: (lines: string[]) => string[];
}

interface Fault {
  code: string;
  message: string;
  line: number | null;
  param: string | null;
}

const Line = z.object({
  custom_id: z.string().min(1).max(64),
  method: z.literal('POST'),
  url: z.string(),
  body: z.looseObject({ model: z.string() }),
});
type Line = z.infer<typeof Line>;

const Creation = z.strictObject({
  input_file_id: z.string(),
  endpoint: z.enum(['/v1/chat/completions', '/v1/responses']),
  completion_window: z.literal('24h'),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((all) => Object.keys(all).length <= 16, 'too many')
    .nullable()
    .default(null),
});

export interface ServedBatch extends z.infer<typeof Creation> {
  readonly id: string;
  readonly object: 'batch';
  readonly created_at: number;
  status: string;
  output_file_id: string | null;
  error_file_id: string | null;
  errors: { object: 'list'; data: Fault[] } | null;
  request_counts: { total: number; completed: number; failed: number };
}

interface Executed {
  readonly custom_id: string;
  readonly response: { readonly status_code: number; readonly body: unknown };
}

const MOST_REQUESTS = 50_000;

/**
 * The batches of a provider. One takes a step each time it is asked after: validating, in progress,
 * finalizing, and its end; its results come in another order than its requests.
 */
export class BatchProvider {
  /** While it is set, batches stay in progress. */
  held = false;
  /** Custom ids of the requests that were executed, and are paid for. */
  readonly executed: string[] = [];
  readonly files = new Map<string, string>();
  readonly batches = new Map<string, ServedBatch>();
  readonly #answer: Answer;
  readonly #fate: (batch: number) => Fate;

  /** `fate` is of the batches from 1 on, in the order of their creation. */
  constructor(answer: Answer, fate: (batch: number) => Fate) {
    this.#answer = answer;
    this.#fate = fate;
  }

  addFile(text: string): string {
    const id = `file-${this.files.size + 1}`;
    this.files.set(id, text);
    return id;
  }

  /** Throws where the request is not as it must be. */
  create(body: unknown): ServedBatch {
    const creation = Creation.parse(body);
    if (!this.files.has(creation.input_file_id)) throw new Error('no such file');
    const batch: ServedBatch = {
      ...{ ...creation, id: `batch_${this.batches.size + 1}`, object: 'batch' },
      ...{ created_at: Math.floor(Date.now() / 1000), status: 'validating' },
      ...{ output_file_id: null, error_file_id: null, errors: null },
      request_counts: { total: 0, completed: 0, failed: 0 },
    };
    this.batches.set(batch.id, batch);
    return batch;
  }

  async step(batch: ServedBatch): Promise<void> {
    if (batch.status === 'validating') this.#validate(batch);
    else if (batch.status === 'in_progress' && !this.held) batch.status = 'finalizing';
    else if (batch.status === 'finalizing') await this.#finish(batch);
  }

  /** Newest first, a page at a time. */
  list(after: string | undefined, size: number): object {
    const all = [...this.batches.values()].reverse();
    const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
    const data = all.slice(from, from + size);
    return { object: 'list', data, has_more: from + size < all.length };
  }

  #fateOf({ id }: ServedBatch): Fate {
    return this.#fate(Number(id.replace('batch_', '')));
  }

  #validate(batch: ServedBatch): void {
    const { lines, faults } = linesOf(this.files.get(batch.input_file_id) ?? '', batch.endpoint);
    const data = this.#fateOf(batch).refused ?? faults;
    batch.request_counts.total = lines.length;
    if (data.length > 0) batch.errors = { object: 'list', data };
    batch.status = data.length > 0 ? 'failed' : 'in_progress';
  }

  async #finish(batch: ServedBatch): Promise<void> {
    const { expiresAfter, cancelledAfter, output = (lines) => lines } = this.#fateOf(batch);
    const { lines } = linesOf(this.files.get(batch.input_file_id) ?? '', batch.endpoint);
    const order = new Random(batch.id, 'order').shuffle(lines);
    const done = order.slice(0, expiresAfter ?? cancelledAfter);
    const results = await Promise.all(done.map((line) => this.#execute(line)));
    const code = expiresAfter === undefined ? 'batch_cancelled' : 'batch_expired';
    const left = order.slice(done.length).map(({ custom_id }) => ({
      ...{ id: 'batch_req_0', custom_id, response: null },
      error: { code, message: 'This request could not be executed.' },
    }));
    const isGood = ({ response }: Executed) => response.status_code === 200;
    const good = output(results.filter(isGood).map((result) => JSON.stringify(result)));
    const bad = [...results.filter((result) => !isGood(result)), ...left];
    batch.output_file_id = good.length > 0 ? this.addFile(`${good.join('\n')}\n`) : null;
    const failures = bad.map((result) => `${JSON.stringify(result)}\n`).join('');
    batch.error_file_id = bad.length > 0 ? this.addFile(failures) : null;
    const total = lines.length;
    batch.request_counts = { total, completed: total - bad.length, failed: bad.length };
    if (expiresAfter !== undefined) batch.status = 'expired';
    else batch.status = cancelledAfter === undefined ? 'completed' : 'cancelled';
  }

  async #execute({ custom_id, url, body }: Line): Promise<Executed> {
    this.executed.push(custom_id);
    const { status, body: said } = await this.#answer(url, body);
    const response = { status_code: status, request_id: 'req_1', body: said };
    return { ...{ id: 'batch_req_1', custom_id, error: null }, response };
  }
}

/** The requests of an uploaded file, and what is wrong with its lines. */
function linesOf(text: string, endpoint: string): { lines: Line[]; faults: Fault[] } {
  const lines: Line[] = [];
  const faults: Fault[] = [];
  const ids = new Set<string>();
  const fault = (code: string, message: string, at: number) =>
    faults.push({ code, message, line: at + 1, param: null });
  for (const [at, each] of text.trimEnd().split('\n').entries()) {
    const parsed = Line.safeParse(JSON.parse(each));
    if (!parsed.success) fault('invalid_request', 'This line is not a request.', at);
    else if (ids.has(parsed.data.custom_id)) fault('duplicate_custom_id', 'Used before.', at);
    else if (parsed.data.url !== endpoint) fault('mismatched_endpoint', 'Another endpoint.', at);
    else {
      ids.add(parsed.data.custom_id);
      lines.push(parsed.data);
    }
  }
  if (lines.length > MOST_REQUESTS) fault('too_many_tasks', 'Too many requests.', MOST_REQUESTS);
  return { lines, faults };
}
