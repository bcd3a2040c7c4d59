// A process of its own, since it hangs on how memory is collected: 64 callers, of whom half ask for streams,
// over an endpoint that hangs within every tenth body. Prints how many calls ended, and fails where one has
// not after a while.
import { createServer } from 'node:http';
import { connect } from '../dist/src/model/client.js';

const whole = { choices: [{ finish_reason: 'stop', message: { content: 'hello' } }] };
const begun = 'data: {"choices":[{"index":0,"delta":{"content":"hel"}}]}\n\n';
const rest = 'data: {"choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":"stop"}]}\n\n';
let asked = 0;
const server = createServer((request, response) => {
  request.resume();
  asked += 1;
  const hangs = asked % 10 === 0;
  const streams = request.headers.accept === 'text/event-stream';
  response.writeHead(200, { 'content-type': streams ? 'text/event-stream' : 'application/json' });
  if (streams) response.write(begun);
  else if (hangs) response.write('{');
  if (!hangs) setTimeout(() => response.end(streams ? rest : JSON.stringify(whole)), 5);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const baseUrl = `http://127.0.0.1:${server.address().port}/v1`;
const model = { baseUrl, key: '', model: 'm', api: 'chat', headers: {}, timeoutMs: 500 };
const headers = { accept: 'text/event-stream' };
const endpoints = [connect(model), connect({ ...model, headers, stream: true })];

const ended = { replied: 0, late: 0 };
const messages = [{ role: 'user', content: 'x'.repeat(20_000) }];
async function callInTurn(_, caller) {
  const { complete } = endpoints[caller % 2];
  for (let call = 0; call < 25; call += 1) {
    const kind = await complete({ messages, fields: {} }).then(
      () => 'replied',
      () => 'late',
    );
    ended[kind] += 1;
  }
}
setTimeout(() => {
  process.stdout.write(`${asked - ended.replied - ended.late} calls have not ended\n`);
  process.exit(1);
}, 20_000);
await Promise.all(Array.from({ length: 64 }, callInTurn));
process.stdout.write(`${ended.replied + ended.late} calls ended\n`);
process.exit(0);
