import { InputError } from '../input-error.ts';
import type { Batches } from '../model/batch/batches.ts';
import type { Endpoint } from '../model/completion.ts';
import { batchesWhenAsked, connectWhenAsked } from '../model/connect.ts';
import { USER_PROMPT_HASH } from '../protocol/user-prompt.ts';
import type { Prices, RunRecord } from '../run/record.ts';
import { describeServers } from './models.ts';
import { BaseUrl, type RunSettings } from './settings.ts';

const OPENAI = 'https://api.openai.com/v1';

/** A model behind an endpoint. */
export interface Target {
  model: string;
  /** As it is recorded: without user, password or query. */
  baseUrl: string;
  endpoint: Endpoint;
  /** Opens the provider's batches; null where there are none. */
  batches: (() => Promise<Batches>) | null;
  /** What its tokens cost, where that is known without being told. */
  prices: Prices | null;
}

/**
 * The endpoint that the settings and the environment name. Throws InputError, which says what was
 * found on this machine and how to use it, where they name none.
 */
export async function findTarget(settings: RunSettings, env: NodeJS.ProcessEnv): Promise<Target> {
  const { key, baseUrl } = addressOf(settings, env);
  if (!baseUrl) {
    throw new InputError(
      `where is ${settings.model}? Give --base-url, or set ${settings.apiKeyEnv} to use ${OPENAI}.\n` +
        (await describeServers()),
    );
  }
  if (!settings.model) {
    throw new InputError(
      `which model at ${publicUrl(baseUrl)}? Give --model.\n${await describeServers()}`,
    );
  }
  const { model, api } = settings;
  const { header: headers, stream } = settings;
  const how = { api, headers, timeoutMs: settings.timeout * 1000, stream };
  const options = { ...how, baseUrl, key, model };
  return {
    model,
    baseUrl: publicUrl(baseUrl),
    endpoint: connectWhenAsked(options),
    batches: batchesWhenAsked(options),
    prices: null,
  };
}

/** The model that reads for the user, behind its endpoint. */
export interface UserTarget {
  record: NonNullable<RunRecord['user']>;
  endpoint: Endpoint;
}

/** null where rules read for the user. Throws InputError where a model is named, and no address. */
export async function findUser(
  { userModel: model, userBaseUrl, userApiKeyEnv = 'OPENAI_API_KEY', timeout }: RunSettings,
  env: NodeJS.ProcessEnv,
): Promise<UserTarget | null> {
  if (model === undefined) return null;
  const { key, baseUrl } = addressOf({ baseUrl: userBaseUrl, apiKeyEnv: userApiKeyEnv }, env);
  if (!baseUrl) {
    throw new InputError(
      `where is the user model ${model}? Give --user-base-url, or set ${userApiKeyEnv}.\n` +
        (await describeServers()),
    );
  }
  const how = { api: 'chat', headers: {}, timeoutMs: timeout * 1000 } as const;
  const record = { model, baseUrl: publicUrl(baseUrl), prompt: USER_PROMPT_HASH };
  return { record, endpoint: connectWhenAsked({ ...how, baseUrl, key, model }) };
}

/** The key, and the address where one is given or can be told from it. Throws InputError for no address. */
export function addressOf(
  { baseUrl, apiKeyEnv }: Pick<RunSettings, 'baseUrl' | 'apiKeyEnv'>,
  env: NodeJS.ProcessEnv,
): { key: string; baseUrl: string | undefined } {
  const key = env[apiKeyEnv] ?? '';
  return { key, baseUrl: baseUrl ?? addressIn(env) ?? (key === '' ? undefined : OPENAI) };
}

function addressIn({ OPENAI_BASE_URL: text }: NodeJS.ProcessEnv): string | undefined {
  if (text === undefined || text === '') return undefined;
  const parsed = BaseUrl.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InputError(`OPENAI_BASE_URL: ${parsed.error.issues[0]?.message}`);
}

/** A respondent, asked over loopback by the same client as any model. */
export function respondentTarget(settings: RunSettings, baseUrl: string, name: string): Target {
  const endpoint = connectWhenAsked({
    baseUrl,
    key: '',
    model: name,
    api: settings.api,
    headers: {},
    timeoutMs: settings.timeout * 1000,
  });
  // The port differs from session to session; the run stays the same.
  const prices = { input: 0, output: 0 };
  return { model: name, baseUrl: 'embedded:', endpoint, batches: null, prices };
}

/** Without user, password or query. */
export function publicUrl(text: string): string {
  const url = new URL(text);
  return `${url.origin}${url.pathname}`;
}
