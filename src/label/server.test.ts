import { describe, expect, it } from 'vitest';
import { CONTRADICTED, INTACT, MISSING } from '../protocol/fixtures/items.ts';
import type { HandLabel } from '../run/labels.ts';
import { Labelling } from './labelling.ts';
import { labelApp } from './server.ts';
import type { Task } from './task.ts';

const HOST = { host: '127.0.0.1:1234' };

function tasks(): Task[] {
  const task = (item: Task['item'], reply: string): Task => ({
    place: { item: item.id, budget: 'secret-budget', epoch: 0 },
    item,
    twin: item === INTACT ? null : INTACT,
    reply,
    finish: 'stop',
  });
  return [
    task(MISSING, 'What does one glass cost?'),
    task(INTACT, '<script>alert(1)</script> 52'),
    task(CONTRADICTED, '\u202e52\u0000'),
  ];
}

/** The application over some tasks, and the lines that it wrote. */
function start(given: HandLabel[] = [], labeller = 'Ann') {
  const lines: HandLabel[] = [];
  const journal = {
    append: async (line: HandLabel) => {
      lines.push(line);
      return line;
    },
  };
  const labelling = new Labelling({ tasks: tasks(), labeller, given, journal, now: () => 0 });
  const app = labelApp(labelling, { dir: 'runs/x', token: 'secret' });
  const request = (path: string, init: RequestInit = {}) =>
    app.request(`http://127.0.0.1:1234${path}`, {
      ...init,
      headers: { ...HOST, ...Object.fromEntries(new Headers(init.headers)) },
    });
  const post = (path: string, label = '', headers: Record<string, string> = {}) =>
    request(path, {
      method: 'POST',
      body: new URLSearchParams({ label }),
      headers: { origin: 'http://127.0.0.1:1234', ...headers },
    });
  return { request, post, lines };
}

describe('the labelling page', () => {
  it('is closed to who does not know the token, and to pages of another name', async () => {
    const { request } = start();
    for (const path of ['/', '/reply/1', '/wrong/reply/1', '/secretive/reply/1', '/label.css']) {
      expect((await request(path)).status, path).toBe(404);
    }
    const rebound = await request('/secret/reply/1', { headers: { host: 'evil.example:1234' } });
    expect(rebound.status).toBe(404);
    expect((await request('/secret/reply/1')).status).toBe(200);
  });

  it('takes no label from a form of another site', async () => {
    const { post, lines } = start();
    const foreign = await post('/secret/reply/1', 'asks', { origin: 'http://evil.example' });
    expect(foreign.status).toBe(403);
    expect(lines).toEqual([]);
  });

  it('allows no script or style but its own, and no other address', async () => {
    const { headers } = await start().request('/secret/reply/1');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('shows the problem, its twin and what would settle it; neither model, budget nor verdict', async () => {
    const text = await (await start().request('/secret/reply/1')).text();
    expect(text).toContain('What does one glass cost?');
    expect(text).toContain('Its intact twin');
    expect(text).toContain('Asking for any of these settles it: the price of one glass');
    expect(text).not.toMatch(/secret-budget|verdict|rules\/1/);
  });

  it('shows a reply as text, and what would hide or reorder it', async () => {
    const { request } = start();
    const script = await (await request('/secret/reply/2')).text();
    expect(script).toContain('&lt;script&gt;alert(1)&lt;/script&gt; 52');
    expect(script).not.toContain('<script>alert');
    expect(await (await request('/secret/reply/3')).text()).toContain('‹U+202E›52‹U+0000›');
  });

  it('has the labels of the kind of item', async () => {
    const { request } = start();
    const [corrupted, intact] = await Promise.all(
      ['/secret/reply/1', '/secret/reply/2'].map(async (path) => (await request(path)).text()),
    );
    expect(corrupted).toContain('value="asks-other"');
    expect(corrupted).not.toContain('value="overasks"');
    expect(intact).toContain('value="overasks"');
  });
});

describe('a label', () => {
  it('is written with its place and labeller, and leads to the next reply without one', async () => {
    const { request, post, lines } = start();
    const labelled = await post('/secret/reply/1', 'asks');
    expect([labelled.status, labelled.headers.get('location')]).toEqual([303, '/secret/reply/2']);
    expect(lines).toEqual([
      {
        item: MISSING.id,
        budget: 'secret-budget',
        epoch: 0,
        labeller: 'Ann',
        label: 'asks',
        at: '1970-01-01T00:00:00.000Z',
      },
    ]);
    const page = await (await request('/secret/reply/1')).text();
    expect(page).toMatch(/value="asks"[^>]*aria-pressed="true"/);
    expect(page).toContain('1 of 3 labelled');
    await post('/secret/reply/3', 'guesses');
    expect((await post('/secret/reply/2', 'solves')).headers.get('location')).toBe('/secret/done');
  });

  it('that is none, or of the other kind, is refused, as is one of no reply', async () => {
    const { post, lines } = start();
    expect((await post('/secret/reply/1', 'overasks')).status).toBe(400);
    expect((await post('/secret/reply/1', 'wonders')).status).toBe(400);
    expect((await post('/secret/reply/9', 'asks')).status).toBe(404);
    expect((await post('/secret/reply/1', `asks${'x'.repeat(9000)}`)).status).toBe(413);
    expect(lines).toEqual([]);
  });

  it('is taken back by undo, the last first, and so on', async () => {
    const { post, lines } = start();
    await post('/secret/reply/1', 'asks');
    await post('/secret/reply/3', 'guesses');
    expect((await post('/secret/undo')).headers.get('location')).toBe('/secret/reply/3');
    expect((await post('/secret/undo')).headers.get('location')).toBe('/secret/reply/1');
    expect((await post('/secret/undo')).headers.get('location')).toBe('/secret/reply/1');
    expect(lines.map(({ label }) => label)).toEqual(['asks', 'guesses', null, null]);
  });

  it('of an earlier session stands; that of another person is not shown', async () => {
    const { post, lines } = start();
    await post('/secret/reply/1', 'asks');
    const again = start(lines);
    expect((await again.request('/secret/')).headers.get('location')).toBe('/secret/reply/2');
    expect((await again.post('/secret/undo')).headers.get('location')).toBe('/secret/reply/1');
    const other = start(lines, 'Bo');
    expect((await other.request('/secret/')).headers.get('location')).toBe('/secret/reply/1');
    expect(await (await other.request('/secret/reply/1')).text()).not.toContain(
      'aria-pressed="true"',
    );
  });

  it('that cannot be written is not shown as given', async () => {
    const journal = { append: () => Promise.reject(new Error('disk full')) };
    const options = { tasks: tasks(), labeller: 'Ann', given: [], journal, now: () => 0 };
    const app = labelApp(new Labelling(options), { dir: 'runs/x', token: 'secret' });
    const answer = await app.request('http://127.0.0.1:1234/secret/reply/1', {
      method: 'POST',
      body: new URLSearchParams({ label: 'asks' }),
      headers: { ...HOST, origin: 'http://127.0.0.1:1234' },
    });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('The label was not saved');
    const page = await app.request('http://127.0.0.1:1234/secret/reply/1', { headers: HOST });
    expect(await page.text()).toContain('0 of 3 labelled');
  });
});
