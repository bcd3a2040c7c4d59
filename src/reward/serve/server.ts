import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setImmediate as otherWork } from 'node:timers/promises';
import { InputError } from '../../input-error.ts';
import { sameSecret } from '../../local-page/same-secret.ts';
import { type Costs, gradeConversation } from '../reward.ts';
import { BodyReader } from './body.ts';
import { type Entry, repliesOf } from './conversation.ts';
import { Fault } from './fault.ts';
import type { GradedItems } from './graded-items.ts';
import { SHAPES } from './shapes/index.ts';
import type { Outcome, Shape } from './shapes/shape.ts';
import { VERSION } from './version.ts';

export interface RewardServerOptions {
  readonly items: GradedItems;
  readonly costs: Costs;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Bytes of one request's body. */
  readonly largestBody: number;
  /** Who does not send it gets no grade; null where none is asked for. */
  readonly token: string | null;
  /** Told what went wrong in a request through a fault of ours; never what was in it. */
  readonly unexpected: (error: unknown) => void;
}

export interface RewardServer {
  readonly url: string;
  /** Takes no new request, ends those that are running, and resolves when all have their answer. */
  close(): Promise<void>;
}

/** Milliseconds of grading between two looks at what else is to be done. */
const SLICE = 15;

/** Milliseconds that a request may take to arrive. */
const ARRIVES_WITHIN = 30_000;

/** Milliseconds that a trainer's connection stays open between two batches. */
const KEPT_OPEN = 60_000;

/** Grades conversations over HTTP, in the shapes of SHAPES. Throws InputError where it cannot listen. */
export async function serveRewards(options: RewardServerOptions): Promise<RewardServer> {
  const service = new RewardService(options);
  const server = createServer(
    {
      requestTimeout: ARRIVES_WITHIN,
      headersTimeout: ARRIVES_WITHIN,
      keepAliveTimeout: KEPT_OPEN,
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => void service.answer(request, response),
  );
  const port = await listen(server, options);
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        service.stop();
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function listen(server: Server, { host, port }: RewardServerOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(new InputError(`cannot listen on ${host}:${port}: ${error.message}`));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}

/** Answers requests; holds nothing of them afterwards. */
class RewardService {
  readonly #options: RewardServerOptions;
  readonly #bodies: BodyReader;
  #stopping = false;

  constructor(options: RewardServerOptions) {
    this.#options = options;
    this.#bodies = new BodyReader(options.largestBody);
  }

  stop(): void {
    this.#stopping = true;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const [path = ''] = (request.url ?? '').split('?');
      if (path === '/healthz') this.#health(request, response);
      else this.#send(response, 200, await this.#graded(path, request));
    } catch (error) {
      this.#refuse(response, error);
    }
  }

  #health({ method }: IncomingMessage, response: ServerResponse): void {
    if (method !== 'GET' && method !== 'HEAD') throw wrongMethod('GET');
    const { size: items } = this.#options.items;
    const status = this.#stopping ? 'stopping' : 'ok';
    this.#send(response, this.#stopping ? 503 : 200, { status, items, version: VERSION });
  }

  async #graded(path: string, request: IncomingMessage): Promise<unknown> {
    const shape = SHAPES.find((known) => known.path === path);
    if (!shape) {
      const paths = SHAPES.map((known) => known.path).join(', ');
      throw new Fault(404, 'no-such-address', `use POST on ${paths}, or GET on /healthz`);
    }
    if (request.method !== 'POST') throw wrongMethod('POST');
    if (this.#stopping) throw new Fault(503, 'stopping', 'the server is stopping');
    this.#authorise(request);
    return this.#bodies.read(request, (body) => this.#grade(shape, body));
  }

  #authorise({ headers }: IncomingMessage): void {
    const { token } = this.#options;
    if (token === null || sameSecret(headers.authorization ?? '', `Bearer ${token}`)) return;
    throw new Fault(401, 'unauthorised', 'expected the header Authorization: Bearer <token>');
  }

  async #grade(shape: Shape, body: unknown): Promise<unknown> {
    const outcomes: Outcome[] = [];
    let pause = performance.now() + SLICE;
    for (const entry of shape.entries(body)) {
      outcomes.push(entry instanceof Fault ? entry : this.#outcome(entry));
      if (performance.now() < pause) continue;
      await otherWork();
      pause = performance.now() + SLICE;
    }
    return shape.answer(outcomes, body);
  }

  #outcome(entry: Entry): Outcome {
    try {
      const item = this.#options.items.find(entry.item);
      return gradeConversation(item, repliesOf(entry, item), this.#options.costs);
    } catch (error) {
      return error instanceof Fault ? error : this.#ownFault(error);
    }
  }

  #ownFault(error: unknown): Fault {
    this.#options.unexpected(error);
    return new Fault(500, 'own-fault', 'the server is at fault: this is a bug in Lacuna');
  }

  #refuse(response: ServerResponse, error: unknown): void {
    const fault = error instanceof Fault ? error : this.#ownFault(error);
    const { status, code, message } = fault;
    // What is left of a body that was too large is not read: the connection ends with the answer.
    if (status === 413 || status === 503) response.setHeader('connection', 'close');
    if (status === 405) response.setHeader('allow', code);
    this.#send(response, status, { error: { code, message } });
  }

  #send(response: ServerResponse, status: number, body: unknown): void {
    if (this.#stopping) response.setHeader('connection', 'close');
    const bytes = Buffer.from(`${JSON.stringify(body)}\n`);
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': bytes.length,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(bytes);
  }
}

function wrongMethod(allowed: string): Fault {
  return new Fault(405, allowed, `only ${allowed} is understood here`);
}
