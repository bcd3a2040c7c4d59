import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, unzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { ModelError } from './completion.ts';
import { type PieceReader, Pieces } from './pieces.ts';

export interface WholeRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | null;
  readonly signal: AbortSignal | null;
  /** Bytes of a reply. */
  readonly longest: number;
}

/** A response whose headers are there; its body comes in one piece, but for streams. */
export interface WholeResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Throws the signal's reason, ModelError where it is too long, or what broke the connection. */
  readonly body: Promise<Buffer>;
  /** What there is of it when it has ended, broken off, or is too long. */
  readonly start: Promise<Buffer>;
  /** Where it is a stream of events, these as they come, and no `body`; else null. */
  readonly pieces: PieceReader | null;
}

/**
 * Sends a request whose reply is wanted whole, by undici's lowest level: fetch and its streams take more of
 * the processor than all else that a call needs. Resolves with the headers, whatever the status; redirections
 * are not followed. Throws as `body` does.
 */
export function wholeResponse(pool: Dispatcher, request: WholeRequest): Promise<WholeResponse> {
  const { url, method, headers, body, signal, longest } = request;
  return new Promise((resolve, reject) => {
    const receiver = new Receiver(longest, signal, resolve, reject);
    // As JSON has it of a field, and of no text. A stream is read as it comes.
    const asStream = body?.includes('"stream":true') === true;
    const sent: Record<string, string> = {
      'accept-encoding': asStream ? 'identity' : 'gzip, deflate, br',
    };
    headers.forEach((value, name) => {
      sent[name] = value;
    });
    pool.dispatch(
      { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers: sent, body },
      receiver,
    );
  });
}

/** A stream has some bytes of its own around each of its reply. */
const AROUND_A_STREAM = 20;

/** How long the body of a reply may be that has so many bytes at most. */
export function longestBody(longest: number, type: string | null): number {
  return type?.includes('event-stream') ? longest * AROUND_A_STREAM : longest;
}

/** Takes what undici tells of one request. */
class Receiver implements Dispatcher.DispatchHandler {
  #longest: number;
  readonly #signal: AbortSignal | null;
  readonly #started: (response: WholeResponse) => void;
  readonly #failed: (reason: unknown) => void;
  readonly #stop: () => void;
  #controller: Dispatcher.DispatchController | undefined;
  #chunks: Buffer[] = [];
  #pieces: Pieces | null = null;
  #bytes = 0;
  #over = false;
  #bodyEnded: (error: unknown, failed: boolean) => void = () => undefined;

  constructor(
    longest: number,
    signal: AbortSignal | null,
    started: (response: WholeResponse) => void,
    failed: (reason: unknown) => void,
  ) {
    this.#longest = longest;
    this.#signal = signal;
    this.#started = started;
    this.#failed = failed;
    this.#stop = () => this.#giveUp(signal?.reason);
    signal?.addEventListener('abort', this.#stop, { once: true });
    if (signal?.aborted) this.#stop();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) controller.abort(new Error('given up'));
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // 103 and the like come before the response.
    if (status < 200 || this.#over) return;
    const received = platformHeaders(headers);
    this.#longest = longestBody(this.#longest, received.get('content-type'));
    if (status < 300 && isStream(received)) {
      this.#pieces = new Pieces(() => this.#giveUp(new Error('given up')));
    }
    let end: (start: Promise<Buffer>) => void = () => undefined;
    const start = new Promise<Buffer>((resolve) => {
      end = resolve;
    });
    const body = new Promise<Buffer>((resolve, reject) => {
      this.#bodyEnded = (error, failed) => {
        const bytes = Buffer.concat(this.#chunks);
        this.#chunks = [];
        const whole = decoded(bytes, received, this.#longest);
        // Of a compressed body the beginning may not be readable.
        end(whole.catch(() => bytes));
        if (failed) reject(error);
        else resolve(whole);
      };
    });
    // Of a response whose body nobody reads.
    body.catch(() => undefined);
    this.#started({ status, headers: received, body, start, pieces: this.#pieces });
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return;
    this.#bytes += chunk.length;
    if (this.#pieces) this.#pieces.push(chunk);
    else this.#chunks.push(chunk);
    if (this.#bytes > this.#longest) this.#giveUp(tooLong(this.#longest));
  }

  onResponseEnd(): void {
    this.#end(undefined, false);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#end(error, true);
  }

  #giveUp(reason: unknown): void {
    this.#end(reason, true);
    this.#controller?.abort(new Error('given up'));
  }

  #end(error: unknown, failed: boolean): void {
    if (this.#over) return;
    this.#over = true;
    this.#signal?.removeEventListener('abort', this.#stop);
    // Of no effect where the response has begun.
    if (failed) this.#failed(error);
    this.#bodyEnded(error, failed);
    this.#pieces?.end(failed ? { error } : null);
  }
}

function isStream(headers: Headers): boolean {
  const type = headers.get('content-type') ?? '';
  return type.includes('event-stream') && !headers.has('content-encoding');
}

function platformHeaders(headers: IncomingHttpHeaders): Headers {
  const made = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const each of [value ?? []].flat()) made.append(name, each);
  }
  return made;
}

function tooLong(longest: number): ModelError {
  return new ModelError('output', `the reply is longer than ${longest / 1e6} MB`);
}

async function decoded(bytes: Buffer, headers: Headers, longest: number): Promise<Buffer> {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '' || bytes.length === 0) return bytes;
  const how = { maxOutputLength: Number.isFinite(longest) ? longest : undefined };
  try {
    if (encoding === 'br') return await promisify(brotliDecompress)(bytes, how);
    // Both gzip and deflate.
    return await promisify(unzip)(bytes, how);
  } catch (error) {
    throw error instanceof RangeError ? tooLong(longest) : error;
  }
}
