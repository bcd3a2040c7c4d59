import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../graders/verdict.ts';
import { CONTRADICTED, INTACT, MISSING } from '../protocol/fixtures/items.ts';
import { releaseOf } from '../run/plan.ts';
import type { RunLine, RunRecord } from '../run/record.ts';
import { Conversation, ListAnswer, RunFacts } from './records.ts';
import { RunIndex } from './run-index.ts';
import { Selections } from './selections.ts';
import { viewApp } from './server.ts';

const ITEMS = [MISSING, CONTRADICTED, INTACT];
const jsonLines = (lines: readonly unknown[]) =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

let dir: string;
let selections: Selections;
let app: ReturnType<typeof viewApp>;

const RUN: RunRecord = {
  format: 'lacuna-run/1',
  model: 'm',
  baseUrl: 'embedded:',
  api: 'chat',
  dialect: 'plain',
  budgets: [{ budget: { name: 'default', kind: 'default' }, fields: {}, sameAs: null }],
  policy: 'plain',
  protocol: 'ask',
  maxTurns: 1,
  answers: 'all',
  user: null,
  epochs: 2,
  seed: 1,
  release: releaseOf(ITEMS),
  items: ITEMS.length,
  prices: null,
  userPrices: null,
  versions: { lacuna: '0', node: '0' },
  createdAt: '2026-01-01T00:00:00.000Z',
};

function held(item: string, epoch: number, text: string): RunLine[] {
  const place = { item, budget: 'default', epoch };
  const usage = { input: 1, output: 2, reasoning: null, cached: null };
  const reply = {
    text,
    reasoning: null,
    finish: 'stop',
    finishRaw: null,
    usage,
    model: null,
    id: null,
  } as const;
  const key = `${item}-${epoch}`;
  return [
    {
      type: 'reply',
      key,
      ...place,
      call: 0,
      messages: [],
      completion: reply,
      attempts: 1,
      ms: 1,
      at: '',
    },
    { type: 'end', ...place, turns: [{ user: 'u', understood: [], reply: key }] },
  ];
}

function verdict(item: string, epoch: number, label: Verdict['label']): Verdict {
  return {
    item,
    budget: 'default',
    epoch,
    grader: 'rules/1',
    label,
    none: null,
    requests: true,
    final: null,
    right: false,
    understood: ['price'],
    noticed: { thought: null, answer: true },
    confidence: 0.4,
    spent: { calls: 1, input: 1, output: 2, reasoning: null },
    evidence: [{ turn: 0, span: [0, 4], shows: 'request' }],
  };
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lacuna-view-'));
  const replies = [
    ...held(MISSING.id, 0, 'What does one glass cost?'),
    ...held(INTACT.id, 0, '52 dollars'),
    ...held(MISSING.id, 1, '\u202e40'),
  ];
  await writeFile(join(dir, 'run.json'), JSON.stringify(RUN));
  await writeFile(join(dir, 'items.jsonl'), jsonLines(ITEMS));
  await writeFile(join(dir, 'replies.jsonl'), jsonLines(replies));
  await writeFile(
    join(dir, 'verdicts.rules.jsonl'),
    jsonLines([verdict(MISSING.id, 0, 'asks'), verdict(INTACT.id, 0, 'solves')]),
  );
  const index = await RunIndex.open(dir);
  while (await index.advance());
  selections = new Selections(index);
  app = viewApp(index, selections, 'secret');
});
afterAll(() => rm(dir, { recursive: true }));

const request = (path: string, host = '127.0.0.1:1234') =>
  app.request(`http://127.0.0.1:1234${path}`, { headers: { host } });
const list = async (query = '') => {
  const response = await request(`/secret/api/list?${query}`);
  expect(response.status).toBe(200);
  return ListAnswer.parse(await response.json());
};

describe('the server of the page', () => {
  it('is closed to who does not know the token, and to pages of another name', async () => {
    for (const path of ['/', '/wrong/', '/api/list', '/wrong/api/list', '/view.js']) {
      expect((await request(path)).status, path).toBe(404);
    }
    expect((await request('/secret/api/list', 'evil.example:1234')).status).toBe(404);
    expect((await request('/secret/')).status).toBe(200);
  });

  it('allows no script or style but its own, and serves no file but the pages', async () => {
    const { headers } = await request('/secret/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect((await request('/secret/view.js')).headers.get('content-type')).toContain('javascript');
    for (const path of ['..%2f..%2fpackage.json', '%2e%2e/run.json', 'run.json', 'nothing.js']) {
      expect((await request(`/secret/${path}`)).status, path).toBe(404);
    }
  });

  it('says what the run is, and how far it has come', async () => {
    const facts = RunFacts.parse(await (await request('/secret/api/run')).json());
    expect(facts).toMatchObject({ model: 'm', how: 'ask · plain', expected: 6 });
    const { count, matched, indexed, graders } = await list();
    expect({ count, matched, indexed, graders }).toEqual({
      count: 3,
      matched: 3,
      indexed: 1,
      graders: ['rules'],
    });
  });

  it('lists what passes, with counts of what else could be chosen', async () => {
    const asks = await list('labels=asks');
    expect(asks.rows).toEqual([
      {
        item: MISSING.id,
        budget: 'default',
        epoch: 0,
        operator: MISSING.operator,
        label: 'asks',
        snippet: 'What does one glass cost?',
      },
    ]);
    expect(asks.labels).toEqual([
      { value: 'ungraded', count: 1 },
      { value: 'asks', count: 1 },
      { value: 'solves', count: 1 },
    ]);
    expect((await list('labels=ungraded')).rows.map(({ epoch }) => epoch)).toEqual([1]);
    expect((await list('labels=asks,solves&from=1&count=5')).rows).toHaveLength(1);
    expect((await list(`item=${INTACT.id}&budget=default&epoch=0`)).at).toBe(1);
    expect((await list(`labels=asks&item=${INTACT.id}&budget=default&epoch=0`)).at).toBe(-1);
    expect((await list('from=99999&labels=wonders')).rows).toEqual([]);
  });

  it('finds a text in replies and problems, without regard to case', async () => {
    const search = async (text: string) => {
      await list(`text=${encodeURIComponent(text)}`);
      while (await selections.advance());
      return (await list(`text=${encodeURIComponent(text)}`)).matched;
    };
    expect(await search('GLASS COST')).toBe(1);
    expect(await search('52 dollars')).toBe(1);
    expect(await search('\u202e4')).toBe(1);
    expect(await search(INTACT.text.slice(0, 20).toUpperCase())).toBe(3);
    expect(await search('zebra')).toBe(0);
  });

  it('gives all of a conversation, with the verdict in words', async () => {
    const query = `item=${MISSING.id}&budget=default&epoch=0`;
    const response = await request(`/secret/api/conversation?${query}`);
    const conversation = Conversation.parse(await response.json());
    expect(conversation.turns[0]?.evidence).toEqual([{ from: 0, to: 4, shows: 'request' }]);
    expect(conversation.judgements[0]).toMatchObject({
      label: 'asks',
      understood: ['the price of one glass'],
      unsure: true,
    });
    expect(conversation.twin?.id).toBe(INTACT.id);
    expect(conversation.tokens).toBe(2);
  });

  it.each([
    ['conversation?item=x&budget=default&epoch=0', 404],
    [`conversation?item=${CONTRADICTED.id}&budget=default&epoch=0`, 404],
    [`conversation?item=${MISSING.id}&budget=default&epoch=-1`, 400],
    [`conversation?item=${MISSING.id}`, 400],
    [`list?text=${'x'.repeat(300)}`, 400],
    ['list?from=-1', 400],
    ['list?count=100000', 400],
  ])('refuses %s', async (path, status) => {
    const response = await request(`/secret/api/${path}`);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/unexpected| at /);
  });
});
