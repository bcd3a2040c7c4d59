import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import { packageFile } from '../package-root.ts';
import { sameSecret } from './same-secret.ts';

/** Bytes of a request's body. */
const LARGEST_BODY = 4096;

/**
 * An application for one person on this machine, whose pages show text that nobody vouches for: its addresses
 * begin with a secret, other names for this machine do not reach it, and its pages run no script but those
 * of dist/pages, which it serves.
 */
export function localApp(token: string): Hono {
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
  app.use(bodyLimit({ maxSize: LARGEST_BODY }));
  app.get('/:token/:asset{[a-zA-Z0-9_][a-zA-Z0-9._-]{0,80}\\.(?:js|css)}', async (context) => {
    const asset = context.req.param('asset');
    const content = await readFile(packageFile(`dist/pages/${asset}`)).catch(() => null);
    if (content === null) return context.text('Not found', 404);
    const type = asset.endsWith('.css') ? 'text/css' : 'text/javascript';
    return context.body(content, 200, { 'Content-Type': `${type}; charset=utf-8` });
  });
  return app;
}
