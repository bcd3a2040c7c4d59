import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateItems } from '../../corrupt/generate.ts';
import type { Item } from '../../corrupt/item.ts';
import { defaultFamilies, loadFamilies } from '../../problem/load.ts';
import { connect } from '../client.ts';
import type { Message } from '../completion.ts';
import { discoverServers } from '../discover.ts';
import { EXPLORERS } from './explorers.ts';
import { RESPONDENTS } from './index.ts';
import { respondTo } from './respond.ts';
import { type RespondentServer, serveRespondents } from './server.ts';

let items: Item[];
let server: RespondentServer;
beforeAll(async () => {
  const families = (await loadFamilies(defaultFamilies())).slice(0, 1);
  const made = generateItems({ families, operators: ['remove'], perFamily: 1, seed: 3 });
  items = [...made].flatMap((item) => ('rejected' in item ? [] : [item]));
  server = await serveRespondents(items);
});
afterAll(() => server.close());

function ask(model: string, api: 'chat' | 'responses', content: string, effort: string) {
  const { baseUrl } = server;
  const messages: Message[] = [{ role: 'user', content }];
  const fields = api === 'chat' ? { reasoning_effort: effort } : { reasoning: { effort } };
  const endpoint = connect({ baseUrl, key: '', model, api, headers: {}, timeoutMs: 5000 });
  return endpoint.complete({ messages, fields });
}

test.each(['chat', 'responses'] as const)(
  'respondents say over %s what they say in memory',
  async (api) => {
    const respond = respondTo(items);
    for (const respondent of RESPONDENTS) {
      for (const { text: content } of items) {
        const direct = respond(respondent, [{ role: 'user', content }], 'low');
        const { text, usage } = await ask(respondent.name, api, content, 'low');
        expect({ text, usage }).toEqual({ text: direct?.text, usage: direct?.usage });
      }
    }
  },
);

test('they are listed as the models that the server has', async () => {
  const port = Number(new URL(server.baseUrl).port);
  const [found] = await discoverServers([{ name: 'ours', port }]);
  expect(found?.models).toEqual([...RESPONDENTS, ...EXPLORERS].map(({ name }) => name));
});

test('a model that is none is refused with the list of those that are', async () => {
  await expect(ask('sphinx', 'chat', 'Hm?', 'low')).rejects.toMatchObject({
    kind: 'model',
    message: expect.stringContaining('It serves: oracle'),
  });
});

test('a conversation about no item of the set is a request that cannot succeed', async () => {
  await expect(ask('oracle', 'chat', 'Hm?', 'low')).rejects.toMatchObject({ kind: 'request' });
});

test.each([
  ['no JSON', '/chat/completions', '{', 400],
  ['no messages', '/chat/completions', '{"model":"oracle"}', 400],
  ['no such path', '/embeddings', '{}', 404],
])('%s is refused', async (_what, path, body, status) => {
  const response = await fetch(`${server.baseUrl}${path}`, { method: 'POST', body });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
});
