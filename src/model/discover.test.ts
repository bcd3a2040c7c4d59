import { expect, test } from 'vitest';
import { sendJson } from '../../tests/endpoints/chat-server.ts';
import { startScripted } from '../../tests/endpoints/scripted.ts';
import { discoverServers } from './discover.ts';

test('servers that list models are found, and whatever else listens is left out', async () => {
  const real = await startScripted((response) =>
    sendJson(response, 200, { object: 'list', data: [{ id: 'qwen3:8b', object: 'model' }] }),
  );
  const web = await startScripted((response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>hello</html>');
  });
  const silent = await startScripted(() => undefined);
  const ports = [real, web, silent].map(({ baseUrl }, index) => ({
    name: `server ${index}`,
    port: Number(new URL(baseUrl).port),
  }));
  expect(await discoverServers(ports, 200)).toEqual([
    { name: 'server 0', baseUrl: real.baseUrl, models: ['qwen3:8b'] },
  ]);
});
