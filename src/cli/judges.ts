import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { gradeRun } from '../../graders/grade-run.ts';
import { type Grading, writeGrading } from '../../graders/grading.ts';
import { hybridGrader, type JudgingGrader, judgeGrader } from '../../graders/judge/grader.ts';
import type { Panel } from '../../graders/judge/panel.ts';
import { type JudgingOptions, withJudges } from '../../graders/judge/session.ts';
import { UNSURE_BELOW } from '../../graders/verdict.ts';
import { InputError } from '../input-error.ts';
import type { Endpoint } from '../model/completion.ts';
import { connectWhenAsked } from '../model/connect.ts';
import { readRun } from '../run/folder.ts';
import { costOfSpent } from '../run/plan.ts';
import { steadyNow } from '../steady-clock.ts';
import { describeServers } from './models.ts';
import { RunProgress } from './progress.ts';
import { BaseUrl, Headers, JsonObject, Price, Whole } from './settings.ts';
import { addressOf, publicUrl } from './target.ts';

/** What a grader that asks judges can be told. */
export const JudgeSettings = z.strictObject({
  judgeModel: z.array(z.string().min(1)).default([]),
  judgeBaseUrl: BaseUrl.optional(),
  judgeApiKeyEnv: z.string().min(1).default('OPENAI_API_KEY'),
  judgeHeader: Headers.default({}),
  judgeBody: JsonObject.default({}),
  judgePrice: Price.optional(),
  judgeConcurrency: Whole('expected a whole number from 1').default(8),
  judgeRpm: Whole('expected requests a minute').optional(),
  judgeTpm: Whole('expected tokens a minute').optional(),
  judgeAttempts: Whole('expected a whole number from 1').default(6),
  judgeTimeout: z.coerce.number('expected seconds').positive('expected seconds').default(120),
  judgeSeed: z.coerce.number('expected a whole number').int('expected a whole number').default(1),
  judgeBelow: z.coerce
    .number('expected a confidence from 0.5 to 1')
    .min(UNSURE_BELOW, 'expected a confidence from 0.5 to 1')
    .max(1, 'expected a confidence from 0.5 to 1')
    .default(UNSURE_BELOW),
});
export type JudgeSettings = z.infer<typeof JudgeSettings>;

export interface JudgeTarget {
  /** As it is recorded: without user, password or query. */
  readonly baseUrl: string;
  readonly endpointOf: (model: string) => Endpoint;
}

/** Where the judges are. Throws InputError where no judge is named, or no address. */
export async function findJudges(
  settings: JudgeSettings,
  env: NodeJS.ProcessEnv,
): Promise<JudgeTarget> {
  const { judgeModel, judgeBaseUrl, judgeApiKeyEnv, judgeHeader, judgeTimeout } = settings;
  if (judgeModel.length === 0) {
    throw new InputError(
      'which judge? Give --judge-model NAME (again for a panel) and --judge-base-url URL.',
    );
  }
  const { key, baseUrl } = addressOf({ baseUrl: judgeBaseUrl, apiKeyEnv: judgeApiKeyEnv }, env);
  if (!baseUrl) {
    throw new InputError(
      `where is the judge ${judgeModel[0]}? Give --judge-base-url, or set ${judgeApiKeyEnv}.\n` +
        (await describeServers()),
    );
  }
  return {
    baseUrl: publicUrl(baseUrl),
    endpointOf: (model) =>
      connectWhenAsked({
        baseUrl,
        key,
        model,
        api: 'chat',
        headers: judgeHeader,
        timeoutMs: judgeTimeout * 1000,
      }),
  };
}

/** What a panel of judges is to do, and where its record is. */
export interface JudgeWork {
  readonly kind: 'judge' | 'hybrid';
  /** The folder that holds the judges' answers, so that nothing is asked twice. */
  readonly dir: string;
  /** Replies or conversations. */
  readonly total: number;
  readonly as?: string | undefined;
  readonly signal: AbortSignal;
  readonly quiet: boolean;
}

/**
 * Works with a grader that asks judges, under the lock of its folder, with a bar for people to watch.
 * Throws as the work does; what the judges said until then is recorded, and is not asked again.
 */
export async function withJudgingGrader<T>(
  { kind, dir, total, as, signal, quiet }: JudgeWork,
  settings: JudgeSettings,
  target: JudgeTarget,
  work: (grader: JudgingGrader, panel: Panel, progress: RunProgress) => Promise<T>,
): Promise<T> {
  const { judgeModel: models, judgeConcurrency: concurrency, judgePrice: prices = null } = settings;
  const progress = new RunProgress({
    title: `${kind} ${models.join(' + ')}`,
    total,
    done: 0,
    prices,
    visible: process.stderr.isTTY === true && !quiet,
    now: steadyNow,
  });
  const options: JudgingOptions = {
    dir,
    models,
    endpointOf: target.endpointOf,
    body: settings.judgeBody,
    seed: settings.judgeSeed,
    concurrency,
    requestsPerMinute: settings.judgeRpm,
    tokensPerMinute: settings.judgeTpm,
    attempts: settings.judgeAttempts,
    now: steadyNow,
    sleep: (ms, until) => sleep(ms, undefined, { signal: until }).catch(() => undefined),
    random: Math.random,
    signal,
    onReply: (completion) => progress.reply(completion),
    onRetry: (error, waitMs) => progress.retry(error, waitMs),
  };
  try {
    return await withJudges(options, (panel) => {
      const by = { as, atATime: 4 * concurrency, below: settings.judgeBelow };
      const grader = kind === 'judge' ? judgeGrader(panel, by) : hybridGrader(panel, by);
      return work(grader, panel, progress);
    });
  } finally {
    progress.stop();
  }
}

/**
 * Grades a run by judges, or by rules and judges, and records how. Throws InputError, and Stopped
 * where the signal stopped it: what the judges said until then is recorded, and is not asked again.
 */
export async function gradeByJudges(
  dir: string,
  kind: 'judge' | 'hybrid',
  settings: JudgeSettings,
  target: JudgeTarget,
  how: { signal: AbortSignal; quiet: boolean; as: string | undefined },
): Promise<Grading> {
  const { judgeModel: models, judgePrice: prices = null } = settings;
  const run = await readRun(dir);
  const budgets = run.budgets.filter(({ sameAs }) => sameAs === null);
  const total = run.items * budgets.length * run.epochs;
  const work: JudgeWork = { ...how, kind, dir, total };
  return withJudgingGrader(work, settings, target, async (grader, panel, progress) => {
    const graded = await gradeRun(dir, {
      ...grader,
      grade: async (item, transcript) => {
        const result = await grader.grade(item, transcript);
        progress.conversation('unscored' in result);
        return result;
      },
    });
    const spent = panel.spent();
    const grading: Grading = {
      format: 'lacuna-grading/1',
      grader: grader.version,
      judges: [...models],
      baseUrl: target.baseUrl,
      byRules: graded.verdicts - graded.judged,
      byJudges: graded.judged,
      unscored: graded.unscored,
      spent,
      prices,
      cost: costOfSpent(spent, prices),
      at: new Date().toISOString(),
    };
    await writeGrading(dir, grader.name, grading);
    return grading;
  });
}
