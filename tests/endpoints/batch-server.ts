import { createServer } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { type Answer, BatchProvider, type Fate } from './batch-provider.ts';

export interface BatchServer {
  baseUrl: string;
  provider: BatchProvider;
  /** Requests to it so far, such as "POST /v1/batches". */
  requests: string[];
  /** Where it gives true of a request, that is done and its answer is lost. */
  loses: (request: string) => boolean;
  /** So many more downloads break off in the middle. */
  breaks: number;
}

/** For one test, a loopback server of the Files and Batches API. */
export async function startBatchServer(
  answer: Answer,
  fate: (batch: number) => Fate = () => ({}),
): Promise<BatchServer> {
  const provider = new BatchProvider(answer, fate);
  const server: BatchServer = {
    baseUrl: '',
    provider,
    requests: [],
    loses: () => false,
    breaks: 0,
  };
  const app = new Hono<{ Bindings: HttpBindings }>().basePath('/v1');
  app.use(async (context, next) => {
    const request = `${context.req.method} ${context.req.path}`;
    server.requests.push(request);
    await next();
    if (server.loses(request)) context.env.outgoing.destroy();
  });
  app.post('/files', async (context) => {
    const { file, purpose } = await context.req.parseBody();
    if (!(file instanceof File) || purpose !== 'batch') throw new Error('no file of a batch');
    const id = provider.addFile(await file.text());
    return context.json({ id, object: 'file', purpose, bytes: file.size, filename: file.name });
  });
  app.get('/files/:id/content', (context) => {
    const text = provider.files.get(context.req.param('id'));
    if (text === undefined) return context.notFound();
    if (server.breaks <= 0) return context.body(text);
    server.breaks -= 1;
    const { outgoing } = context.env;
    outgoing.writeHead(200, { 'content-length': Buffer.byteLength(text) });
    outgoing.write(text.slice(0, text.length / 2), () => outgoing.destroy());
    return RESPONSE_ALREADY_SENT;
  });
  app.post('/batches', async (context) => context.json(provider.create(await context.req.json())));
  // A small page: whoever looks for a batch has to turn some.
  app.get('/batches', (context) => context.json(provider.list(context.req.query('after'), 2)));
  app.get('/batches/:id', async (context) => {
    const batch = provider.batches.get(context.req.param('id'));
    if (!batch) return context.notFound();
    await provider.step(batch);
    return context.json(batch);
  });
  app.notFound((context) => context.json({ error: { message: 'Not found' } }, 404));
  app.onError((error, context) => context.json({ error: { message: error.message } }, 400));
  const listening = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    listening.closeAllConnections();
    listening.close();
  });
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  server.baseUrl = `http://127.0.0.1:${address.port}/v1`;
  return server;
}
