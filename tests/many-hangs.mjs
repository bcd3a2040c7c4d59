// A process of its own, since it hangs on how memory is collected: 64 callers over an endpoint that hangs
// within every tenth body. Prints how many calls ended, and fails where one has not after a while.
import { createServer } from 'node:http';
import { connect } from '../dist/src/model/client.js';

const whole = { choices: [{ finish_reason: 'stop', message: { content: 'hello' } }] };
let asked = 0;
const server = createServer((request, response) => {
  request.resume();
  asked += 1;
  response.writeHead(200, { 'content-type': 'application/json' });
  if (asked % 10 === 0) response.write('{');
  else setTimeout(() => response.end(JSON.stringify(whole)), 5);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const baseUrl = `http://127.0.0.1:${server.address().port}/v1`;
const model = { baseUrl, key: '', model: 'm', api: 'chat', headers: {}, timeoutMs: 500 };
const { complete } = connect(model);

const ended = { replied: 0, late: 0 };
const messages = [{ role: 'user', content: 'x'.repeat(20_000) }];
async function callInTurn() {
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
