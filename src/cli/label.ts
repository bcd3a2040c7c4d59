import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { z } from 'zod';
import { Labelling } from '../label/labelling.ts';
import { labelApp } from '../label/server.ts';
import { readTasks } from '../label/task.ts';
import { serveLocally } from '../local-page/serve.ts';
import { openLabels, readLabels } from '../run/labels.ts';
import { interrupted } from './interrupt.ts';
import { parseOptions } from './options.ts';

const Options = z.object({
  as: z.string().trim().min(1).max(60).optional(),
  sample: z.coerce.number('expected a number of replies').int().positive(),
  seed: z.coerce.number('expected a whole number').int(),
  budget: z.string().optional(),
  port: z.coerce.number('expected a port').int().min(1).max(65_535).optional(),
});

/** `lacuna label RUN`: serves the page on which a person labels a sample of a run's replies, until Ctrl-C. */
export async function label(dir: string, flags: unknown): Promise<void> {
  const { as, sample: size, seed, budget, port } = parseOptions(Options, flags);
  const labeller = as ?? (userInfo().username || 'somebody');
  const tasks = await readTasks(dir, { seed, size, labeller, budget });
  const journal = await openLabels(dir);
  try {
    const given = await readLabels(dir);
    const labelling = new Labelling({ tasks, labeller, given, journal, now: Date.now });
    const token = randomBytes(18).toString('base64url');
    const server = await serveLocally(labelApp(labelling, { dir, token }), { token, port });
    const { labelled } = labelling;
    process.stdout.write(
      `${tasks.length} replies to label as ${labeller}${labelled > 0 ? `, ${labelled} of them done` : ''}. Open in a browser on this machine:\n` +
        `  ${server.url}\n` +
        'Each label is saved at once. Ctrl-C stops; the same command goes on.\n',
    );
    await interrupted();
    await server.close();
    process.stdout.write(
      `\n${labelling.labelled} of ${tasks.length} labelled. lacuna report ${dir} corrects the scores with them.\n`,
    );
  } finally {
    await journal.close();
  }
}
