import type { IncomingMessage } from 'node:http';
import { Fault } from './fault.ts';

/** Bodies of the largest size that are in memory at a time. */
const AT_A_TIME = 8;

/** So much larger, a body is still read to its end, unkept, so that its sender hears why it is refused. */
const HEARD_OUT = 4;

/** Reads bodies of requests as JSON, each of bounded size, and all that are under way too. */
export class BodyReader {
  readonly #largest: number;
  /** Bytes of bodies that are read or worked on. */
  #held = 0;

  constructor(largest: number) {
    this.#largest = largest;
  }

  /**
   * Gives what `work` makes of a request's body. Throws what it throws, and Fault where the body is too
   * large, in another encoding, or no JSON.
   */
  async read<T>(request: IncomingMessage, work: (body: unknown) => Promise<T>): Promise<T> {
    const { 'content-encoding': encoding = 'identity', 'content-length': length = '0' } =
      request.headers;
    if (encoding !== 'identity') {
      throw new Fault(415, 'encoding', 'the body is compressed: send it as it is');
    }
    if (Number(length) > HEARD_OUT * this.#largest) throw this.#tooLarge();
    const chunks: Buffer[] = [];
    let held = 0;
    try {
      let bytes = 0;
      for await (const part of chunksOf(request)) {
        bytes += part.length;
        if (bytes > HEARD_OUT * this.#largest) break;
        if (bytes > this.#largest) {
          chunks.length = 0;
          continue;
        }
        chunks.push(part);
        held += part.length;
        this.#held += part.length;
        if (this.#held > AT_A_TIME * this.#largest) {
          throw new Fault(503, 'busy', 'too many large requests at a time: try again');
        }
      }
      if (bytes > this.#largest) throw this.#tooLarge();
      return await work(parsed(Buffer.concat(chunks)));
    } finally {
      this.#held -= held;
    }
  }

  #tooLarge(): Fault {
    return new Fault(413, 'too-large', `the body is over ${this.#largest} bytes`);
  }
}

/** Throws Fault where the sender goes away. */
async function* chunksOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    // A reader that stops early must not end the connection before its answer.
    yield* request.iterator({ destroyOnReturn: false });
  } catch {
    throw new Fault(400, 'cut-off', 'the connection ended before the body did');
  }
}

/** The parser's own message would quote the body. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Fault(400, 'no-json', 'the body is no JSON');
  }
}
