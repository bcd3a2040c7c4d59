import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { kindOf } from '../corrupt/item-kind.ts';
import { InputError } from '../input-error.ts';
import { packageFile } from '../package-root.ts';
import { labelsOf } from '../reading/labels.ts';
import type { Labelling } from './labelling.ts';
import { donePage, replyPage } from './page.ts';

export interface LabelServer {
  /** With the token in its path: who does not know it sees nothing. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the labelling page on loopback, at a free port unless one is named. Throws InputError where the
 * port cannot be had.
 */
export async function serveLabels(
  labelling: Labelling,
  { dir, token, port = 0 }: { dir: string; token: string; port?: number | undefined },
): Promise<LabelServer> {
  const server = createAdaptorServer({ fetch: labelApp(labelling, { dir, token }).fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(new InputError(`cannot listen on 127.0.0.1:${port}: ${error.message}`));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (!isInet(address)) throw new TypeError('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/${token}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** The application, as a function of requests. */
export function labelApp(
  labelling: Labelling,
  { dir, token }: { dir: string; token: string },
): Hono {
  const base = `/${token}`;
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ['data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
    }),
  );
  // A page elsewhere that resolves its own name to 127.0.0.1 would come with that name.
  app.use(async (context, next) => {
    const host = context.req.header('host') ?? '';
    if (!/^127\.0\.0\.1(?::\d{1,5})?$/.test(host)) return context.text('Not found', 404);
    await next();
    context.header('Cache-Control', 'no-store');
    return undefined;
  });
  app.use('/:token/*', async (context, next) => {
    if (!sameSecret(context.req.param('token'), token)) return context.text('Not found', 404);
    return next();
  });
  app.use(csrf());
  app.use(bodyLimit({ maxSize: 4096 }));

  app.get('/:token/', (context) => context.redirect(nextUrl(0)));
  app.get('/:token/done', (context) => context.html(donePage(labelling, base, dir)));
  app.get('/:token/reply/:number{[0-9]{1,7}}', (context) => {
    const index = Number(context.req.param('number')) - 1;
    if (!labelling.tasks[index]) return context.text('There is no such reply', 404);
    return context.html(replyPage(labelling, index, base));
  });
  app.post('/:token/reply/:number{[0-9]{1,7}}', async (context) => {
    const index = Number(context.req.param('number')) - 1;
    const task = labelling.tasks[index];
    if (!task) return context.text('There is no such reply', 404);
    const given = (await context.req.parseBody()).label;
    const label = labelsOf(kindOf(task.item)).find((candidate) => candidate === given);
    if (!label) return context.text('There is no such label', 400);
    await labelling.give(index, label);
    return context.redirect(nextUrl(index + 1), 303);
  });
  app.post('/:token/undo', async (context) => {
    const index = (await labelling.undo()) ?? labelling.nextOpen();
    return context.redirect(index === undefined ? `${base}/done` : replyUrl(index), 303);
  });
  for (const { name, path, type } of ASSETS) {
    app.get(`/:token/${name}`, async (context) =>
      context.body(await readFile(packageFile(path)), 200, { 'Content-Type': type }),
    );
  }
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    const message = error instanceof InputError ? error.message : 'unexpected fault';
    return context.text(`The label was not saved: ${message}`, 500);
  });
  return app;

  function replyUrl(index: number): string {
    return `${base}/reply/${index + 1}`;
  }

  /** The next reply without a label, wherever the person is. */
  function nextUrl(from: number): string {
    const index = labelling.nextOpen(from);
    return index === undefined ? `${base}/done` : replyUrl(index);
  }
}

const ASSETS = [
  { name: 'label.css', path: 'dist/pages/label.css', type: 'text/css; charset=utf-8' },
  {
    name: 'label.js',
    path: 'dist/pages/label.js',
    type: 'text/javascript; charset=utf-8',
  },
] as const;

/** Compares in the same time wherever the two differ. */
function sameSecret(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

function isInet(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
