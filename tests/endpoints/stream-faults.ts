import type { ServerResponse } from 'node:http';
import { sendJson } from './chat-server.ts';
import { drip, type Fault } from './faults.ts';
import { chatChunks, DONE, events, STREAM_TYPE, sendStream } from './streamed.ts';

const chunksOf = (whole: string): string[] => chatChunks(JSON.parse(whole));
/** Of the chunks those from one to another. */
const part = (whole: string, from: number, to?: number) => events(chunksOf(whole).slice(from, to));
/** The opening and two words: what a cut stream has brought. */
const begun = (whole: string) => part(whole, 0, 3);
const all = (whole: string) => events(chunksOf(whole));
const done = events([DONE]);
const twice = (chunks: readonly string[]) => events(chunks.flatMap((chunk) => [chunk, chunk]));
const error = { error: { message: 'Upstream timed out' } };

/** Text, and then whatever the function does to the connection. */
function open(response: ServerResponse, text: string, then?: (response: ServerResponse) => void) {
  response.writeHead(200, STREAM_TYPE);
  response.write(text);
  if (then) setTimeout(() => then(response), 5);
}

const changed = (whole: string, change: (chunk: string) => string) =>
  events(chunksOf(whole).map(change));

/** Streams that are not whole, by name: each would leave a short or a wrong reply. */
export const STREAM_FAULTS = {
  'no event': (response) => sendStream(response, ''),
  'comments alone': (response) => sendStream(response, ': waiting\n\n: waiting\n\n'),
  '[DONE] alone': (response) => sendStream(response, done),
  'an end before the finish reason': (response, whole) => sendStream(response, begun(whole)),
  'an end before the finish reason, with [DONE]': (response, whole) =>
    sendStream(response, begun(whole) + done),
  'an end within a chunk': (response, whole) => sendStream(response, begun(whole).slice(0, -40)),
  'a reset': (response, whole) =>
    open(response, begun(whole), ({ socket }) => socket?.resetAndDestroy()),
  'a reset behind the finish reason': (response, whole) =>
    open(response, part(whole, 0, -1), ({ socket }) => socket?.resetAndDestroy()),
  'a closed connection': (response, whole) => open(response, begun(whole), (cut) => cut.destroy()),
  'a hang': (response, whole) => open(response, begun(whole)),
  'a hang behind the finish reason': (response, whole) => open(response, all(whole)),
  'a drip that takes too long': (response, whole) => {
    response.writeHead(200, STREAM_TYPE);
    void drip(response, all(whole) + done, 1, 100);
  },
  'a chunk of invalid JSON': (response, whole) =>
    sendStream(response, `${begun(whole)}data: {"choices":[{,}]}\n\n${part(whole, 3)}${done}`),
  'a chunk of another kind': (response, whole) =>
    sendStream(response, begun(whole) + events(['{"choices":7}']) + part(whole, 3) + done),
  'text of another API': (response) =>
    sendStream(response, events(['{"choices":[{"text":"Yes.","finish_reason":"stop"}]}']) + done),
  'an error in it': (response, whole) =>
    sendStream(response, begun(whole) + events([JSON.stringify(error)]) + done),
  'an error at its beginning': (response) =>
    sendStream(response, events([JSON.stringify(error)]) + done),
  'an end that is an error': (response, whole) =>
    sendStream(response, all(whole).replace('"stop"', '"error"') + done),
  'an event that is named error': (response, whole) =>
    sendStream(response, `${begun(whole)}event: error\ndata: {"message":"Overloaded"}\n\n${done}`),
  'a second stream behind the first': (response, whole) =>
    sendStream(response, all(whole) + all(whole) + done),
  'a second stream within the first': (response, whole) =>
    sendStream(response, begun(whole) + all(whole) + done),
  'a second stream, of another id, within the first': (response, whole) =>
    sendStream(
      response,
      begun(whole) + changed(whole, (chunk) => chunk.replace(/"id":"/, '$&2')) + done,
    ),
  'two ends that differ': (response, whole) => {
    const length = part(whole, -2, -1).replace('"stop"', '"length"');
    sendStream(response, part(whole, 0, -1) + length + part(whole, -1) + done);
  },
  'every chunk twice': (response, whole) => sendStream(response, twice(chunksOf(whole)) + done),
  'every chunk twice, and no usage': (response, whole) =>
    sendStream(response, twice(chunksOf(whole).slice(0, -1)) + done),
  'cut JSON and no stream': (response, whole) => sendJson(response, 200, whole.slice(0, -20)),
} as const satisfies Record<string, Fault>;

/** What looks odd and is a whole stream all the same. */
export const STREAM_ODDITIES = {
  'no [DONE]': (response, whole) => sendStream(response, all(whole)),
  'no empty line at the end': (response, whole) => sendStream(response, all(whole).trimEnd()),
  'a connection that stays open behind [DONE]': (response, whole) =>
    open(response, all(whole) + done),
  'a reset behind [DONE]': (response, whole) =>
    open(response, all(whole) + done, ({ socket }) => socket?.resetAndDestroy()),
  'a drip that ends in time': (response, whole) => {
    const text = all(whole) + done;
    response.writeHead(200, STREAM_TYPE);
    void drip(response, text, Math.ceil(text.length / 10), 10);
  },
  'its opening twice': (response, whole) =>
    sendStream(response, part(whole, 0, 1) + all(whole) + done),
  'its end twice': (response, whole) =>
    sendStream(response, part(whole, 0, -1) + part(whole, -2) + done),
  'a role in every chunk': (response, whole) =>
    sendStream(
      response,
      changed(whole, (chunk) => chunk.replace('"delta":{"c', '"delta":{"role":"assistant","c')) +
        done,
    ),
  'an empty finish reason until its end': (response, whole) =>
    sendStream(
      response,
      changed(whole, (chunk) => chunk.replace('"finish_reason":null', '"finish_reason":""')) + done,
    ),
  'comments and blank lines between': (response, whole) =>
    sendStream(response, `\n: wait\n\n${all(whole).replaceAll('\n\n', '\n\n\n: wait\n\n')}${done}`),
  'carriage returns': (response, whole) =>
    sendStream(response, events([...chunksOf(whole), DONE], '\r\n')),
  'another content type': (response, whole) =>
    sendJson(response, 200, all(whole) + done, { 'content-type': 'text/plain' }),
  'the whole reply as one event': (response, whole) => sendStream(response, events([whole]) + done),
  'the text so far beside each delta': (response, whole) =>
    sendStream(
      response,
      changed(whole, (chunk) => chunk.replace('"delta"', '"message":{"content":"The"},"delta"')) +
        done,
    ),
  'the whole text again at its end': (response, whole) => {
    const message = '"message":{"role":"assistant","content":"The whole again"}';
    sendStream(response, all(whole).replace('"delta":{},', `${message},`) + done);
  },
  'whole JSON instead': (response, whole) => sendJson(response, 200, whole),
  'whole JSON, called a stream': (response, whole) => sendStream(response, whole),
} as const satisfies Record<string, Fault>;
