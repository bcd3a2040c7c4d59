import type { Item } from '../../corrupt/item.ts';
import { counted } from '../../report/numbers.ts';
import type { RunRecord } from '../../run/record.ts';
import { Database } from '../../store/database.ts';
import { enqueue } from '../../store/enqueue.ts';
import { sayWhatIsAskedOnce } from '../hold.ts';
import type { RunSettings } from '../settings.ts';
import { sayAway } from './away.ts';

/** Puts the runs of one command into the store, and says how they are held. */
export async function putRuns(
  settings: RunSettings & { store: string },
  runs: ReadonlyArray<{ name: string; record: RunRecord; items: readonly Item[] }>,
): Promise<void> {
  const database = await Database.open(settings.store, { create: true, onAway: sayAway });
  try {
    for (const run of runs) {
      sayWhatIsAskedOnce(run.record);
      const put = await enqueue(database, { ...run, asking: askingOf(settings) });
      const before = put.ended > 0 ? `, ${put.ended} of them held before` : '';
      const again = put.again > 0 ? `, ${put.again} asked again` : '';
      const conversations = counted(put.conversations, 'conversation');
      process.stdout.write(`${run.name}: ${conversations}${before}${again}.\n`);
    }
    process.stderr.write(howToGoOn(settings, database.name));
  } finally {
    await database.close();
  }
}

function askingOf(settings: RunSettings) {
  return {
    apiKeyEnv: settings.apiKeyEnv,
    userApiKeyEnv: settings.userApiKeyEnv ?? 'OPENAI_API_KEY',
    requestsPerMinute: settings.rpm ?? null,
    tokensPerMinute: settings.tpm ?? null,
    attempts: settings.attempts,
    timeoutMs: settings.timeout * 1000,
    stream: settings.stream,
  };
}

function howToGoOn(
  { respondents, apiKeyEnv, header, baseUrl }: RunSettings,
  store: string,
): string {
  const key = respondents ? '' : ` with the key in its ${apiKeyEnv}`;
  const headers =
    Object.keys(header).length > 0 ? 'Headers are not stored: give --header to each worker.\n' : '';
  const query =
    baseUrl !== undefined && new URL(baseUrl).search !== ''
      ? 'Of --base-url the query is not stored: give the whole address to each worker.\n'
      : '';
  return (
    `${headers}${query}On each machine that shall work on it${key}:\n` +
    `  lacuna worker --store ${store} --concurrency 64\n` +
    `How far it is, and its run folder:\n` +
    `  lacuna status --store ${store}\n` +
    `  lacuna pull --store ${store} --out DIR\n`
  );
}
