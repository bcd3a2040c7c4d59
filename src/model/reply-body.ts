import { createParser } from 'eventsource-parser';
import { ModelError } from './completion.ts';
import { NO_JSON } from './failure.ts';
import type { PieceReader } from './pieces.ts';
import { Received } from './received.ts';
import { type Assembly, notWhole } from './stream/assembly.ts';

export interface Reading {
  /** Puts the reply together where it comes as a stream. */
  assembly: Assembly;
  /** Characters of one event. */
  longest: number;
}

/**
 * The body of a reply: JSON, what the events of a stream come to, or the text where it is neither. What it is
 * shows in itself: servers stream though they were not asked to, do not though they were, and send either under
 * another content type. Throws ModelError where it is cut or broken, and what the body throws.
 */
export async function readReply(response: Response, reading: Reading): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  const reader = response instanceof Received ? response.pieces : response.body?.getReader();
  if (!reader) return readWhole((await response.text()).trimStart(), type, reading);
  const decoder = new TextDecoder();
  let text = '';
  let events: Events | undefined;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const piece = decoder.decode(value, { stream: !done });
      if (events) events.feed(piece);
      else {
        text = text === '' ? piece.trimStart() : text + piece;
        if (type.includes('event-stream') && text !== '' && !text.startsWith('{')) {
          events = new Events(reading);
          events.feed(text);
        }
      }
      if (done || reading.assembly.done) break;
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined);
    throw error;
  }
  if (reading.assembly.done) await finish(reader);
  return events ? events.whole() : readWhole(text, type, reading);
}

/** A text that is there in one piece. */
function readWhole(text: string, type: string, reading: Reading): unknown {
  if (!/^(?:data|event|id|retry)?:/.test(text)) return asJson(text, type);
  const events = new Events(reading);
  events.feed(text);
  return events.whole();
}

/** Server-sent events, of which a reply is put together. */
class Events {
  readonly #assembly: Assembly;
  readonly feed: (text: string) => void;

  constructor({ assembly, longest }: Reading) {
    this.#assembly = assembly;
    this.feed = createParser({
      onEvent: ({ event = '', data }) => assembly.take({ name: event, data }),
      onError: ({ type }) => {
        if (type !== 'max-buffer-size-exceeded') return;
        throw new ModelError('output', `the reply is longer than ${longest / 1e6} MB`);
      },
      maxBufferSize: longest,
    }).feed;
  }

  whole(): unknown {
    // An empty line ends an event; behind the last one some servers leave it out.
    if (!this.#assembly.done) this.feed('\n\n');
    return this.#assembly.whole();
  }
}

/** Milliseconds for the end of a body whose reply is there. */
const GRACE_MS = 1000;

/** Reads a body to its end, so that its connection can be used again, or gives that up. */
async function finish(reader: PieceReader): Promise<void> {
  const giveUp = () => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(giveUp, GRACE_MS);
  try {
    while (!(await reader.read()).done);
  } catch {
    // The reply is whole all the same.
  } finally {
    clearTimeout(timer);
  }
}

function asJson(text: string, type: string): unknown {
  if (text === '') throw notWhole('an empty body');
  if (!type.includes('json') && !text.startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelError('transport', NO_JSON);
  }
}
