import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import { JsonLinesFile } from '../jsonl.ts';
import { type Completion, type Endpoint, ModelError } from '../model/completion.ts';
import { connectWhenAsked } from '../model/connect.ts';
import { respondentNames } from '../model/respondents/index.ts';
import { serveRespondents } from '../model/respondents/server.ts';
import { ANSWERS, userByRules } from '../protocol/user.ts';
import { itemsFile } from '../release/named.ts';
import { counted } from '../report/numbers.ts';
import {
  type CandidateEstimate,
  type Conversation,
  estimateCandidates,
  readCandidates,
} from '../reward/candidates.ts';
import type { MultiTurnOptions } from '../reward/multi-turn.ts';
import { HeldOut } from '../reward/serve/held-out.ts';
import { Pace } from '../run/pace.ts';
import { PacedEndpoint, Stopped } from '../run/paced-endpoint.ts';
import { isFatal } from '../run/patience.ts';
import { steadyNow } from '../steady-clock.ts';
import { onInterrupt } from './interrupt.ts';
import { describeServers } from './models.ts';
import { parseOptions } from './options.ts';
import { BaseUrl, Headers, JsonObject, refuseStream, Whole } from './settings.ts';
import { addressOf } from './target.ts';

const Number0 = (what: string) => z.coerce.number(`expected ${what}`).min(0, `expected ${what}`);
const Cost = Number0('a number from 0 to 1').max(1, 'expected a number from 0 to 1');

const Options = z.object({
  items: z.string().min(1),
  out: z.string().min(1),
  window: Number0('a whole number of replies').int('expected a whole number of replies').max(20),
  samples: Whole('expected a whole number of futures').max(1_000),
  perToken: Cost,
  perQuestion: Cost,
  answers: z.enum(ANSWERS, { error: `expected ${ANSWERS.join(' or ')}` }),
  model: z.string().min(1).optional(),
  baseUrl: BaseUrl.optional(),
  apiKeyEnv: z.string().min(1),
  header: Headers.default({}),
  body: JsonObject.default({}),
  respondent: z.string().min(1).optional(),
  concurrency: Whole('expected a whole number from 1'),
  rpm: Whole('expected requests a minute').optional(),
  tpm: Whole('expected tokens a minute').optional(),
  attempts: Whole('expected a whole number from 1'),
  timeout: z.coerce.number('expected seconds').positive('expected seconds'),
  stream: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

/**
 * `lacuna reward estimate FILE`: what candidate replies are worth for the end of their conversations. Exit 3
 * where a call failed for good: the candidate has no figure then, and the file says why.
 */
export async function rewardEstimate(file: string, flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  refuseStream(options);
  const items = await trainable(options.items);
  const conversations = readCandidates(file, (id) => {
    const item = items.get(id);
    if (item) return item;
    throw new InputError(`item ${id} is not among those of ${options.items}: --items names others`);
  });
  const embedded = options.respondent ? await serveRespondents([...items.values()]) : null;
  const interrupt = onInterrupt();
  try {
    const endpoint = await findPolicy(options, embedded?.baseUrl);
    const tally = await estimateAll(conversations, endpoint, options, interrupt.signal);
    process.stdout.write(tally.text(options));
    if (interrupt.signal.aborted) {
      process.stderr.write('Stopped: the conversations after these have no estimate.\n');
      process.exitCode = 130;
    } else if (tally.failed > 0) process.exitCode = 3;
  } finally {
    interrupt.release();
    await embedded?.close();
  }
}

/** Throws InputError where an item is held out for tests. */
async function trainable(name: string): Promise<Map<string, Item>> {
  const items = new Map<string, Item>();
  const heldOut = await HeldOut.ofReleases();
  for await (const item of readItems(itemsFile(name))) {
    const why = heldOut.why(item);
    if (why) throw new InputError(`--items: there is no reward for ${item.id}: ${why}`);
    items.set(item.id, item);
  }
  return items;
}

/** Throws InputError where no model is named, or no address. */
async function findPolicy(options: Options, embedded: string | undefined): Promise<Endpoint> {
  const { respondent, model, header: headers } = options;
  const how = { api: 'chat', headers, timeoutMs: options.timeout * 1000 } as const;
  if (respondent !== undefined && embedded !== undefined) {
    const [name = respondent] = respondentNames([respondent]);
    return connectWhenAsked({ ...how, baseUrl: embedded, key: '', model: name });
  }
  const { key, baseUrl } = addressOf(options, process.env);
  if (model !== undefined && baseUrl !== undefined) {
    return connectWhenAsked({ ...how, baseUrl, key, model, stream: options.stream });
  }
  if (options.window === 0) return NOBODY;
  throw new InputError(
    `${model === undefined ? 'which model replies in the futures? Give --model, and --base-url' : `where is ${model}? Give --base-url`}, or --respondent NAME.\n${await describeServers()}`,
  );
}

/** The immediate reward asks no model. */
const NOBODY: Endpoint = {
  complete: () => Promise.reject(new RangeError('no model is asked at a window of 0')),
};

async function estimateAll(
  conversations: AsyncIterable<Conversation>,
  endpoint: Endpoint,
  options: Options,
  signal: AbortSignal,
): Promise<Tally> {
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  const paced = pacedBy(endpoint, options, until);
  const tally = new Tally();
  const sampler = async (messages: Parameters<Endpoint['complete']>[0]['messages']) => {
    const { completion } = await paced.complete(messages, () => options.body);
    tally.call(completion);
    return completion;
  };
  const { window, samples, perToken, perQuestion, answers } = options;
  const how: MultiTurnOptions = {
    ...{ window, samples, costs: { perToken, perQuestion } },
    user: userByRules(answers),
  };
  const failed = (error: ModelError) => isFatal(error, paced.anyReply);
  const out = await JsonLinesFile.create(options.out);
  try {
    const work = (conversation: Conversation) =>
      estimateCandidates(conversation, sampler, { ...how, isFatal: failed });
    for await (const { of, estimates } of inOrder(conversations, work, options.concurrency)) {
      await out.add({ item: of.item.id, line: of.line, window, samples, candidates: estimates });
      tally.add(estimates);
    }
    await out.finish();
  } catch (error) {
    stop.abort();
    if (error instanceof Stopped && signal.aborted) {
      await out.finish();
      return tally;
    }
    await out.discard();
    throw error instanceof ModelError ? new InputError(error.message) : error;
  }
  return tally;
}

function pacedBy(endpoint: Endpoint, options: Options, signal: AbortSignal): PacedEndpoint {
  const wait = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  const { concurrency, rpm: requestsPerMinute, tpm: tokensPerMinute } = options;
  const pace = new Pace({
    ...{ concurrency, requestsPerMinute, tokensPerMinute },
    ...{ now: steadyNow, sleep: wait, signal },
  });
  return new PacedEndpoint({
    ...{ endpoint, pace, attempts: options.attempts, now: steadyNow, sleep: wait, signal },
    ...{ random: Math.random, onRetry: () => undefined },
  });
}

interface Done {
  readonly of: Conversation;
  readonly estimates: CandidateEstimate[];
}

/** Works on so many conversations at a time, and gives them in the order of the file. */
async function* inOrder(
  conversations: AsyncIterable<Conversation>,
  work: (conversation: Conversation) => Promise<CandidateEstimate[]>,
  atATime: number,
): AsyncGenerator<Done> {
  const begun: Array<Promise<Done>> = [];
  for await (const of of conversations) {
    const done = work(of).then((estimates) => ({ of, estimates }));
    // Whoever waits for an earlier one hears of it later.
    done.catch(() => undefined);
    begun.push(done);
    const first = begun.length >= atATime ? begun.shift() : undefined;
    if (first) yield await first;
  }
  for (const done of begun) yield await done;
}

/** What was estimated, and what it took. */
class Tally {
  failed = 0;
  #conversations = 0;
  #candidates = 0;
  #calls = 0;
  #tokens = 0;
  readonly #why = new Map<string, number>();

  call({ usage }: Completion): void {
    this.#calls += 1;
    this.#tokens += (usage.input ?? 0) + (usage.output ?? 0);
  }

  add(estimates: readonly CandidateEstimate[]): void {
    this.#conversations += 1;
    this.#candidates += estimates.length;
    for (const estimate of estimates) {
      if (!('failed' in estimate)) continue;
      this.failed += 1;
      this.#why.set(estimate.failed, (this.#why.get(estimate.failed) ?? 0) + 1);
    }
  }

  text({ out, window, samples }: Options): string {
    const figures = this.#candidates - this.failed;
    return [
      `${counted(figures, 'estimate')} for ${counted(this.#conversations, 'conversation')}, w = ${window}, S = ${samples}: ${out}`,
      `${counted(this.#calls, 'call')}, ${this.#tokens} tokens`,
      ...[...this.#why].map(([why, count]) => `${counted(count, 'candidate')} failed: ${why}`),
      '',
    ].join('\n');
  }
}
