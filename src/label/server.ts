import type { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { kindOf } from '../corrupt/item-kind.ts';
import { InputError } from '../input-error.ts';
import { localApp } from '../local-page/app.ts';
import { labelsOf } from '../reading/labels.ts';
import type { Labelling } from './labelling.ts';
import { donePage, replyPage } from './page.ts';

/** The labelling page, as a function of requests. */
export function labelApp(
  labelling: Labelling,
  { dir, token }: { dir: string; token: string },
): Hono {
  const base = `/${token}`;
  const app = localApp(token);
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
